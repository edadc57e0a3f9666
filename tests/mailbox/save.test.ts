import { describe, expect, test } from 'vitest';
import { changeMailbox } from '@/lib/mailbox/change-mailbox';
import { deleteMailbox } from '@/lib/mailbox/delete-mailbox';
import { listTests, mailboxInReach, readMailbox } from '@/lib/mailbox/reads';
import { changeMailboxSchema } from '@/lib/mailbox/schema';
import { setPaused } from '@/lib/mailbox/set-paused';
import { testConnection } from '@/lib/mailbox/test-connection';
import { listRegistrations, readRegistration } from '@/lib/registration/reads';
import { lin, type Made, useHouse, wei } from './house';

const house = useHouse();
const everyone = { every: true } as const;

/** The Edit mailbox form as it was opened now, with `changes` typed. */
async function editOf({ customerId, mailboxId }: Made, changes: Record<string, unknown> = {}) {
  const now = await readMailbox(customerId, mailboxId, new Date());
  return changeMailboxSchema.parse({
    customerId,
    mailboxId,
    revision: now?.revision,
    mailboxAddress: now?.address,
    mailboxName: now?.name,
    description: now?.description,
    registrationChoice: 'unchanged',
    ...changes,
  });
}

describe('a mailbox is added', () => {
  test('with its registration, its sealed secret and three entries in the history', async () => {
    const made = await house.newMailbox('working-mailbox', { description: 'Shared by the shop' });
    const { values } = house.sandbox().scenario('working-mailbox');
    expect(await readMailbox(made.customerId, made.mailboxId, new Date())).toMatchObject({
      address: values.mailboxAddress,
      name: values.mailboxName,
      description: 'Shared by the shop',
      revision: 1,
      evidence: null,
      verdict: { status: 'not_verified', reason: 'never_proven' },
    });
    expect(await readRegistration(made.customerId, made.registrationId)).toMatchObject({
      cloud: 'sandbox',
      tenantId: values.tenantId,
      clientId: values.clientId,
      mailboxCount: 1,
      credential: { version: 1, hint: values.clientSecret.slice(0, 3), setByName: 'Lin' },
    });
    const deeds = await house.deeds(made.customerId);
    expect(deeds.map(({ deed }) => deed)).toEqual(['registration.create', 'secret.set', 'mailbox.create']);
    expect(deeds[1]?.details).toEqual({
      hint: values.clientSecret.slice(0, 3),
      expiresOn: values.secretExpiresOn,
      version: 1,
    });
  });

  test('while the customer has not sent the values: it waits, and there is no registration', async () => {
    const customerId = await house.newCustomer();
    const added = await house.add(customerId, 'working-mailbox', { registrationChoice: 'later' });
    expect(added.ok).toBe(true);
    const mailbox = added.ok ? await readMailbox(customerId, added.value.id, new Date()) : null;
    expect(mailbox?.verdict).toMatchObject({ status: 'waiting_for_customer', reason: 'no_registration' });
    expect(await listRegistrations(customerId)).toEqual([]);
  });

  test('not twice under one address, and the second try leaves nothing behind', async () => {
    const { customerId } = await house.newMailbox('working-mailbox');
    const again = await house.add(customerId, 'wrong-secret', {
      mailboxAddress: house.sandbox().scenario('working-mailbox').values.mailboxAddress.toUpperCase(),
    });
    expect(again).toEqual({ ok: false, failure: { code: 'mailbox_address_taken' } });
    expect(await listRegistrations(customerId)).toHaveLength(1);
    expect(await house.deeds(customerId)).toHaveLength(3);
  });

  test('but two customers may have the same address', async () => {
    await house.newMailbox('working-mailbox');
    await expect(house.newMailbox('working-mailbox')).resolves.toBeTruthy();
  });
});

