import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCustomer } from '@/lib/customer/create-customer';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { makeCertificate } from '@/lib/pending-certificate/make-certificate';
import { switchToCertificate } from '@/lib/pending-certificate/switch-to-certificate';
import { createRegistration } from '@/lib/registration/create-registration';
import { openCredential } from '@/lib/registration/open-credential';
import { replaceSecret } from '@/lib/registration/replace-secret';
import { Secret } from '@/lib/secret';
import { listTroubledKeys, listVaultKeys, readRewrapState } from '@/lib/vault-key/reads';
import { recordKey } from '@/lib/vault-key/record-key';
import { retireKey } from '@/lib/vault-key/retire-key';
import { rewrapSecrets } from '@/lib/vault-key/rewrap-secrets';
import { verifySecrets } from '@/lib/vault-key/verify-secrets';
import { useDatabase } from '@/tests/support/database';
import { type LaidSecret, laySecrets, textOf } from '@/tests/support/lay-secrets';
import { keyOf, sealAsVersion1 } from '../vault/vault-stage';

const database = useDatabase();
const { sql } = database;
const folder = mkdtempSync(join(tmpdir(), 'posthouse-rewrap-'));
const path = join(folder, 'vault-keys');
Object.assign(process.env, { VAULT_KEYS: '', VAULT_KEYS_FILE: path });
afterAll(() => rmSync(folder, { recursive: true }));

const lin = { id: '00000000-0000-4000-8000-000000000001', name: 'Lin' };
const LETTERS: Record<string, string> = { k1: 'a', k2: 'b', k3: 'c' };

/** Writes the key file: the first of these keys seals. */
function haveKeys(...ids: string[]): void {
  writeFileSync(path, ids.map((id) => `${id}:${keyOf(LETTERS[id] ?? '?')}\n`).join(''), { mode: 0o600 });
}

const lay = (count: number, keyId = 'k1') =>
  laySecrets(database, count, { keyId, keyText: keyOf(LETTERS[keyId] ?? '?') });

const openedAll = async (laid: readonly LaidSecret[]) => {
  const opened = await Promise.all(laid.map((each) => openCredential(each.customerId, each.registrationId)));
  return opened.map((each) => (each.ok ? textOf(each.value) : each.failure.code));
};
const secretsOf = (laid: readonly LaidSecret[]) => laid.map(({ secret }) => secret);

async function rewrap(options?: Parameters<typeof rewrapSecrets>[1]) {
  const begun = await rewrapSecrets(lin, options);
  if (!begun.ok) throw new Error(begun.failure.code);
  return { begun: begun.value.secrets, ...(await begun.value.report) };
}

const perKey = () =>
  sql<{ key: string; count: number }>(
    'select split_part(sealed, $1, 1) || $1 || key_id as key, count(*)::int from credential group by 1 order by 1',
    ['.'],
  ).then((rows) => Object.fromEntries(rows.map(({ key, count }) => [key, count])));

const entries = (deed: string) =>
  sql<{ actor_name: string; subject: string; details: unknown }>(
    'select actor_name, subject, details from audit_entry where deed = $1 order by id',
    [deed],
  );

beforeEach(() => haveKeys('k1'));
afterEach(async () => {
  await sql('delete from pending_certificate');
  await sql('delete from credential');
  await sql('delete from vault_key');
});

