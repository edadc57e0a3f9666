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

describe('a sign-in that Microsoft refuses', () => {
  test('shows at every mailbox of the registration, until one of them proves otherwise', async () => {
    const made = await house.newMailbox('working-mailbox');
    const { customerId, registrationId } = made;
    const added = await house.add(customerId, 'working-mailbox', {
      mailboxAddress: 'orders@alder-bakery.example',
      registrationChoice: 'existing',
      registrationId,
    });
    const second = { ...made, mailboxId: added.ok ? added.value.id : '' };
    for (const each of [made, second]) await run(each);
    await house.refuse(made, 'app_disabled');
    for (const each of [made, second]) {
      expect(await house.status(each)).toMatchObject({ status: 'needs_attention', code: 'app_disabled' });
    }
    await run(second);
    for (const each of [made, second]) expect(await house.status(each)).toMatchObject({ status: 'working' });
  });
});

test('a proof of a secret that is just being replaced is not kept for the new one', async () => {
  const { customerId, mailboxId, registrationId } = await house.newMailbox('working-mailbox');
  // One transaction, as a replacement is: it is there, and seen by nobody, for as long as it sleeps.
  const replacing = house.sql(`
    UPDATE credential SET version = 2 WHERE registration_id = '${registrationId}';
    UPDATE registration SET sign_in_failed_at = NULL WHERE id = '${registrationId}';
    UPDATE mailbox SET evidence_at = NULL WHERE registration_id = '${registrationId}';
    SELECT pg_sleep(0.4)`);
  await expect
    .poll(() => house.sql("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'"))
    .toHaveLength(1);
  const ofTheOld = { revision: 1, credentialVersion: 1, verdict: 'passed', code: null } as const;
  await takeEvidence(customerId, { mailboxId, at: new Date(), ...ofTheOld });
  await replacing;
  expect(await evidenceOf({ customerId, mailboxId, registrationId })).toBeNull();
});

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