describe('a mailbox is edited', () => {
  test('its name: the proof stays, the revision counts up, the history tells both names', async () => {
    const made = await house.newMailbox('working-mailbox');
    await testConnection(made.customerId, lin, made.mailboxId);
    const changed = await changeMailbox(
      made.customerId,
      wei,
      await editOf(made, { mailboxName: 'Front desk' }),
    );
    expect(changed).toEqual({ ok: true, value: { id: made.mailboxId } });
    expect(await readMailbox(made.customerId, made.mailboxId, new Date())).toMatchObject({
      name: 'Front desk',
      revision: 2,
      registrationId: made.registrationId,
      verdict: { status: 'working' },
    });
    expect((await house.deeds(made.customerId)).at(-1)).toMatchObject({
      deed: 'mailbox.change',
      actor_name: 'Wei',
      details: { name: 'Front desk' },
    });
  });

  test.each([
    ['its address', { mailboxAddress: 'orders@alder-bakery.example' }],
    ['its registration away', { registrationChoice: 'later' }],
  ])('%s: nothing is proven any more', async (_what, changes) => {
    const made = await house.newMailbox('working-mailbox');
    await testConnection(made.customerId, lin, made.mailboxId);
    expect(await house.status(made)).toMatchObject({ status: 'working' });
    expect((await changeMailbox(made.customerId, lin, await editOf(made, changes))).ok).toBe(true);
    const after = await readMailbox(made.customerId, made.mailboxId, new Date());
    expect(after?.evidence).toBeNull();
    expect(after?.verdict.status).not.toBe('working');
  });

  test('by two people at once: the second is told, and nothing is overwritten', async () => {
    const made = await house.newMailbox('working-mailbox');
    const first = await editOf(made, { mailboxName: 'First' });
    const second = await editOf(made, { mailboxName: 'Second', description: 'mine' });
    expect((await changeMailbox(made.customerId, lin, first)).ok).toBe(true);
    expect(await changeMailbox(made.customerId, wei, second)).toEqual({
      ok: false,
      failure: { code: 'mailbox_changed' },
    });
    const after = await readMailbox(made.customerId, made.mailboxId, new Date());
    expect(after).toMatchObject({ name: 'First', description: '', revision: 2 });
    const deeds = (await house.deeds(made.customerId)).filter(({ deed }) => deed === 'mailbox.change');
    expect(deeds.map(({ actor_name }) => actor_name)).toEqual(['Lin']);
  });

  test('an app registration that stays as it was is not that of somebody who has changed it since', async () => {
    const made = await house.newMailbox('working-mailbox');
    const opened = await editOf(made, { mailboxName: 'Second' });
    const away = await editOf(made, { registrationChoice: 'later' });
    expect((await changeMailbox(made.customerId, lin, away)).ok).toBe(true);
    expect(await changeMailbox(made.customerId, wei, opened)).toEqual({
      ok: false,
      failure: { code: 'mailbox_changed' },
    });
    // Without one it stays without one.
    const named = await editOf(made, { mailboxName: 'Third' });
    expect((await changeMailbox(made.customerId, wei, named)).ok).toBe(true);
    const after = await readMailbox(made.customerId, made.mailboxId, new Date());
    expect(after).toMatchObject({ name: 'Third', registrationId: null, revision: 3 });
  });

  test('by two people in the same instant: exactly one is told', async () => {
    const made = await house.newMailbox('working-mailbox');
    const forms = [await editOf(made, { mailboxName: 'One' }), await editOf(made, { mailboxName: 'Two' })];
    const ends = await Promise.all(forms.map((form) => changeMailbox(made.customerId, lin, form)));
    expect(ends.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('and a registration typed by the second editor does not stay behind', async () => {
    const made = await house.newMailbox('working-mailbox');
    const late = await editOf(made, {
      ...house.sandbox().scenario('wrong-secret').values,
      registrationChoice: 'new',
      cloud: 'sandbox',
      secretExpiresOn: '',
    });
    await changeMailbox(made.customerId, lin, await editOf(made, { mailboxName: 'First' }));
    expect((await changeMailbox(made.customerId, wei, late)).ok).toBe(false);
    expect(await listRegistrations(made.customerId)).toHaveLength(1);
  });

  test('through another customer it is not there', async () => {
    const made = await house.newMailbox('working-mailbox');
    const other = await house.newCustomer();
    expect(await changeMailbox(other, lin, await editOf(made, { mailboxName: 'Theirs' }))).toEqual({
      ok: false,
      failure: { code: 'mailbox_not_found' },
    });
  });
});

describe('a mailbox is paused and resumed', () => {
  test('each once in the history, however often it is pressed', async () => {
    const made = await house.newMailbox('working-mailbox');
    const { customerId, mailboxId } = made;
    for (const paused of [true, true, false, false]) {
      expect((await setPaused(customerId, lin, { mailboxId, paused })).ok).toBe(true);
      expect((await house.status(made))?.status === 'paused').toBe(paused);
    }
    const deeds = (await house.deeds(customerId)).map(({ deed }) => deed).slice(3);
    expect(deeds).toEqual(['mailbox.pause', 'mailbox.resume']);
  });
});

describe('a mailbox is deleted', () => {
  test('not without its address, typed again', async () => {
    const made = await house.newMailbox('working-mailbox');
    const { customerId, mailboxId } = made;
    const typedAddress = 'orders@alder-bakery.example';
    expect(await deleteMailbox(customerId, lin, { mailboxId, typedAddress })).toEqual({
      ok: false,
      failure: { code: 'address_does_not_confirm' },
    });
    expect(await mailboxInReach(everyone, mailboxId)).not.toBeNull();
  });

  test('with its tests; the history stays, and the registration left over is named', async () => {
    const made = await house.newMailbox('working-mailbox');
    const { customerId, mailboxId, registrationId } = made;
    await testConnection(customerId, lin, mailboxId);
    const typedAddress = house.sandbox().scenario('working-mailbox').values.mailboxAddress;
    expect(await deleteMailbox(customerId, wei, { mailboxId, typedAddress })).toEqual({
      ok: true,
      value: { idleRegistrationId: registrationId },
    });
    expect(await mailboxInReach(everyone, mailboxId)).toBeNull();
    expect(await listTests(customerId, mailboxId, 20)).toEqual([]);
    const deeds = await house.deeds(customerId);
    expect(deeds.at(-1)).toMatchObject({
      deed: 'mailbox.delete',
      actor_name: 'Wei',
      subject: typedAddress,
    });
    expect(deeds.map(({ deed }) => deed)).toContain('connection.test');
  });

  test('and a registration that serves another mailbox still is not named', async () => {
    const made = await house.newMailbox('working-mailbox');
    const { customerId, mailboxId, registrationId } = made;
    await house.add(customerId, 'working-mailbox', {
      mailboxAddress: 'orders@alder-bakery.example',
      registrationChoice: 'existing',
      registrationId,
    });
    const typedAddress = house.sandbox().scenario('working-mailbox').values.mailboxAddress;
    expect(await deleteMailbox(customerId, lin, { mailboxId, typedAddress })).toEqual({
      ok: true,
      value: { idleRegistrationId: null },
    });
  });
});
