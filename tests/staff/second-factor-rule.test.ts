import { expect, test } from 'vitest';
import { needsSecondFactor } from '@/lib/staff/factor';

const on = true;
const off = false;
const needed = true;
const enough = false;

test.each([
  // rule, role, second factor, how they signed in
  ['off', 'admin', off, 'password', enough],
  ['admins', 'admin', off, 'password', needed],
  ['admins', 'admin', on, 'password', enough],
  ['admins', 'agent', off, 'password', enough],
  ['admins', 'viewer', off, 'password', enough],
  ['all', 'admin', off, 'password', needed],
  ['all', 'agent', off, 'password', needed],
  ['all', 'viewer', off, 'password', needed],
  ['all', 'viewer', on, 'password', enough],
  ['all', 'admin', off, 'passkey', enough],
  ['all', 'admin', off, 'oidc', enough],
  ['admins', 'admin', off, 'passkey', enough],
] as const)(
  'with the rule %s, an %s whose second factor is %s and who came by %s: needed %s',
  (rule, role, secondFactorOn, signedInBy, expected) => {
    expect(needsSecondFactor(rule, { isAdmin: role === 'admin', secondFactorOn, signedInBy })).toBe(expected);
  },
);
