import { expect, test } from 'vitest';
import { testValues } from '@/lib/mailbox/test-values';
import { readRegistration } from '@/lib/registration/reads';
import { Secret } from '@/lib/secret';
import { lin, type Made, useHouse } from './house';

const house = useHouse();
const clientSecret = new Secret('');
const nothingTyped = { cloud: '', tenantId: '', clientId: '', clientSecret, secretIsValue: false };

/** A test from the form of a mailbox that is to use a registration that is there. */
const testStored = ({ customerId, registrationId }: Made, mailboxAddress: string) =>
  testValues(customerId, lin, { ...nothingTyped, registrationId, mailboxAddress });
const refusal = async ({ customerId, registrationId }: Made) =>
  (await readRegistration(customerId, registrationId))?.signInFailureCode;

test('a sign-in that is refused before saving is remembered of the registration', async () => {
  const made = await house.newMailbox('app-disabled');
  await testStored(made, 'orders@alder-bakery.example');
  expect(await refusal(made)).toBe('app_disabled');
});

test('a sign-in that succeeds before saving lifts what was remembered', async () => {
  const made = await house.newMailbox('working-mailbox');
  await house.refuse(made, 'secret_wrong');
  await testStored(made, 'orders@alder-bakery.example');
  expect(await refusal(made)).toBeNull();
});

test('a test that never came as far as the sign-in changes nothing of it', async () => {
  const made = await house.newMailbox('working-mailbox');
  await house.refuse(made, 'secret_wrong');
  await testStored(made, 'no address');
  expect(await refusal(made)).toBe('secret_wrong');
});
