import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '@/tests/support/database';
import type { Case } from './case';
import { AUDIT_CASES } from './cases/audit';
import { CUSTOMER_CASES } from './cases/customer';
import { MAILBOX_CASES } from './cases/mailbox';
import { OUTBOX_CASES } from './cases/outbox';
import { PENDING_CERTIFICATE_CASES } from './cases/pending-certificate';
import { REGISTRATION_CASES } from './cases/registration';
import { RETEST_CASES } from './cases/retest';
import { STAFF_CASES } from './cases/staff';
import { layTwoCustomers, rowsOf, type TwoCustomers, whileHeld } from './two-customers';

/** How a function of lib/ is called across customers; `file#export`, and behind a blank what is special. */
export const CASES: Readonly<Record<string, Case>> = {
  ...CUSTOMER_CASES,
  ...REGISTRATION_CASES,
  ...PENDING_CERTIFICATE_CASES,
  ...MAILBOX_CASES,
  ...RETEST_CASES,
  ...OUTBOX_CASES,
  ...AUDIT_CASES,
  ...STAFF_CASES,
};

/** Longer than any statement here takes, and not long to wait for one that a lock holds up. */
const LOCK_TIMEOUT = '400ms';

/**
 * One test a case: with our customer's id and the ids of their rows, the answer is that of a row which is not there;
 * nothing of theirs is in it, changed, or waited for. Behind no policies the statements alone have to keep to it.
 */
export function expectIsolated(database: TestDatabase, behind: 'policies' | 'no policies'): void {
  const those = Object.entries(CASES).filter(
    ([, { byPolicyAlone }]) => behind === 'policies' || !byPolicyAlone,
  );
  beforeAll(async () => {
    const [row] = await database.sql<{ name: string }>('select current_database() as name');
    await database.sql(`alter database ${row?.name} set lock_timeout = '${LOCK_TIMEOUT}'`);
  });

  describe.each(those)('%s', (_, { call, gives, throws }) => {
    test('keeps to our customer', async () => {
      const both = await layTwoCustomers(database);
      const { theirs } = both;
      const before = await rowsOf(database, theirs.id);
      const calling = whileHeld(database, theirs.id, () => call(both));
      if (throws) await expect(calling).rejects.toThrow(throws);
      else {
        const answer = await calling;
        expectAnswer(answer, typeof gives === 'function' ? gives(both) : gives);
        expectNothingOf(theirs, answer);
      }
      expect(await rowsOf(database, theirs.id)).toEqual(before);
    });
  });
}

function expectAnswer(answer: unknown, expected: unknown): void {
  if (isDeepStrictEqual(answer, expected)) return;
  // An object may say more; a list has as many rows as it has to.
  if (typeof expected === 'object' && expected !== null) expect(answer).toMatchObject(expected);
  else expect(answer).toEqual(expected);
}

function expectNothingOf(theirs: TwoCustomers['theirs'], answer: unknown): void {
  const text = JSON.stringify(answer) ?? '';
  for (const [what, value] of Object.entries(theirs)) expect(text, `their ${what}`).not.toContain(value);
}
