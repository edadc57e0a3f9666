import { expect, test } from 'vitest';
import { readMailbox } from '@/lib/mailbox/reads';
import { testConnection } from '@/lib/mailbox/test-connection';
import { readRegistration } from '@/lib/registration/reads';
import { setExpirySchema } from '@/lib/registration/schema';
import { setExpiry } from '@/lib/registration/set-expiry';
import { lin, type Made, useHouse, wei } from '@/tests/mailbox/house';

const house = useHouse();

/** The form as its action runs it. */
function change(made: Made, secretExpiresOn: string, version = 1, customerId = made.customerId) {
  const { mailboxId, registrationId } = made;
  const input = setExpirySchema.parse({ mailboxId, registrationId, version, secretExpiresOn });
  return setExpiry(customerId, wei, input);
}

test('the day is corrected without the secret, and what was proven stays', async () => {
  const made = await house.newMailbox('working-mailbox', { secretExpiresOn: '2031-05-01' });
  await testConnection(made.customerId, lin, made.mailboxId);
  const before = await readMailbox(made.customerId, made.mailboxId, new Date());
  const stored = 'SELECT version, sealed, set_by_name FROM credential WHERE registration_id = $1';
  const secret = await house.sql(stored, [made.registrationId]);

  expect(await change(made, '2032-06-02')).toEqual({ ok: true, value: null });
  expect(await readRegistration(made.customerId, made.registrationId)).toMatchObject({
    credential: { version: 1, expiresOn: new Date('2032-06-02T00:00:00Z'), setByName: 'Lin' },
  });
  expect(await house.sql(stored, [made.registrationId])).toEqual(secret);
  const after = await readMailbox(made.customerId, made.mailboxId, new Date());
  expect(after?.evidence).toEqual(before?.evidence);
  expect((await house.deeds(made.customerId)).at(-1)).toMatchObject({
    deed: 'secret.set_expiry',
    actor_name: 'Wei',
    details: { expiresOnBefore: '2031-05-01', expiresOn: '2032-06-02', version: 1 },
  });
});

test('a mailbox that works after the day entered is no longer doubted once the day is right', async () => {
  const made = await house.newMailbox('working-mailbox', { secretExpiresOn: '2026-01-05' });
  await testConnection(made.customerId, lin, made.mailboxId);
  expect(await house.status(made)).toMatchObject({
    status: 'needs_attention',
    reason: 'day_passed_but_works',
  });
  await change(made, '2099-01-05');
  expect(await house.status(made)).toMatchObject({ status: 'working' });
});

test('a day may be taken back: nobody knows', async () => {
  const made = await house.newMailbox('working-mailbox', { secretExpiresOn: '2031-05-01' });
  await change(made, '');
  expect((await house.status(made))?.expiry).toEqual({ kind: 'unknown' });
});

test('of a secret that was replaced meanwhile, or of another customer, nothing is changed', async () => {
  const made = await house.newMailbox('working-mailbox', { secretExpiresOn: '2031-05-01' });
  expect(await change(made, '2032-06-02', 2)).toEqual({ ok: false, failure: { code: 'secret_changed' } });
  const other = await house.newCustomer();
  expect(await change(made, '2032-06-02', 1, other)).toEqual({
    ok: false,
    failure: { code: 'registration_not_found' },
  });
  expect(await readRegistration(made.customerId, made.registrationId)).toMatchObject({
    credential: { expiresOn: new Date('2031-05-01T00:00:00Z') },
  });
  expect((await house.deeds(made.customerId)).map(({ deed }) => deed)).not.toContain('secret.set_expiry');
});
