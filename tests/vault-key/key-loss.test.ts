import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Secret } from '@/lib/secret';
import { keyTroubles } from '@/scripts/start/key-troubles';
import { useDatabase } from '@/tests/support/database';
import { type LaidSecret, laySecrets, textOf } from '@/tests/support/lay-secrets';
import { keyOf } from '../vault/vault-stage';

const database = useDatabase();
const { sql } = database;
const folder = mkdtempSync(join(tmpdir(), 'posthouse-key-loss-'));
const path = join(folder, 'vault-keys');
Object.assign(process.env, { VAULT_KEYS: '', VAULT_KEYS_FILE: path });

const lin = { id: '00000000-0000-4000-8000-000000000001', name: 'Lin' };
const RIGHT = `k2:${keyOf('b')}\nk1:${keyOf('a')}\n`;
let ofK1: LaidSecret[] = [];
let ofK2: LaidSecret[] = [];
let client: pg.Client;

beforeAll(async () => {
  ofK1 = await laySecrets(database, 30, { keyId: 'k1', keyText: keyOf('a') });
  ofK2 = await laySecrets(database, 20, { keyId: 'k2', keyText: keyOf('b') });
  client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  rmSync(folder, { recursive: true });
});

const write = (text: string) => writeFileSync(path, text, { mode: 0o600 });

/** Of every table the number of its rows and a hash of what is in them. */
async function everyRow(): Promise<unknown> {
  const tables = await sql<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public'",
  );
  return Promise.all(
    tables.map(({ name }) =>
      sql(
        `select '${name}', count(*)::int, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from "${name}" t`,
      ),
    ),
  );
}

/** A process that is started now, with the key file as it is. */
async function start() {
  const { closeDatabase } = await import('@/lib/database');
  await closeDatabase();
  vi.resetModules();
  const [{ openCredential }, { replaceSecret }, { verifySecrets }, registrations, keys, { GET }] =
    await Promise.all([
      import('@/lib/registration/open-credential'),
      import('@/lib/registration/replace-secret'),
      import('@/lib/vault-key/verify-secrets'),
      import('@/lib/registration/reads'),
      import('@/lib/vault-key/reads'),
      import('@/app/api/ready/route'),
    ]);
  const codesOf = async (laid: readonly LaidSecret[]) => {
    const codes = await Promise.all(
      laid.map(async ({ customerId, registrationId, secret }) => {
        const opened = await openCredential(customerId, registrationId);
        if (!opened.ok) return JSON.stringify(opened.failure);
        return textOf(opened.value) === secret ? 'open' : 'open as something else';
      }),
    );
    return [...new Set(codes)];
  };
  const save = ({ customerId, registrationId }: LaidSecret) =>
    replaceSecret(customerId, lin, {
      registrationId,
      version: 1,
      clientSecret: new Secret('Nw1~new-while-a-key-is-lost'),
      secretExpiresOn: null,
    });
  return {
    ...registrations,
    ...keys,
    codesOf,
    save,
    verifySecrets,
    readiness: async () => (await GET()).status,
  };
}

const spoken = () => keyTroubles({ VAULT_KEYS_FILE: path }, client);

