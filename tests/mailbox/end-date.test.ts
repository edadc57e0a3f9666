import { beforeEach, describe, expect, test } from 'vitest';
import { listTests } from '@/lib/mailbox/reads';
import { testConnection } from '@/lib/mailbox/test-connection';
import { testValues } from '@/lib/mailbox/test-values';
import { noteEndDate } from '@/lib/registration/note-end-date';
import { listRegistrations, readRegistration } from '@/lib/registration/reads';
import { replaceSecret } from '@/lib/registration/replace-secret';
import { setExpiry } from '@/lib/registration/set-expiry';
import { Secret } from '@/lib/secret';
import { lin, type Made, useHouse, wei } from './house';

const house = useHouse();
beforeEach(() => house.sandbox().reset());

const credentialOf = async ({ customerId, registrationId }: Made) =>
  (await readRegistration(customerId, registrationId))?.credential;
const prove = async (made: Made) => {
  const tested = await testConnection(made.customerId, lin, made.mailboxId);
  if (!tested.ok) throw new Error(tested.failure.code);
  return tested.value.report.verdict;
};
const askedForApplications = () =>
  house
    .sandbox()
    .requests()
    .filter(({ path }) => path.includes('/applications'));

/** The day that the sandbox gives every secret of its hotel which is in order. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** Shaped like one of Entra's. */
const OTHER_SECRET = 'Zz18Q~not-a-real-secret-of-anybody-00000';
const midnight = (day: string) => new Date(`${day}T00:00:00Z`);

test('a day typed wrong is replaced by the one read from Entra, and the history names both', async () => {
  const typed = inDays(330);
  const made = await house.newMailbox('app-reads-itself');
  expect(await credentialOf(made)).toMatchObject({
    expiresOn: midnight(typed),
    expiresFrom: 'staff',
    expiresByName: 'Lin',
    entra: null,
  });
  expect(await prove(made)).toBe('passed');
  const day = inDays(300);
  expect(await credentialOf(made)).toMatchObject({
    version: 1,
    expiresOn: midnight(day),
    expiresFrom: 'entra',
    expiresByName: null,
    entra: { match: 'found', endsAt: [midnight(day)], readAt: expect.any(Date) },
  });
  const deeds = (await house.deeds(made.customerId)).filter(({ deed }) => deed === 'secret.read_expiry');
  expect(deeds).toMatchObject([
    { actor_name: 'Posthouse', details: { expiresOnBefore: typed, expiresOn: day, version: 1 } },
  ]);
  expect(askedForApplications()).toHaveLength(1);

  // Read again: the day is the same, so nothing new is on record.
  const first = (await credentialOf(made))?.entra?.readAt ?? new Date();
  await prove(made);
  expect((await credentialOf(made))?.entra?.readAt.getTime()).toBeGreaterThan(first.getTime());
  expect(
    (await house.deeds(made.customerId)).filter(({ deed }) => deed === 'secret.read_expiry'),
  ).toHaveLength(1);
});

test('where nobody knew the day, the mailbox is working once it was read', async () => {
  const made = await house.newMailbox('app-reads-itself', { secretExpiresOn: '' });
  await prove(made);
  expect(await house.status(made)).toMatchObject({
    status: 'working',
    expiry: { kind: 'known', expiresOn: midnight(inDays(300)) },
  });
});

test('without the permission nothing is asked for, and the day stays as it was entered', async () => {
  const made = await house.newMailbox('excess-permission');
  expect(await prove(made)).toBe('passed');
  expect(askedForApplications()).toEqual([]);
  expect(await credentialOf(made)).toMatchObject({ expiresFrom: 'staff', expiresByName: 'Lin', entra: null });
});

test('two secrets that begin alike: the day stays, and both days are kept', async () => {
  const made = await house.newMailbox('secrets-with-one-hint', { secretExpiresOn: '' });
  expect(await prove(made)).toBe('passed');
  expect(await credentialOf(made)).toMatchObject({
    expiresOn: null,
    expiresFrom: 'staff',
    entra: { match: 'unclear', endsAt: [midnight(inDays(90)), midnight(inDays(300))] },
  });
  expect((await house.deeds(made.customerId)).map(({ deed }) => deed)).not.toContain('secret.read_expiry');
});

test('a removed secret is a warning and no failure', async () => {
  const made = await house.newMailbox('secret-removed');
  expect(await prove(made)).toBe('passed');
  expect(await house.status(made)).toMatchObject({ status: 'working' });
  expect(await credentialOf(made)).toMatchObject({
    expiresOn: midnight(inDays(300)),
    expiresFrom: 'staff',
    entra: { match: 'absent', endsAt: [] },
  });
});

describe('a reading that fails fails nothing', () => {
  test.each(['reset', 'html', 'empty', 'truncated', 'status', 'stall'] as const)('%s', async (kind) => {
    const made = await house.newMailbox('app-reads-itself');
    const { clientId } = house.sandbox().scenario('app-reads-itself').values;
    house.sandbox().addFault({ where: 'application', when: 'before', kind, clientId });
    expect(await prove(made)).toBe('passed');
    expect(askedForApplications()).toHaveLength(1);
    expect(await credentialOf(made)).toMatchObject({ expiresFrom: 'staff', entra: null });
    const [test] = await listTests(made.customerId, made.mailboxId, 1);
    expect(test).toMatchObject({ verdict: 'passed', code: null });
  });
});

