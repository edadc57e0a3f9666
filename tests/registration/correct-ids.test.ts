import { describe, expect, test } from 'vitest';
import { listTests, readMailbox } from '@/lib/mailbox/reads';
import { takeCorrection } from '@/lib/mailbox/take-correction';
import { takeEvidence } from '@/lib/mailbox/take-evidence';
import { testConnection } from '@/lib/mailbox/test-connection';
import { testValues } from '@/lib/mailbox/test-values';
import { sendTest } from '@/lib/outbox/send-test';
import { type Correction, correctIds } from '@/lib/registration/correct-ids';
import { noteSignIn } from '@/lib/registration/note-sign-in';
import { readRegistration } from '@/lib/registration/reads';
import { readRetest } from '@/lib/retest/reads';
import { startRetest } from '@/lib/retest/start-retest';
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
    const input = {
      registrationId: made.registrationId,
      cloud: 'sandbox',
      tenantId: clientId,
      correction: 'swap',
    } as const;
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
    const input = {
      registrationId: made.registrationId,
      cloud: 'sandbox',
      tenantId,
      correction: 'swap',
    } as const;
    expect(await correctIds(made.customerId, lin, input)).toMatchObject({ ok: false });
    expect(await idsOf(made)).toEqual(before);
  });
});

describe('of a mailbox only what its last test offers is taken', () => {
  test('not another cloud, not before a test, and not twice', async () => {
    const { tenantId, clientId } = house.sandbox().scenario('working-mailbox').values;
    const made = await house.newMailbox('working-mailbox', { tenantId: clientId, clientId: tenantId });
    const { mailboxId, registrationId } = made;
    const shown = { mailboxId, registrationId, cloud: 'sandbox', tenantId: clientId } as const;
    const take = (correction: Correction) => takeCorrection(made.customerId, wei, { ...shown, correction });
    const refused = (code: string) => ({ ok: false, failure: { code } });
    expect(await take('swap')).toEqual(refused('registration_not_found'));
    await testConnection(made.customerId, lin, mailboxId);
    expect(await take('china')).toEqual(refused('registration_changed'));
    expect(await idsOf(made)).toEqual({ cloud: 'sandbox', tenantId: clientId, clientId: tenantId });
    expect(await take('swap')).toEqual({ ok: true, value: { mailboxCount: 1 } });
    expect(await take('swap')).toEqual(refused('registration_changed'));
    expect(await idsOf(made)).toEqual({ cloud: 'sandbox', tenantId, clientId });
  });
});

describe('what was under way with the old ids', () => {
  /** A mailbox whose ids are exchanged, and how to put them right. */
  async function exchanged() {
    const { tenantId, clientId } = house.sandbox().scenario('working-mailbox').values;
    const made = await house.newMailbox('working-mailbox', { tenantId: clientId, clientId: tenantId });
    const input = {
      registrationId: made.registrationId,
      cloud: 'sandbox',
      tenantId: clientId,
      correction: 'swap',
    } as const;
    return { made, old: { cloud: 'sandbox', tenantId: clientId, clientId: tenantId } as const, input };
  }
  const evidenceOf = async ({ customerId, mailboxId }: Made) =>
    (await readMailbox(customerId, mailboxId, new Date()))?.evidence;

  test('proves nothing of the new ones, and no sign-in of theirs is taken for refused', async () => {
    const { made, old, input } = await exchanged();
    expect(await correctIds(made.customerId, wei, input)).toMatchObject({ ok: true });
    // A test that began before and comes back now.
    const tried = { ...old, registrationId: made.registrationId, version: 1 };
    await noteSignIn(made.customerId, tried, 'tenant_not_found', new Date());
    await takeEvidence(made.customerId, {
      mailboxId: made.mailboxId,
      revision: 1,
      credentialVersion: 1,
      at: new Date(),
      verdict: 'failed',
      code: 'tenant_not_found',
    });
    expect(await evidenceOf(made)).toBeNull();
    expect(await readRegistration(made.customerId, made.registrationId)).toMatchObject({
      signInFailedAt: null,
      signInFailureCode: null,
    });
    const to = 'lin@posthouse.example';
    const mail = { mailboxId: made.mailboxId, to, subject: 'A test', text: '' };
    expect(await sendTest(made.customerId, lin, mail)).toMatchObject({ value: { state: 'accepted' } });
  });

  test('from the form is not adopted afterwards', async () => {
    const { made, input } = await exchanged();
    const mailboxAddress = 'orders@alder-bakery.example';
    const tested = await testValues(made.customerId, lin, {
      ...house.typed('working-mailbox'),
      registrationId: made.registrationId,
      mailboxAddress,
    });
    if (!tested.ok) throw new Error(tested.failure.code);
    await correctIds(made.customerId, wei, input);
    const added = await house.add(made.customerId, 'working-mailbox', {
      registrationChoice: 'existing',
      registrationId: made.registrationId,
      mailboxAddress,
      testId: tested.value.testId,
    });
    const mailboxId = added.ok ? added.value.id : '';
    expect(await evidenceOf({ ...made, mailboxId })).toBeNull();
    expect(await listTests(made.customerId, mailboxId, 20)).toEqual([]);
  });

  test('by itself ends, because the values were changed', async () => {
    const made = await house.newMailbox('no-mail-send');
    const now = new Date();
    await testConnection(made.customerId, lin, made.mailboxId);
    expect(await startRetest(made.customerId, lin, made.mailboxId, now)).toMatchObject({ ok: true });
    const { tenantId } = house.sandbox().scenario('no-mail-send').values;
    const { registrationId } = made;
    await correctIds(made.customerId, wei, {
      registrationId,
      cloud: 'sandbox',
      tenantId,
      correction: 'china',
    });
    expect(await readRetest(made.customerId, made.mailboxId, now)).toMatchObject({
      ended: { because: 'values_changed' },
    });
  });
});

describe('the cloud is put right', () => {
  test('and the ids stay', async () => {
    const made = await house.newMailbox('working-mailbox');
    const { tenantId, clientId } = house.sandbox().scenario('working-mailbox').values;
    const input = {
      registrationId: made.registrationId,
      cloud: 'sandbox',
      tenantId,
      correction: 'china',
    } as const;
    expect(await correctIds(made.customerId, lin, input)).toMatchObject({ ok: true });
    expect(await idsOf(made)).toEqual({ cloud: 'china', tenantId, clientId });
    // By somebody who still sees the cloud before, and is offered another one: nothing is overwritten.
    expect(await correctIds(made.customerId, wei, { ...input, correction: 'gcc_high' })).toEqual({
      ok: false,
      failure: { code: 'registration_changed' },
    });
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
    const input = {
      registrationId: made.registrationId,
      cloud: 'sandbox',
      tenantId,
      correction: 'china',
    } as const;
    expect(await correctIds(made.customerId, lin, input)).toEqual({
      ok: false,
      failure: { code: 'registration_there' },
    });
    expect(await idsOf(made)).toEqual(before);
  });
});
