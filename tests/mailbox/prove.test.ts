import { describe, expect, test } from 'vitest';
import { listTests, readMailbox } from '@/lib/mailbox/reads';
import { testConnection } from '@/lib/mailbox/test-connection';
import { readRegistration } from '@/lib/registration/reads';
import { replaceSecret } from '@/lib/registration/replace-secret';
import { Secret } from '@/lib/secret';
import { lin, type Made, useHouse, wei } from './house';

const house = useHouse();

const evidenceOf = async ({ customerId, mailboxId }: Made) =>
  (await readMailbox(customerId, mailboxId, new Date()))?.evidence;

async function run({ customerId, mailboxId }: Made) {
  const tested = await testConnection(customerId, lin, mailboxId);
  if (!tested.ok) throw new Error(tested.failure.code);
  return tested.value;
}

describe('a test of a saved mailbox', () => {
  test('is kept with its checks, by whom and when, and proves what it proves', async () => {
    const made = await house.newMailbox('working-mailbox');
    const { testId, report } = await run(made);
    expect(report.verdict).toBe('passed');
    const [row, ...others] = await listTests(made.customerId, made.mailboxId, 20);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ id: testId, ranByName: 'Lin', verdict: 'passed', code: null });
    expect(row?.checks).toEqual(JSON.parse(JSON.stringify(report.checks)));
    expect(await house.status(made)).toMatchObject({ status: 'working', reason: 'proven' });
    expect((await house.deeds(made.customerId)).at(-1)).toMatchObject({
      deed: 'connection.test',
      details: { verdict: 'passed', code: null },
    });
  });

  test.each([
    ['wrong-secret', 'needs_attention', 'secret_wrong'],
    ['access-policy', 'needs_attention', 'access_policy_blocks'],
    ['expired-secret', 'expired', 'secret_expired'],
  ])('of %s makes the mailbox %s', async (scenario, status, code) => {
    const made = await house.newMailbox(scenario);
    await run(made);
    expect(await house.status(made)).toMatchObject({ status, code });
  });

  test('says so when there is nothing to test with, and asks nothing', async () => {
    const made = await house.newMailbox('working-mailbox', { registrationChoice: 'later' });
    house.sandbox().reset();
    const { report } = await run(made);
    expect(report).toMatchObject({ verdict: 'failed', code: 'no_credential' });
    expect(house.sandbox().requests()).toEqual([]);
    expect(await house.status(made)).toMatchObject({ status: 'waiting_for_customer' });
  });

  test('says so when the stored secret was tampered with, and the mailbox needs attention', async () => {
    const made = await house.newMailbox('working-mailbox');
    await run(made);
    const [row] = await house.sql<{ sealed: string }>(
      'SELECT sealed FROM credential WHERE registration_id = $1',
      [made.registrationId],
    );
    const at = (row?.sealed.length ?? 0) - 10;
    const other = row?.sealed.charAt(at) === 'A' ? 'B' : 'A';
    await house.sql(
      'UPDATE credential SET sealed = overlay(sealed placing $2 from $3) WHERE registration_id = $1',
      [made.registrationId, other, at + 1],
    );
    expect((await run(made)).report).toMatchObject({ verdict: 'failed', code: 'vault_refused' });
    expect(await house.status(made)).toMatchObject({ status: 'needs_attention', code: 'vault_refused' });
  });

  test('says so when the key of the stored secret is missing, which proves nothing of the mailbox', async () => {
    const made = await house.newMailbox('working-mailbox');
    await run(made);
    await house.sql("INSERT INTO vault_key VALUES ('gone', 'check value of a key that is gone')");
    await house.sql(
      "UPDATE credential SET key_id = 'gone', sealed = regexp_replace(sealed, '^v2[.][^.]+', 'v2.gone') WHERE registration_id = $1",
      [made.registrationId],
    );
    expect((await run(made)).report).toMatchObject({ verdict: 'failed', code: 'vault_key_missing' });
    expect(await house.status(made)).toMatchObject({ status: 'working' });
  });

  test('through another customer is not there', async () => {
    const made = await house.newMailbox('working-mailbox');
    const other = await house.newCustomer();
    expect(await testConnection(other, lin, made.mailboxId)).toMatchObject({
      failure: { code: 'mailbox_not_found' },
    });
  });
});

