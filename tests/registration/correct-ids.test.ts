import { describe, expect, test } from 'vitest';
import { testConnection } from '@/lib/mailbox/test-connection';
import { correctIds } from '@/lib/registration/correct-ids';
import { readRegistration } from '@/lib/registration/reads';
import { lin, type Made, useHouse, wei } from '../mailbox/house';

const house = useHouse();

const idsOf = async ({ customerId, registrationId }: Made) => {
  const found = await readRegistration(customerId, registrationId);
  return found && { cloud: found.cloud, tenantId: found.tenantId, clientId: found.clientId };
};

describe('exchanged ids are put right', () => {
  test('for every mailbox of the registration: the secret stays, the proof goes, and the test passes', async () => {
    const { tenantId, clientId } = house.sandbox().scenario('working-mailbox').values;
    const made = await house.newMailbox('working-mailbox', { tenantId: clientId, clientId: tenantId });
    await testConnection(made.customerId, lin, made.mailboxId);
    expect(await house.status(made)).toMatchObject({ status: 'needs_attention', code: 'tenant_not_found' });
    const input = { registrationId: made.registrationId, tenantId: clientId, correction: 'swap' } as const;
    expect(await correctIds(made.customerId, wei, input)).toEqual({ ok: true, value: { mailboxCount: 1 } });
    expect(await idsOf(made)).toEqual({ cloud: 'sandbox', tenantId, clientId });
    expect(await house.status(made)).toMatchObject({ status: 'not_verified' });
    const tested = await testConnection(made.customerId, lin, made.mailboxId);
    expect(tested.ok && tested.value.report.verdict).toBe('passed');
    expect(
      (await house.deeds(made.customerId)).find(({ deed }) => deed === 'registration.correct'),
    ).toMatchObject({
      actor_name: 'Wei',
      details: { cloud: 'sandbox', tenantId, clientId, mailboxes: 1 },
    });
    // Pressed again by somebody who still sees the old ids: nothing is exchanged back.
    expect(await correctIds(made.customerId, wei, input)).toEqual({
      ok: false,
      failure: { code: 'registration_changed' },
    });
    expect(await idsOf(made)).toEqual({ cloud: 'sandbox', tenantId, clientId });
  });

  test('not where the tenant is a domain: no app is called so', async () => {
    const made = await house.newMailbox('tenant-by-domain');
    const { tenantId } = house.sandbox().scenario('tenant-by-domain').values;
    const before = await idsOf(made);
    const input = { registrationId: made.registrationId, tenantId, correction: 'swap' } as const;
    expect(await correctIds(made.customerId, lin, input)).toMatchObject({ ok: false });
    expect(await idsOf(made)).toEqual(before);
  });
});

describe('the cloud is put right', () => {
  test('and the ids stay', async () => {
    const made = await house.newMailbox('working-mailbox');
    const { tenantId, clientId } = house.sandbox().scenario('working-mailbox').values;
    const input = { registrationId: made.registrationId, tenantId, correction: 'china' } as const;
    expect(await correctIds(made.customerId, lin, input)).toMatchObject({ ok: true });
    expect(await idsOf(made)).toEqual({ cloud: 'china', tenantId, clientId });
  });

  test('not where the customer has a registration of these values: that one is to be chosen', async () => {
    const made = await house.newMailbox('working-mailbox');
    await house.add(made.customerId, 'working-mailbox', {
      mailboxAddress: 'orders@alder-bakery.example',
      cloud: 'china',
    });
    const { tenantId } = house.sandbox().scenario('working-mailbox').values;
    const before = await idsOf(made);
    const input = { registrationId: made.registrationId, tenantId, correction: 'china' } as const;
    expect(await correctIds(made.customerId, lin, input)).toEqual({
      ok: false,
      failure: { code: 'registration_there' },
    });
    expect(await idsOf(made)).toEqual(before);
  });
});