describe('a secret that is replaced', () => {
  const replace = (made: Made, secret: string, day: string | null) =>
    replaceSecret(made.customerId, wei, {
      registrationId: made.registrationId,
      version: 1,
      clientSecret: new Secret(secret),
      secretExpiresOn: day === null ? null : midnight(day),
    });

  test('starts over: nothing that was read of the old one is kept', async () => {
    const made = await house.newMailbox('app-reads-itself');
    await prove(made);
    await replace(made, OTHER_SECRET, '2031-05-01');
    expect(await credentialOf(made)).toMatchObject({
      version: 2,
      expiresOn: midnight('2031-05-01'),
      expiresFrom: 'staff',
      expiresByName: 'Wei',
      entra: null,
    });
    const [row] = await house.sql('SELECT entra_key_id FROM credential WHERE registration_id = $1', [
      made.registrationId,
    ]);
    expect(row).toEqual({ entra_key_id: null });
  });

  test('meanwhile: what was read for the old one is not written onto the new one', async () => {
    const made = await house.newMailbox('app-reads-itself');
    await replace(made, OTHER_SECRET, null);
    const hint = OTHER_SECRET.slice(0, 3);
    await noteEndDate(made.customerId, {
      registrationId: made.registrationId,
      version: 1,
      listed: [{ keyId: null, hint, startsAt: null, endsAt: midnight('2033-01-01') }],
      readAt: new Date(),
    });
    expect(await credentialOf(made)).toMatchObject({ version: 2, expiresOn: null, entra: null });
  });
});

test('of two readings the later one stays, whichever is written first', async () => {
  const made = await house.newMailbox('app-reads-itself');
  await prove(made);
  const read = await credentialOf(made);
  await noteEndDate(made.customerId, {
    registrationId: made.registrationId,
    version: 1,
    listed: [],
    readAt: new Date((read?.entra?.readAt.getTime() ?? 0) - 1),
  });
  expect(await credentialOf(made)).toEqual(read);
});

test('a day that Entra has told is not entered by hand; where nothing was read it is', async () => {
  const made = await house.newMailbox('app-reads-itself');
  const enter = (version: number) =>
    setExpiry(made.customerId, wei, {
      registrationId: made.registrationId,
      version,
      secretExpiresOn: midnight('2031-05-01'),
    });
  expect(await enter(1)).toEqual({ ok: true, value: null });
  expect(await credentialOf(made)).toMatchObject({ expiresByName: 'Wei', expiresOn: midnight('2031-05-01') });
  await prove(made);
  expect(await enter(1)).toEqual({ ok: false, failure: { code: 'day_read' } });
  expect(await enter(2)).toEqual({ ok: false, failure: { code: 'secret_changed' } });
  expect(await credentialOf(made)).toMatchObject({ expiresFrom: 'entra', expiresOn: midnight(inDays(300)) });
});

test('a test from the form with a stored registration reads the day as well', async () => {
  const made = await house.newMailbox('app-reads-itself');
  const input = { ...house.typed('app-reads-itself'), registrationId: made.registrationId };
  expect((await testValues(made.customerId, lin, input)).ok).toBe(true);
  expect(await credentialOf(made)).toMatchObject({ expiresFrom: 'entra', expiresOn: midnight(inDays(300)) });
});

test('what a test from the form read is kept by the save that adopts it, and the report says it', async () => {
  const customerId = await house.newCustomer();
  const typed = house.typed('app-reads-itself');
  const tested = await testValues(customerId, lin, typed);
  if (!tested.ok) throw new Error(tested.failure.code);
  const day = inDays(300);
  expect(tested.value.report.checks[2]?.facts.secretEnd).toMatchObject({
    kind: 'found',
    endsAt: [midnight(day).toISOString()],
  });
  const added = await house.add(customerId, 'app-reads-itself', { testId: tested.value.testId });
  if (!added.ok) throw new Error(added.failure.code);
  const [registration] = await listRegistrations(customerId);
  expect(registration?.credential).toMatchObject({
    version: 1,
    expiresOn: midnight(day),
    expiresFrom: 'entra',
    entra: { match: 'found' },
  });
  expect((await house.deeds(customerId)).map(({ deed }) => deed)).toContain('secret.read_expiry');
});

test('a save of another secret adopts nothing that was read of the one tested', async () => {
  const customerId = await house.newCustomer();
  const tested = await testValues(customerId, lin, house.typed('app-reads-itself'));
  if (!tested.ok) throw new Error(tested.failure.code);
  const { testId } = tested.value;
  await house.add(customerId, 'app-reads-itself', { testId, clientSecret: OTHER_SECRET });
  const [registration] = await listRegistrations(customerId);
  expect(registration?.credential).toMatchObject({ expiresFrom: 'staff', entra: null });
});
