import { expect, test } from 'vitest';
import { testConnection } from '@/lib/mailbox/test-connection';
import { sendTest } from '@/lib/outbox/send-test';
import { readRegistration } from '@/lib/registration/reads';
import { lin, type Made, useHouse } from '@/tests/mailbox/house';

const house = useHouse();
const mail = { to: 'lin@posthouse.example', subject: 'A test', text: '' };

async function send({ customerId, mailboxId }: Made) {
  const sent = await sendTest(customerId, lin, { mailboxId, ...mail });
  if (!sent.ok) throw new Error(sent.failure.code);
  return sent.value;
}

const refuse = (made: Made, at = new Date()) => house.refuse(made, 'app_disabled', at);
const refusal = async ({ customerId, registrationId }: Made) =>
  (await readRegistration(customerId, registrationId))?.signInFailureCode;
const elevenMinutesAgo = () => new Date(Date.now() - 11 * 60_000);

test('a refusal is lifted when a later mail signs in', async () => {
  const made = await house.newMailbox('working-mailbox');
  await refuse(made, elevenMinutesAgo());
  expect(await send(made)).toMatchObject({ state: 'accepted' });
  expect(await refusal(made)).toBeNull();
});

test('a token from before the refusal is not used after it', async () => {
  const made = await house.newMailbox('working-mailbox');
  await send(made);
  await refuse(made, elevenMinutesAgo());
  house.sandbox().reset();
  expect(await send(made)).toMatchObject({ state: 'accepted' });
  expect(house.signIns()).toBe(1);
});

test('a mail that was not tried because of a refusal proves no more than the refusal did, when it was', async () => {
  const made = await house.newMailbox('app-disabled');
  await testConnection(made.customerId, lin, made.mailboxId);
  const [before] = await house.sql('SELECT evidence_at FROM mailbox WHERE id = $1', [made.mailboxId]);
  expect(await send(made)).toMatchObject({ state: 'failed', code: 'sign_in_known_to_fail' });
  expect(await house.sql('SELECT evidence_at FROM mailbox WHERE id = $1', [made.mailboxId])).toEqual([
    before,
  ]);
});
