import { describe, expect, test } from 'vitest';
import { readMailbox } from '@/lib/mailbox/reads';
import { takeEvidence } from '@/lib/mailbox/take-evidence';
import { testConnection } from '@/lib/mailbox/test-connection';
import { sendTest } from '@/lib/outbox/send-test';
import { lin, type Made, useHouse } from './house';

const house = useHouse();

const evidenceOf = async ({ customerId, mailboxId }: Made) =>
  (await readMailbox(customerId, mailboxId, new Date()))?.evidence;

async function run({ customerId, mailboxId }: Made) {
  const tested = await testConnection(customerId, lin, mailboxId);
  if (!tested.ok) throw new Error(tested.failure.code);
  return tested.value.report;
}

describe('a test that could not tell', () => {
  const couldNotTell = async (made: Made) => {
    house.sandbox().addFault({ where: 'graph', when: 'before', kind: 'status', status: 418, times: 1 });
    expect(await run(made)).toMatchObject({ verdict: 'not_proven', code: 'right_not_proven' });
  };

  test('after a mail that was accepted does not take that proof away', async () => {
    const made = await house.newMailbox('working-mailbox');
    const { customerId, mailboxId } = made;
    const to = 'lin@posthouse.example';
    await sendTest(customerId, lin, { mailboxId, to, subject: 'A test', text: '' });
    const before = await evidenceOf(made);
    await couldNotTell(made);
    expect(await evidenceOf(made)).toEqual(before);
    expect(await house.status(made)).toMatchObject({ status: 'working' });
  });

  test('is the newest proof of a mailbox that was never proven, or that failed before', async () => {
    const made = await house.newMailbox('working-mailbox');
    await couldNotTell(made);
    expect(await house.status(made)).toMatchObject({ status: 'not_verified', reason: 'proof_open' });
    const proof = { mailboxId: made.mailboxId, revision: 1, credentialVersion: 1 };
    const failed = { verdict: 'failed', code: 'access_denied' } as const;
    await takeEvidence(made.customerId, { ...proof, at: new Date(), ...failed });
    expect(await house.status(made)).toMatchObject({ code: 'access_denied' });
    await couldNotTell(made);
    expect(await house.status(made)).toMatchObject({ status: 'not_verified', reason: 'proof_open' });
  });
});