describe('re-wrapping', () => {
  test('puts every secret under the key that seals; all open before, after, and to what they were', async () => {
    const laid = await lay(70);
    haveKeys('k2', 'k1');
    expect(await openedAll(laid)).toEqual(secretsOf(laid));
    expect(await rewrap({ batch: 16 })).toMatchObject({ begun: 70, rewrapped: 70, refused: [] });
    expect(await perKey()).toEqual({ 'v2.k2': 70 });
    expect(await openedAll(laid)).toEqual(secretsOf(laid));
    haveKeys('k2');
    expect(await openedAll(laid)).toEqual(secretsOf(laid));
  });

  test('makes the wrapped record key anew and nothing else of the row', async () => {
    await lay(5);
    const rest =
      "select id, split_part(sealed, '.', 4) as inside, to_jsonb(c) - 'sealed' - 'key_id' as row from credential c order by id";
    const before = await sql(rest);
    haveKeys('k2', 'k1');
    await rewrap();
    expect(await sql(rest)).toEqual(before);
  });

  test('brings a secret of the first format to the second, also under the same key', async () => {
    const [one] = await lay(1);
    if (!one) throw new Error('nothing laid');
    const place = { owner: one.customerId, record: one.registrationId, field: 'client-secret', version: 1 };
    await sql('update credential set sealed = $1', [sealAsVersion1('a', 'k1', place, one.secret)]);
    expect(await readRewrapState()).toMatchObject({ secrets: 1, left: 1 });
    expect(await openedAll([one])).toEqual([one.secret]);
    expect(await rewrap()).toMatchObject({ begun: 1, rewrapped: 1 });
    expect(await perKey()).toEqual({ 'v2.k1': 1 });
    expect(await openedAll([one])).toEqual([one.secret]);
  });

  test('tells how far it has come, batch by batch', async () => {
    await lay(10);
    haveKeys('k2', 'k1');
    const heard: number[] = [];
    await rewrap({ batch: 4, onProgress: (count) => heard.push(count) });
    expect(heard).toEqual([4, 8, 10]);
  });

  test('goes on past a secret that does not open, reports it, and leaves it as it was', async () => {
    const laid = await lay(9);
    const [, bad] = laid as [LaidSecret, LaidSecret];
    await sql("update credential set sealed = 'v2.k1.AAAA.AAAA' where registration_id = $1", [
      bad.registrationId,
    ]);
    haveKeys('k2', 'k1');
    const report = await rewrap({ batch: 2 });
    expect(report).toMatchObject({ begun: 9, rewrapped: 8 });
    expect(report.refused).toEqual([{ customerId: bad.customerId, registrationId: bad.registrationId }]);
    expect(
      await sql('select sealed from credential where registration_id = $1', [bad.registrationId]),
    ).toEqual([{ sealed: 'v2.k1.AAAA.AAAA' }]);
    expect(await readRewrapState()).toMatchObject({
      secrets: 9,
      left: 1,
      last: { actorName: 'Lin', rewrapped: 8, refused: 1 },
    });
  });

  test('leaves what a missing key sealed, says how many wait for it, and does the rest', async () => {
    const gone = await lay(3, 'k3');
    const laid = await lay(4);
    haveKeys('k2', 'k1');
    const report = await rewrap();
    expect(report).toMatchObject({ rewrapped: 4, refused: [] });
    expect([...report.waiting]).toEqual([['k3', 3]]);
    expect(await perKey()).toEqual({ 'v2.k2': 4, 'v2.k3': 3 });
    haveKeys('k2', 'k3');
    expect(await rewrap()).toMatchObject({ begun: 3, rewrapped: 3 });
    expect(await openedAll([...gone, ...laid])).toEqual(secretsOf([...gone, ...laid]));
  });

  test('does nothing and writes nothing down when there is nothing to do', async () => {
    await lay(2);
    const before = await sql('select * from audit_entry order by id');
    expect(await rewrap()).toMatchObject({ begun: 0, rewrapped: 0 });
    expect(await sql('select * from audit_entry order by id')).toEqual(before);
  });

  test('is refused while the key that seals cannot be used', async () => {
    await lay(2);
    writeFileSync(path, `k2:cut\nk1:${keyOf('a')}\n`, { mode: 0o600 });
    expect(await rewrapSecrets(lin)).toEqual({
      ok: false,
      failure: { code: 'vault_key_missing', keyId: 'k2' },
    });
    await sql("insert into vault_key values ('k2', 'v2.k2.AAAA.AAAA')");
    haveKeys('k2', 'k1');
    expect(await rewrapSecrets(lin)).toEqual({
      ok: false,
      failure: { code: 'vault_key_wrong', keyId: 'k2' },
    });
    expect(await perKey()).toEqual({ 'v2.k1': 2 });
  });

  test('does not put back a secret that was replaced meanwhile', async () => {
    const [one] = await lay(1);
    if (!one) throw new Error('nothing laid');
    haveKeys('k2', 'k1');
    const { nextSealed, exchangeSealed } = await import('@/lib/vault-key/store');
    const [row] = await nextSealed(null, 1);
    if (!row) throw new Error('nothing read');
    const input = {
      registrationId: one.registrationId,
      version: 1,
      clientSecret: new Secret('Nw1~newer'),
      secretExpiresOn: null,
    };
    expect((await replaceSecret(one.customerId, lin, input)).ok).toBe(true);
    expect(await exchangeSealed('k1', [{ id: row.id, old: row.sealed, sealed: row.sealed }])).toBe(0);
    expect(await openedAll([one])).toEqual(['Nw1~newer']);
  });

  test('done by five at once is done once, and loses nothing', async () => {
    const laid = await lay(120);
    haveKeys('k2', 'k1');
    const reports = await Promise.all([1, 2, 3, 4, 5].map((batch) => rewrap({ batch: 5 + batch })));
    expect(reports.reduce((sum, { rewrapped }) => sum + rewrapped, 0)).toBe(120);
    expect(reports.flatMap(({ refused, waiting }) => [...refused, ...waiting])).toEqual([]);
    expect(await openedAll(laid)).toEqual(secretsOf(laid));
  });

  test('is put on record at its beginning and its end, with numbers', async () => {
    await lay(3);
    haveKeys('k2', 'k1');
    await rewrap();
    const entry = { actor_name: 'Lin', subject: 'k2' };
    expect((await entries('keys.rewrap')).at(-1)).toEqual({ ...entry, details: { secrets: 3 } });
    expect((await entries('keys.rewrap_end')).at(-1)).toEqual({
      ...entry,
      details: { rewrapped: 3, waiting: 0, refused: 0 },
    });
  });
});

