import { describe, expect, test } from 'vitest';
import { setPaused } from '@/lib/mailbox/set-paused';
import { testConnection } from '@/lib/mailbox/test-connection';
import { stateAt } from '@/lib/outbox/message';
import { listMessages } from '@/lib/outbox/reads';
import { sendTest } from '@/lib/outbox/send-test';
import { replaceSecret } from '@/lib/registration/replace-secret';
import { Secret } from '@/lib/secret';
import { lin, type Made, useHouse } from './house';

const house = useHouse();
const everyone = { every: true } as const;
const to = 'lin@posthouse.example';

async function send({ customerId, mailboxId }: Made) {
  const sent = await sendTest(customerId, lin, { mailboxId, to, subject: 'A test', text: 'Only a test.' });
  if (!sent.ok) throw new Error(sent.failure.code);
  return sent.value;
}

const messagesOf = async ({ mailboxId }: Made) =>
  (await listMessages(everyone, { mailboxId, page: 1 }, new Date())).rows;

describe('a test mail that Microsoft takes', () => {
  test('is accepted once, with its request id, and proves that the mailbox works', async () => {
    house.sandbox().reset();
    const made = await house.newMailbox('working-mailbox');
    const sent = await send(made);
    expect(sent).toMatchObject({ state: 'accepted', code: null });
    const [mail, ...others] = house.sandbox().accepted();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: [to], subject: 'A test', body: 'Only a test.', bodyType: 'text' });
    expect(sent.answer?.requestId).toBe(mail?.requestId);
    expect(await messagesOf(made)).toMatchObject([
      { state: 'accepted', recipient: to, requestId: mail?.requestId, sentByName: 'Lin' },
    ]);
    expect(await house.status(made)).toMatchObject({ status: 'working' });
    const deeds = (await house.deeds(made.customerId)).slice(3);
    expect(deeds.map(({ deed }) => deed)).toEqual(['message.send_test', 'message.settle']);
    expect(deeds[1]?.details).toMatchObject({ state: 'accepted', requestId: mail?.requestId });
  });

  test('the next one uses the token at hand', async () => {
    const made = await house.newMailbox('working-mailbox');
    house.sandbox().reset();
    await send(made);
    await send(made);
    expect(house.signIns()).toBe(1);
  });

  test('after the secret was replaced it signs in anew', async () => {
    const made = await house.newMailbox('working-mailbox');
    await send(made);
    house.sandbox().reset();
    await replaceSecret(made.customerId, lin, {
      registrationId: made.registrationId,
      version: 1,
      clientSecret: new Secret('Wro8Q~ng-secret'),
      secretExpiresOn: null,
    });
    expect(await send(made)).toMatchObject({ state: 'failed', code: 'secret_wrong' });
    expect(house.signIns()).toBe(1);
    expect(house.sandbox().accepted()).toEqual([]);
  });
});

describe('a sign-in that was refused', () => {
  test('is not asked for again, neither by this mailbox nor by another of the registration', async () => {
    const made = await house.newMailbox('expired-secret');
    const second = await house.add(made.customerId, 'expired-secret', {
      mailboxAddress: 'events@harbour-hotel.example',
      registrationChoice: 'existing',
      registrationId: made.registrationId,
    });
    house.sandbox().reset();
    expect(await send(made)).toMatchObject({ state: 'failed', code: 'secret_expired' });
    expect(house.signIns()).toBe(1);
    for (const mailboxId of [made.mailboxId, second.ok ? second.value.id : '']) {
      expect(await send({ ...made, mailboxId })).toMatchObject({
        state: 'failed',
        code: 'sign_in_known_to_fail',
        earlier: { code: 'secret_expired' },
      });
    }
    expect(house.signIns()).toBe(1);
    expect(await house.status(made)).toMatchObject({ status: 'expired', code: 'secret_expired' });
  });

  test('by a test just now is not asked for by a send', async () => {
    const made = await house.newMailbox('app-disabled');
    await testConnection(made.customerId, lin, made.mailboxId);
    house.sandbox().reset();
    expect(await send(made)).toMatchObject({ code: 'sign_in_known_to_fail' });
    expect(house.sandbox().requests()).toEqual([]);
  });

  test('is asked for again by every test, and after a new secret', async () => {
    const made = await house.newMailbox('wrong-secret');
    await send(made);
    house.sandbox().reset();
    await testConnection(made.customerId, lin, made.mailboxId);
    await testConnection(made.customerId, lin, made.mailboxId);
    expect(house.signIns()).toBe(2);
    await replaceSecret(made.customerId, lin, {
      registrationId: made.registrationId,
      version: 1,
      clientSecret: new Secret('Sti8Q~ll-wrong'),
      secretExpiresOn: null,
    });
    await send(made);
    expect(house.signIns()).toBe(3);
  });

  test('is asked for again once its ten minutes are over', async () => {
    const made = await house.newMailbox('wrong-secret');
    await send(made);
    await house.sql(
      "UPDATE registration SET sign_in_failed_at = now() - interval '11 minutes' WHERE id = $1",
      [made.registrationId],
    );
    house.sandbox().reset();
    await send(made);
    expect(house.signIns()).toBe(1);
  });

  test('when Microsoft only was not available, is asked for again at once', async () => {
    const made = await house.newMailbox('sign-in-503');
    house.sandbox().reset();
    expect(await send(made)).toMatchObject({ state: 'failed', code: 'microsoft_unavailable' });
    await send(made);
    expect(house.signIns()).toBe(2);
    expect(await house.status(made)).toMatchObject({ status: 'not_verified' });
  });
});