describe('what only tells of the road to Microsoft changes no proof', () => {
  test.each([
    ['token', 'reset', 'connection_reset'],
    ['token', 'html', 'answered_html'],
    ['openid', 'empty', 'answered_empty'],
    ['graph', 'status', 'microsoft_unavailable'],
  ] as const)('%s answers with %s: %s', async (where, kind, code) => {
    const made = await house.newMailbox('working-mailbox');
    await run(made);
    const before = await evidenceOf(made);
    const { tenantId } = house.sandbox().scenario('working-mailbox').values;
    house.sandbox().addFault({ where, when: 'before', kind, times: 1, tenantId });
    expect((await run(made)).report).toMatchObject({ verdict: 'failed', code });
    expect(await evidenceOf(made)).toEqual(before);
    expect(await house.status(made)).toMatchObject({ status: 'working' });
    expect(await listTests(made.customerId, made.mailboxId, 20)).toHaveLength(2);
  });
});

describe('the secret is replaced', () => {
  const replace = (made: Made, clientSecret: string, version = 1, by = lin) =>
    replaceSecret(made.customerId, by, {
      registrationId: made.registrationId,
      version,
      clientSecret: new Secret(clientSecret),
      secretExpiresOn: null,
    });

  test('for every mailbox that it serves: none is proven any more, the new one is tried', async () => {
    const made = await house.newMailbox('wrong-secret');
    const second = await house.add(made.customerId, 'wrong-secret', {
      mailboxAddress: 'events@harbour-hotel.example',
      registrationChoice: 'existing',
      registrationId: made.registrationId,
    });
    const other = { ...made, mailboxId: second.ok ? second.value.id : '' };
    await run(made);
    await run(other);
    expect(await house.status(other)).toMatchObject({ status: 'needs_attention' });

    const right = house.sandbox().scenario('wrong-secret');
    expect(await replace(made, 'Fix8Q~not-the-value')).toEqual({ ok: true, value: { mailboxCount: 2 } });
    expect(right.values.clientSecret).not.toBe('Fix8Q~not-the-value');
    for (const each of [made, other]) {
      expect(await evidenceOf(each)).toBeNull();
      expect(await house.status(each)).toMatchObject({ status: 'not_verified' });
    }
    expect(await readRegistration(made.customerId, made.registrationId)).toMatchObject({
      signInFailedAt: null,
      credential: { version: 2, hint: 'Fix', expiresOn: null },
    });
    expect((await house.deeds(made.customerId)).at(-1)).toMatchObject({
      deed: 'secret.replace',
      details: { hint: 'Fix', expiresOn: null, version: 2, mailboxes: 2 },
    });
  });

  test('the old ciphertext is gone', async () => {
    const made = await house.newMailbox('working-mailbox');
    const sealed = () =>
      house.sql<{ sealed: string }>('SELECT sealed FROM credential WHERE registration_id = $1', [
        made.registrationId,
      ]);
    const [before] = await sealed();
    await replace(made, 'New8Q~not-the-value');
    const after = await sealed();
    expect(after).toHaveLength(1);
    expect(after[0]?.sealed).not.toBe(before?.sealed);
  });

  test('by two people: the second is told, and the first one stays', async () => {
    const made = await house.newMailbox('working-mailbox');
    const ends = await Promise.all([replace(made, 'One8Q~x', 1, lin), replace(made, 'Two8Q~x', 1, wei)]);
    expect(ends.filter(({ ok }) => ok)).toHaveLength(1);
    expect(ends.find(({ ok }) => !ok)).toEqual({ ok: false, failure: { code: 'secret_changed' } });
  });

  test('a test that began with the old secret proves nothing about the new one', async () => {
    const made = await house.newMailbox('wrong-secret');
    const running = run(made);
    const { clientSecret } = house.sandbox().scenario('wrong-secret').values;
    // The test has read its secret by the time Microsoft hears of it.
    const since = house.signIns();
    while (house.signIns() === since) await new Promise((resolve) => setTimeout(resolve, 1));
    expect((await replace(made, `${clientSecret}x`)).ok).toBe(true);
    expect((await running).report.code).toBe('secret_wrong');
    // However the two raced: told late once more.
    await house.refuse(made, 'secret_wrong');
    expect(await evidenceOf(made)).toBeNull();
    expect(await readRegistration(made.customerId, made.registrationId)).toMatchObject({
      signInFailedAt: null,
    });
  });
});
