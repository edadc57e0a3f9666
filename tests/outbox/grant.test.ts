import { beforeEach, describe, expect, test } from 'vitest';
import { readMailbox } from '@/lib/mailbox/reads';
import { testConnection } from '@/lib/mailbox/test-connection';
import { testValues } from '@/lib/mailbox/test-values';
import { type MoreOfMail, sendTest } from '@/lib/outbox/send-test';
import { Secret } from '@/lib/secret';
import { lin, type Made, useHouse } from '@/tests/mailbox/house';
import { fileOf } from '@/tests/microsoft/mails';

const house = useHouse();
beforeEach(() => house.sandbox().reset());

const LARGE = { attachments: [fileOf(4_000_001)] };

async function send({ customerId, mailboxId }: Made, more: MoreOfMail = {}) {
  const mail = { to: 'lin@posthouse.example', subject: 'A test', text: '', more };
  const sent = await sendTest(customerId, lin, { mailboxId, ...mail });
  if (!sent.ok) throw new Error(sent.failure.code);
  return sent.value;
}

async function verdictOf({ customerId, mailboxId }: Made) {
  const tested = await testConnection(customerId, lin, mailboxId);
  if (!tested.ok) throw new Error(tested.failure.code);
  return tested.value.report.verdict;
}

/** What the customer's administrator consents to in Entra. */
const consent = (scenario: string, roles: readonly string[]) =>
  house.sandbox().changeApp(house.sandbox().scenario(scenario).values.clientId, { roles });

const graphCalls = () =>
  house
    .sandbox()
    .requests()
    .map(({ method, path }) => `${method} ${path.replace(/^\/v1\.0\/users\/[^/]+/, '')}`)
    .filter((each) => /^POST \/(sendMail|messages)$/.test(each));

describe('after consent to Mail.Send', () => {
  test('a mail is accepted once a test has passed, though one was refused before', async () => {
    const made = await house.newMailbox('no-mail-send');
    expect(await send(made)).toMatchObject({ state: 'failed', code: 'permission_missing' });
    consent('no-mail-send', ['Mail.Send']);
    expect(await verdictOf(made)).toBe('passed');
    expect(await send(made)).toMatchObject({ state: 'accepted' });
    expect(house.sandbox().accepted()).toHaveLength(1);
    expect(await house.status(made)).toMatchObject({ status: 'working' });
    expect(house.signIns()).toBe(3);
  });

  test('the next mail is accepted without a test, too', async () => {
    const made = await house.newMailbox('other-permission-only');
    expect(await send(made)).toMatchObject({ state: 'failed', code: 'permission_missing' });
    consent('other-permission-only', ['Mail.Send', 'User.Read.All']);
    expect(await send(made)).toMatchObject({ state: 'accepted' });
    expect(house.signIns()).toBe(2);
  });

  test('so is one of another mailbox of the same app registration', async () => {
    const made = await house.newMailbox('no-mail-send');
    const second = await house.add(made.customerId, 'no-mail-send', {
      mailboxAddress: 'events@harbour-hotel.example',
      registrationChoice: 'existing',
      registrationId: made.registrationId,
    });
    if (!second.ok) throw new Error(second.failure.code);
    expect(await send(made)).toMatchObject({ state: 'failed', code: 'permission_missing' });
    consent('no-mail-send', ['Mail.Send']);
    expect(await verdictOf({ ...made, mailboxId: second.value.id })).toBe('passed');
    expect(await send(made)).toMatchObject({ state: 'accepted' });
    expect(await send({ ...made, mailboxId: second.value.id })).toMatchObject({ state: 'accepted' });
    expect(house.signIns()).toBe(3);
  });
});