/** As a process does that has sealed with the old key and saves now. */
const BACK_UNDER_K1 =
  "update credential set sealed = regexp_replace(sealed, '^v2[.]k2', 'v2.k1'), key_id = 'k1'";

describe('retiring a key', () => {
  test('is refused with the number of secrets that need it, and at zero uses is done and put on record', async () => {
    await lay(3);
    haveKeys('k2', 'k1');
    expect(await retireKey('k1')).toEqual({ ok: false, failure: { code: 'key_in_use', secretCount: 3 } });
    await rewrap();
    expect(await retireKey('k1')).toEqual({ ok: true, value: null });
    expect((await entries('keys.retire')).at(-1)).toEqual({
      actor_name: 'Posthouse',
      subject: 'k1',
      details: {},
    });
    haveKeys('k2');
    expect((await listVaultKeys()).map(({ keyId }) => keyId)).toEqual(['k2']);
  });

  test('is refused for the key that seals and for one that nobody knows', async () => {
    expect(await retireKey('k1')).toEqual({ ok: false, failure: { code: 'key_seals' } });
    expect(await retireKey('k9')).toEqual({ ok: false, failure: { code: 'key_unknown' } });
  });

  test('waits for a secret that is just being saved under it, and is refused then', async () => {
    await lay(1);
    haveKeys('k2', 'k1');
    await rewrap();
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    await other.query('begin');
    await other.query(BACK_UNDER_K1);
    const retiring = retireKey('k1');
    const waiting =
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    await expect.poll(() => sql(waiting)).toHaveLength(1);
    await other.query('commit');
    await other.end();
    expect(await retiring).toEqual({ ok: false, failure: { code: 'key_in_use', secretCount: 1 } });
  });

  test('closes the way for a secret that was sealed with it before and is saved after', async () => {
    await lay(1);
    haveKeys('k2', 'k1');
    await rewrap();
    expect((await retireKey('k1')).ok).toBe(true);
    await expect(sql(BACK_UNDER_K1)).rejects.toThrow(/credential_key_id_fkey/);
  });
});

describe('a key', () => {
  test('that was added is on record, and known before anything is sealed with it', async () => {
    haveKeys('k1', 'k2');
    expect(await recordKey('k2')).toEqual({ ok: true, value: null });
    expect((await entries('keys.add')).at(-1)).toEqual({
      actor_name: 'Posthouse',
      subject: 'k2',
      details: {},
    });
    expect(await sql("select id from vault_key where id = 'k2'")).toHaveLength(1);
    expect(await recordKey('k3')).toMatchObject({ failure: { code: 'vault_key_missing', keyId: 'k3' } });
  });

  test('seals from the moment on at which the file names it, without a restart', async () => {
    const { customerId, registrationId } = await addRegistration();
    expect(await perKey()).toEqual({ 'v2.k1': 1 });
    haveKeys('k2', 'k1');
    const input = {
      registrationId,
      version: 1,
      clientSecret: new Secret('Nw1~newer'),
      secretExpiresOn: null,
    };
    expect((await replaceSecret(customerId, lin, input)).ok).toBe(true);
    expect(await perKey()).toEqual({ 'v2.k2': 1 });
  });

  test('is listed while it is here or needed; one that is neither is not', async () => {
    await lay(2);
    await lay(1, 'k3');
    await sql("insert into vault_key values ('k0', 'v2.k0.AAAA.AAAA')");
    haveKeys('k2', 'k1');
    const rows = await listVaultKeys();
    expect(rows).toHaveLength(3);
    expect(rows).toContainEqual({ keyId: 'k2', state: 'usable', seals: true, secretCount: 0 });
    expect(rows).toContainEqual({ keyId: 'k1', state: 'usable', seals: false, secretCount: 2 });
    expect(rows).toContainEqual({ keyId: 'k3', state: 'missing', seals: false, secretCount: 1 });
    expect(await listTroubledKeys()).toEqual([{ keyId: 'k3', state: 'missing', seals: false }]);
  });
});