describe.each([
  {
    name: 'missing',
    text: `k2:${keyOf('b')}\n`,
    troubled: [{ keyId: 'k1', state: 'missing', seals: false }],
    k1: '{"code":"vault_key_missing","keyId":"k1"}',
    k2: 'open',
    saves: true,
    words: ['The vault key k1 is missing. Until it is put back 30 secrets cannot be used; nothing is lost.'],
  },
  {
    name: 'another one than before',
    text: `k2:${keyOf('b')}\nk1:${keyOf('x')}\n`,
    troubled: [{ keyId: 'k1', state: 'wrong', seals: false }],
    k1: '{"code":"vault_key_wrong","keyId":"k1"}',
    k2: 'open',
    saves: true,
    words: [
      'The vault key k1 is not the one that this database knows by that name. Until it is put back 30 secrets cannot be used; nothing is lost.',
    ],
  },
  {
    name: 'cut short',
    text: `k2:${keyOf('b')}\nk1:${keyOf('a').slice(0, 20)}\n`,
    troubled: [{ keyId: 'k1', state: 'incomplete', seals: false }],
    k1: '{"code":"vault_key_missing","keyId":"k1"}',
    k2: 'open',
    saves: true,
    words: [
      'The vault key k1 is not whole: it has to be 32 bytes in base64. Until it is put back 30 secrets cannot be used; nothing is lost.',
    ],
  },
  {
    name: 'cut to nothing, and it is the one that seals',
    text: `k2:\nk1:${keyOf('a')}\n`,
    troubled: [{ keyId: 'k2', state: 'incomplete', seals: true }],
    k1: 'open',
    k2: '{"code":"vault_key_missing","keyId":"k2"}',
    saves: '{"code":"vault_key_missing","keyId":"k2"}',
    words: [
      'The vault key k2 is not whole: it has to be 32 bytes in base64. Until it is put back 20 secrets cannot be used and no new secret can be saved; nothing is lost.',
    ],
  },
  {
    name: 'exchanged with the other',
    text: `k2:${keyOf('a')}\nk1:${keyOf('b')}\n`,
    troubled: [
      { keyId: 'k1', state: 'wrong', isKeyOf: 'k2', seals: false },
      { keyId: 'k2', state: 'wrong', isKeyOf: 'k1', seals: true },
    ],
    k1: '{"code":"vault_key_wrong","keyId":"k1"}',
    k2: '{"code":"vault_key_wrong","keyId":"k2"}',
    saves: '{"code":"vault_key_wrong","keyId":"k2"}',
    words: [
      'The vault key k1 is not the one that this database knows by that name: it is the key k2. Until it is put back 30 secrets cannot be used; nothing is lost.',
      'The vault key k2 is not the one that this database knows by that name: it is the key k1. Until it is put back 20 secrets cannot be used and no new secret can be saved; nothing is lost.',
    ],
  },
  {
    name: 'the whole file',
    text: null,
    troubled: [
      { keyId: 'k1', state: 'missing', seals: false },
      { keyId: 'k2', state: 'missing', seals: false },
    ],
    k1: '{"code":"vault_key_missing","keyId":"k1"}',
    k2: '{"code":"vault_key_missing","keyId":"k2"}',
    saves: '{"code":"vault_key_missing","keyId":"?"}',
    words: [
      `The key file ${path} cannot be read. It is read again as soon as it changes.`,
      'The vault key k1 is missing. Until it is put back 30 secrets cannot be used; nothing is lost.',
      'The vault key k2 is missing. Until it is put back 20 secrets cannot be used; nothing is lost.',
    ],
  },
])('a key that is lost: $name', ({ text, troubled, k1, k2, saves, words }) => {
  beforeEach(() => (text === null ? rmSync(path, { force: true }) : write(text)));

  test('is named by its id, at the start and in the app', async () => {
    const app = await start();
    expect((await spoken()).sort()).toEqual([...words].sort());
    const found = await app.listTroubledKeys();
    expect(found.sort((a, b) => a.keyId.localeCompare(b.keyId))).toEqual(troubled);
    expect(await app.readiness()).toBe(503);
  });

  test('opens nothing, changes no row, and heals without a restart when the right one is back', async () => {
    const before = await everyRow();
    const app = await start();
    expect(await app.codesOf(ofK1)).toEqual([k1]);
    expect(await app.codesOf(ofK2)).toEqual([k2]);
    if (saves !== true) {
      const saved = await app.save(ofK1[0] as LaidSecret);
      expect(saved.ok ? 'saved' : JSON.stringify(saved.failure)).toBe(saves);
    }
    const { bad } = await app.verifySecrets();
    expect([...bad.keys()].sort()).toEqual(troubled.map(({ keyId }) => keyId));
    // What needs no secret.
    const { customerId, registrationId } = ofK1[0] as LaidSecret;
    expect(await app.readRegistration(customerId, registrationId)).toMatchObject({
      credential: { hint: 'Ls1' },
    });
    expect(await everyRow()).toEqual(before);

    write(RIGHT);
    expect(await app.codesOf([...ofK1, ...ofK2])).toEqual(['open']);
    expect(await app.listTroubledKeys()).toEqual([]);
    expect(await app.readiness()).toBe(200);
    expect(await spoken()).toEqual([]);
    expect(await everyRow()).toEqual(before);
  });
});

describe('a key file that goes bad while the app runs', () => {
  test.each<[string, () => void, string]>([
    ['is deleted', () => rmSync(path), 'key_file_unreadable'],
    ['can be read by others', () => chmodSync(path, 0o644), 'key_file_open_to_others'],
    ['is emptied', () => write(''), 'key_file_not_a_list'],
    ['is half a JSON', () => write('{"vaultKeys":[{"id":"k1"'), 'key_file_not_a_list'],
    ['names one id twice', () => write(`${RIGHT}${RIGHT}`), 'key_file_not_a_list'],
  ])('because it %s takes no key away, and says so until it is well again', async (_what, spoil, code) => {
    write(RIGHT);
    const app = await start();
    expect(await app.codesOf(ofK1)).toEqual(['open']);
    spoil();
    expect(await app.codesOf([...ofK1, ...ofK2])).toEqual(['open']);
    expect((await app.readRewrapState()).fault).toEqual({ code, path });
    rmSync(path, { force: true });
    write(RIGHT);
    expect((await app.readRewrapState()).fault).toBeNull();
    expect(await app.codesOf([...ofK1, ...ofK2])).toEqual(['open']);
  });
});