describe('a mail whose fate is not known', () => {
  test.each([
    ['graph-unreachable', 0],
    ['graph-html', 0],
    ['graph-empty', 0],
    ['graph-500', 0],
    ['accepted-504', 1],
    ['accepted-reset', 1],
  ])('%s: is said to be so, was tried once, and proves nothing', async (scenario, taken) => {
    const made = await house.newMailbox(scenario);
    house.sandbox().reset();
    expect(await send(made)).toMatchObject({ state: 'unknown' });
    expect(house.sandbox().accepted()).toHaveLength(taken);
    const tries = house
      .sandbox()
      .requests()
      .filter(({ path }) => path.endsWith('/sendMail'));
    expect(tries).toHaveLength(1);
    expect(await messagesOf(made)).toMatchObject([{ state: 'unknown' }]);
    expect(await house.status(made)).toMatchObject({ status: 'not_verified', reason: 'never_proven' });
  });

  test.each([
    ['throttled', 'mailbox_busy'],
    ['graph-503', 'microsoft_unavailable'],
    ['no-such-mailbox', 'mailbox_not_found'],
    ['access-policy', 'access_policy_blocks'],
    ['no-mail-send', 'permission_missing'],
  ])('but %s certainly was not taken: failed, %s', async (scenario, code) => {
    const made = await house.newMailbox(scenario);
    house.sandbox().reset();
    expect(await send(made)).toMatchObject({ state: 'failed', code });
    expect(house.sandbox().accepted()).toEqual([]);
  });
});

describe('a mail that was never tried', () => {
  test('from a paused mailbox: nothing is written down, nothing asked', async () => {
    const made = await house.newMailbox('working-mailbox');
    const { customerId, mailboxId } = made;
    await setPaused(customerId, lin, { mailboxId, paused: true });
    house.sandbox().reset();
    const mail = { mailboxId, to, subject: 'A test', text: '' };
    expect(await sendTest(customerId, lin, mail)).toEqual({
      ok: false,
      failure: { code: 'mailbox_paused' },
    });
    expect(await messagesOf(made)).toEqual([]);
    expect(house.sandbox().requests()).toEqual([]);
  });

  test('without an app registration', async () => {
    const made = await house.newMailbox('working-mailbox', { registrationChoice: 'later' });
    const mail = { mailboxId: made.mailboxId, to, subject: 'A test', text: '' };
    expect(await sendTest(made.customerId, lin, mail)).toEqual({
      ok: false,
      failure: { code: 'no_credential' },
    });
  });

  test('through another customer', async () => {
    const made = await house.newMailbox('working-mailbox');
    const mail = { mailboxId: made.mailboxId, to, subject: 'A test', text: '' };
    expect(await sendTest(await house.newCustomer(), lin, mail)).toEqual({
      ok: false,
      failure: { code: 'mailbox_not_found' },
    });
  });
});

describe('a mail that is still on its way', () => {
  const createdAt = new Date('2026-11-23T10:00:00Z');
  const later = (ms: number) => new Date(createdAt.getTime() + ms);

  test.each([
    [1_000, 'sending', null],
    [60_000, 'sending', null],
    [60_001, 'unknown', 'interrupted'],
  ])('after %i ms is %s', (ms, state, code) => {
    expect(stateAt({ state: 'sending', code: null, createdAt }, later(ms))).toEqual({ state, code });
  });

  test('a minute after its process was stopped the list says so, and it is not sent again', async () => {
    const made = await house.newMailbox('working-mailbox');
    await send(made);
    await house.sql(
      "UPDATE message SET state = 'sending', settled_at = null, created_at = now() - interval '2 minutes' WHERE mailbox_id = $1",
      [made.mailboxId],
    );
    house.sandbox().reset();
    expect(await messagesOf(made)).toMatchObject([{ state: 'unknown', code: 'interrupted' }]);
    expect(house.sandbox().requests()).toEqual([]);
  });
});
