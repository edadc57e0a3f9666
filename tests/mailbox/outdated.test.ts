import { describe, expect, test } from 'vitest';
import { changeMailbox } from '@/lib/mailbox/change-mailbox';
import { listTests, readMailbox } from '@/lib/mailbox/reads';
import { testConnection } from '@/lib/mailbox/test-connection';
import { testValues } from '@/lib/mailbox/test-values';
import { correctIds } from '@/lib/registration/correct-ids';
import { replaceSecret } from '@/lib/registration/replace-secret';
import { Secret } from '@/lib/secret';
import { lin, type Made, useHouse, wei } from './house';

const house = useHouse();

const lastOf = async ({ customerId, mailboxId }: Made) => (await listTests(customerId, mailboxId, 1))[0];

async function tested(scenario = 'working-mailbox'): Promise<Made> {
  const made = await house.newMailbox(scenario);
  await testConnection(made.customerId, lin, made.mailboxId);
  return made;
}

/** Edit mailbox: what is not named stays. */
async function edit({ customerId, mailboxId }: Made, changes: { mailboxAddress?: string; name?: string }) {
  const before = await readMailbox(customerId, mailboxId, new Date());
  const changed = await changeMailbox(customerId, wei, {
    mailboxId,
    revision: before?.revision ?? 0,
    mailboxAddress: changes.mailboxAddress ?? before?.address ?? '',
    mailboxName: changes.name ?? before?.name ?? '',
    description: '',
    registrationChoice: 'existing',
    registrationId: before?.registrationId ?? '',
  });
  expect(changed).toMatchObject({ ok: true });
}

describe('a test is about the values as they stood', () => {
  test('and not outdated while they stand, whatever else is changed', async () => {
    const made = await tested();
    const { mailboxAddress, tenantId, clientId } = house.sandbox().scenario('working-mailbox').values;
    const about = {
      mailboxAddress,
      registrationId: made.registrationId,
      version: 1,
      cloud: 'sandbox',
      tenantId,
      clientId,
    };
    expect(await lastOf(made)).toMatchObject({ outdated: false, about });
    await edit(made, { name: 'Another name' });
    expect(await lastOf(made)).toMatchObject({ outdated: false, about });
  });

  test.each<[string, (made: Made) => Promise<unknown>]>([
    ['the address', (made) => edit(made, { mailboxAddress: 'orders@harbour-hotel.example' })],
    [
      'the secret',
      ({ customerId, registrationId }) =>
        replaceSecret(customerId, wei, {
          registrationId,
          version: 1,
          clientSecret: new Secret('two~8Q-not.a_real-secret~value0000000002'),
          secretExpiresOn: null,
        }),
    ],
    [
      'the ids',
      ({ customerId, registrationId }) =>
        correctIds(customerId, wei, {
          registrationId,
          cloud: 'sandbox',
          tenantId: house.sandbox().scenario('working-mailbox').values.tenantId,
          correction: 'swap',
        }),
    ],
    [
      'the cloud',
      ({ customerId, registrationId }) =>
        correctIds(customerId, wei, {
          registrationId,
          cloud: 'sandbox',
          tenantId: house.sandbox().scenario('working-mailbox').values.tenantId,
          correction: 'china',
        }),
    ],
  ])('and outdated once %s is another one, until it is tested again', async (_, change) => {
    const made = await tested();
    const before = await lastOf(made);
    await change(made);
    // It still says what it was about.
    expect(await lastOf(made)).toEqual({ ...before, outdated: true });
    await testConnection(made.customerId, lin, made.mailboxId);
    expect(await lastOf(made)).toMatchObject({ outdated: false });
  });

  test('also when it comes back after they were changed', async () => {
    const made = await house.newMailbox('working-mailbox');
    const running = testConnection(made.customerId, lin, made.mailboxId, {
      // The first rung is known when the values have been read.
      onCheck: ({ name }) => {
        if (name === 'values') changed = edit(made, { mailboxAddress: 'orders@harbour-hotel.example' });
      },
    });
    let changed: Promise<void> | null = null;
    await running;
    await changed;
    expect(changed).not.toBeNull();
    const { mailboxAddress } = house.sandbox().scenario('working-mailbox').values;
    expect(await lastOf(made)).toMatchObject({ outdated: true, about: { mailboxAddress } });
  });

  test('of a mailbox that waits for its values, and has them now', async () => {
    const made = await house.newMailbox('working-mailbox', { registrationChoice: 'later' });
    await testConnection(made.customerId, lin, made.mailboxId);
    expect(await lastOf(made)).toMatchObject({ outdated: false, about: { registrationId: null } });
    const other = await house.add(made.customerId, 'working-mailbox', {
      mailboxAddress: 'orders@alder-bakery.example',
    });
    const registration = await readMailbox(made.customerId, other.ok ? other.value.id : '', new Date());
    await house.sql('update mailbox set registration_id = $2 where id = $1', [
      made.mailboxId,
      registration?.registrationId,
    ]);
    expect(await lastOf(made)).toMatchObject({ outdated: true });
  });
});

test('a test before saving keeps nothing of what was typed, and is about the mailbox once that is saved', async () => {
  const customerId = await house.newCustomer();
  const run = await testValues(customerId, lin, house.typed('working-mailbox'));
  const testId = run.ok ? run.value.testId : '';
  expect(await house.sql('select about from connection_test where id = $1', [testId])).toEqual([
    { about: null },
  ]);
  const added = await house.add(customerId, 'working-mailbox', { testId });
  const mailboxId = added.ok ? added.value.id : '';
  expect(await lastOf({ customerId, mailboxId, registrationId: '' })).toMatchObject({
    id: testId,
    outdated: false,
    about: { version: 1 },
  });
});

test('of a test from before this was kept nobody knows, and it is outdated', async () => {
  const made = await tested();
  await house.sql('update connection_test set about = null where mailbox_id = $1', [made.mailboxId]);
  expect(await lastOf(made)).toMatchObject({ about: null, outdated: true });
});