describe('after consent to Mail.ReadWrite', () => {
  const roles = ['Mail.ReadWrite', 'Mail.Send'];

  test('a large mail is accepted once a test has passed, though one was refused before', async () => {
    const made = await house.newMailbox('working-mailbox');
    expect(await send(made)).toMatchObject({ state: 'accepted' });
    expect(await send(made, LARGE)).toMatchObject({ state: 'failed', code: 'mail_over_request_limit' });
    consent('working-mailbox', roles);
    expect(await verdictOf(made)).toBe('passed');
    expect(await send(made, LARGE)).toMatchObject({ state: 'accepted' });
    expect(house.sandbox().accepted()).toHaveLength(2);
  });

  test('a large mail is accepted with a new token, though one from before is at hand', async () => {
    const made = await house.newMailbox('working-mailbox');
    expect(await send(made)).toMatchObject({ state: 'accepted' });
    consent('working-mailbox', roles);
    expect(await send(made, LARGE)).toMatchObject({ state: 'accepted' });
    expect(house.sandbox().accepted()).toHaveLength(2);
    expect(await send(made)).toMatchObject({ state: 'accepted' });
    expect(house.signIns()).toBe(2);
  });
});

describe('a test that signed in', () => {
  // At Microsoft and here a token goes on being accepted with the permissions that it was given with.
  test('ends the use of a token from before consent was withdrawn', async () => {
    const made = await house.newMailbox('working-mailbox');
    expect(await send(made)).toMatchObject({ state: 'accepted' });
    consent('working-mailbox', []);
    expect(await send(made)).toMatchObject({ state: 'accepted' });
    expect(await verdictOf(made)).toBe('failed');
    expect(await send(made)).toMatchObject({ state: 'failed', code: 'permission_missing' });
  });

  test('does so before a mailbox is saved', async () => {
    const made = await house.newMailbox('working-mailbox');
    expect(await send(made)).toMatchObject({ state: 'accepted' });
    consent('working-mailbox', []);
    const mailbox = await readMailbox(made.customerId, made.mailboxId, new Date());
    await testValues(made.customerId, lin, {
      cloud: '',
      tenantId: '',
      clientId: '',
      clientSecret: new Secret(''),
      secretIsValue: false,
      registrationId: made.registrationId,
      mailboxAddress: mailbox?.address ?? '',
    });
    expect(await send(made)).toMatchObject({ state: 'failed', code: 'permission_missing' });
  });
});

describe('without a grant', () => {
  test('a refused mail signs in once and is handed over once', async () => {
    const made = await house.newMailbox('no-mail-send');
    for (const nth of [1, 2, 3]) {
      expect(await send(made)).toMatchObject({ state: 'failed', code: 'permission_missing' });
      expect([house.signIns(), graphCalls().length]).toEqual([nth, nth]);
    }
  });

  test('a mail refused with the token at hand signs in once more, and is not tried a third time', async () => {
    const made = await house.newMailbox('working-mailbox');
    await send(made);
    const { address } = (await readMailbox(made.customerId, made.mailboxId, new Date())) ?? {};
    if (!address) throw new Error('the mailbox has gone');
    const denied = { error: { code: 'ErrorAccessDenied', message: 'Access is denied.' } };
    const fault = { where: 'graph', when: 'before', kind: 'answer', status: 403, body: denied } as const;
    house.sandbox().addFault({ ...fault, address });
    expect(await send(made)).toMatchObject({ state: 'failed', code: 'access_denied' });
    expect([house.signIns(), graphCalls().length]).toEqual([2, 3]);
  });

  test('one test, and the mails after it, sign in twice', async () => {
    const made = await house.newMailbox('working-mailbox');
    expect(await verdictOf(made)).toBe('passed');
    await send(made);
    await send(made);
    expect(house.signIns()).toBe(2);
  });

  test('the token of another app registration stays at hand', async () => {
    const other = await house.newMailbox('tenant-by-domain');
    await send(other);
    await send(await house.newMailbox('no-mail-send'));
    await verdictOf(await house.newMailbox('working-mailbox'));
    const before = house.signIns();
    await send(other);
    expect(house.signIns()).toBe(before);
  });
});
