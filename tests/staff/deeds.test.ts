import { expect, test } from 'vitest';
import { may } from '@/lib/staff/deeds';

const yes = true;
const no = false;

test.each([
  // deed, admin, agent, viewer
  ['customer.create', yes, yes, no],
  ['customer.change', yes, yes, no],
  ['mailbox.create', yes, yes, no],
  ['mailbox.change', yes, yes, no],
  ['mailbox.pause', yes, yes, no],
  ['mailbox.delete', yes, yes, no],
  ['mailbox.test', yes, yes, no],
  ['mailbox.send_test', yes, yes, no],
  ['secret.replace', yes, yes, no],
  ['registration.delete', yes, yes, no],
  ['examples.load', yes, no, no],
  ['staff.reset_second_factor', yes, no, no],
  ['profile.secure', yes, yes, yes],
] as const)('%s: admin %s, agent %s, viewer %s', (deed, admin, agent, viewer) => {
  expect([may('admin', deed), may('agent', deed), may('viewer', deed)]).toEqual([admin, agent, viewer]);
});