test('the key of a certificate that waits, or is used, is re-wrapped, counted and verified like a secret', async () => {
  const { customerId, registrationId } = await addRegistration('Harbour Optics');
  expect(await makeCertificate(customerId, lin, { registrationId, years: 1 }, new Date())).toMatchObject({
    ok: true,
  });
  expect(await listVaultKeys()).toContainEqual({ keyId: 'k1', state: 'usable', seals: true, secretCount: 2 });
  haveKeys('k2', 'k1');
  expect(await readRewrapState()).toMatchObject({ secrets: 2, left: 2 });
  expect(await rewrap({ batch: 1 })).toMatchObject({ begun: 2, rewrapped: 2, refused: [] });
  expect([...(await verifySecrets()).fine]).toEqual([['k2', 2]]);
  const retired = await retireKey('k1');
  expect(retired).toEqual({ ok: true, value: null });

  const [pending] = await sql<{ id: string }>('select id from pending_certificate');
  const use = { registrationId, certificateId: pending?.id ?? '', version: 1, insist: true };
  expect(await switchToCertificate(customerId, lin, use)).toMatchObject({ ok: true, value: { used: true } });
  haveKeys('k3', 'k2');
  expect(await rewrap()).toMatchObject({ begun: 1, rewrapped: 1, refused: [] });
  expect(await openCredential(customerId, registrationId)).toMatchObject({ ok: true, value: { version: 2 } });

  // Without its key, what waits is troubled as well, and is not lost.
  await makeCertificate(customerId, lin, { registrationId, years: 1 }, new Date());
  haveKeys('k2');
  expect(await retireKey('k3')).toEqual({ ok: false, failure: { code: 'key_in_use', secretCount: 2 } });
  expect([...(await verifySecrets()).bad.keys()]).toEqual(['k3']);
});

test('verifying opens every secret and names those that do not by customer, registration and reason', async () => {
  await lay(6);
  await lay(2, 'k2');
  const [missing] = (await lay(1, 'k3')) as [LaidSecret];
  const [refused] = (await lay(1)) as [LaidSecret];
  await sql("update credential set sealed = 'v2.k1.AAAA.AAAA' where registration_id = $1", [
    refused.registrationId,
  ]);
  haveKeys('k1', 'k2');
  const before = await sql('select * from credential order by id');
  const { fine, bad } = await verifySecrets();
  expect([...fine].sort()).toEqual([
    ['k1', 6],
    ['k2', 2],
  ]);
  const named = ({ customerId, registrationId }: LaidSecret) => ({ customerId, registrationId });
  expect([...bad].sort()).toEqual([
    ['k1', [{ ...named(refused), why: 'refused' }]],
    ['k3', [{ ...named(missing), why: 'missing_key' }]],
  ]);
  expect(await sql('select * from credential order by id')).toEqual(before);
});

async function addRegistration(
  customerName = 'Harbour Dental',
): Promise<{ customerId: CustomerId; registrationId: string }> {
  const customer = await createCustomer(lin, { customerName, note: '' });
  if (!customer.ok) throw new Error(customer.failure.code);
  const customerId = customer.value.id;
  const added = await transact(customerId, (tx) =>
    createRegistration({ id: customerId, name: customerName }, tx, lin, {
      cloud: 'global',
      tenantId: 'contoso.example',
      clientId: '1b2c3d4e-0000-4000-8000-1234567890ab',
      clientSecret: new Secret('Fs1~first'),
      secretIsValue: false,
      secretExpiresOn: null,
    }),
  );
  if (!added.ok) throw new Error(added.failure.code);
  return { customerId, registrationId: added.value.id };
}
