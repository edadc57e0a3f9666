import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEnv } from '@/lib/env';
import { fileKeys } from '@/lib/vault/file-keys';
import { addKey, removeKey, sealWith } from '@/scripts/keys/change-key-file';
import { keyEnvironment, keysPath, makeKeys, readKeys } from '@/scripts/start/keys';

const now = new Date('2026-11-23T08:00:00Z');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'posthouse-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const refusal = () => {
  try {
    readKeys(folder);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

test('there are none before they are made', () => {
  expect(readKeys(folder)).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

test('what is made is what is read again, and what the app accepts', async () => {
  const made = makeKeys(folder, now);
  expect(readKeys(folder)).toEqual(made);
  expect(made.sealingKey).toMatch(/^k20261123-[0-9a-f]{4}$/);
  const environment = keyEnvironment(folder, made);
  const env = readEnv({ ...environment, DATABASE_URL: 'postgresql://x/y', APP_URL: 'http://localhost:3000' });
  expect(env.VAULT_KEYS_FILE).toBe(keysPath(folder));
  const { keys, sealingKeyId, fault } = await fileKeys(keysPath(folder), undefined).keyring();
  expect([[...keys.keys()], sealingKeyId, fault]).toEqual([[made.sealingKey], made.sealingKey, null]);
  expect(JSON.stringify(environment)).not.toContain(made.vaultKeys[0]?.key);
});

test('only its owner may read the file, and nothing else is left in the folder', () => {
  makeKeys(folder, now);
  expect(statSync(keysPath(folder)).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['keys.json']);
});

test('a file that is there is never replaced', () => {
  const first = makeKeys(folder, now);
  expect(() => makeKeys(folder, now)).toThrow(/EEXIST/);
  expect(readKeys(folder)).toEqual(first);
  expect(readdirSync(folder)).toEqual(['keys.json']);
});

test('a file that others can read is refused, with the way to close it', () => {
  makeKeys(folder, now);
  chmodSync(keysPath(folder), 0o640);
  expect(refusal()).toContain(`chmod 600 '${keysPath(folder)}'`);
});

const whole = () => JSON.parse(readFileSync(keysPath(folder), 'utf8'));
test.each<[string, () => string]>([
  ['empty', () => ''],
  ['cut', () => readFileSync(keysPath(folder), 'utf8').slice(0, 90)],
  ['of another shape', () => '[]'],
  ['without a vault key', () => JSON.stringify({ ...whole(), vaultKeys: [] })],
  ['sealing with a key that is not in it', () => JSON.stringify({ ...whole(), sealingKey: 'k1' })],
  ['with one id twice', () => JSON.stringify({ ...whole(), vaultKeys: Array(2).fill(whole().vaultKeys[0]) })],
  ['with a short key of another kind', () => JSON.stringify({ ...whole(), actionsKey: 'c2hvcnQ=' })],
])('a file that is %s is refused and left as it is', (_, contentOf) => {
  const { sessionSecret } = makeKeys(folder, now);
  const content = contentOf();
  writeFileSync(keysPath(folder), content);
  const words = refusal();
  expect(words).toContain('is not a whole key file');
  expect(words).not.toContain(sessionSecret);
  expect(readFileSync(keysPath(folder), 'utf8')).toBe(content);
});

test('a vault key that is not whole does not keep the others from being read: the app tells which it is', () => {
  const { vaultKeys } = makeKeys(folder, now);
  writeFileSync(
    keysPath(folder),
    JSON.stringify({ ...whole(), vaultKeys: [...vaultKeys, { id: 'cut', key: 'c2hv' }] }),
  );
  expect(readKeys(folder)?.vaultKeys).toEqual([...vaultKeys, { id: 'cut', key: 'c2hv' }]);
});

describe('a change of the file', () => {
  test('adds a key that does not seal yet, lets it seal, and takes the old one away', async () => {
    const made = makeKeys(folder, now);
    const old = made.sealingKey;
    const id = await addKey(folder, new Date('2026-12-01T08:00:00Z'));
    expect(id).toMatch(/^k20261201-/);
    const added = readKeys(folder);
    expect(added).toEqual({ ...made, vaultKeys: [...made.vaultKeys, { id, key: expect.any(String) }] });
    await sealWith(folder, id);
    expect(readKeys(folder)).toEqual({ ...added, sealingKey: id });
    expect(await removeKey(folder, old)).toBe(true);
    expect(readKeys(folder)).toEqual({ ...added, sealingKey: id, vaultKeys: added?.vaultKeys.slice(1) });
    expect(await removeKey(folder, old)).toBe(false);
    expect(statSync(keysPath(folder)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['keys.json']);
  });

  test('never takes the key that seals away', async () => {
    const { sealingKey } = makeKeys(folder, now);
    await expect(removeKey(folder, sealingKey)).rejects.toThrow(/seals new secrets/);
    expect(readKeys(folder)?.vaultKeys).toHaveLength(1);
  });

  test('loses none of the keys that several add at once, and the file is whole all the while', async () => {
    makeKeys(folder, now);
    const done = { yes: false };
    const looking = (async () => {
      for (let looks = 0; ; looks++) {
        if (!readKeys(folder)) throw new Error('no whole file');
        if (done.yes) return looks;
        await new Promise((next) => setImmediate(next));
      }
    })();
    const ids = await Promise.all(Array.from({ length: 8 }, () => addKey(folder, now)));
    done.yes = true;
    expect(await looking).toBeGreaterThan(8);
    expect(new Set(ids).size).toBe(8);
    expect(readKeys(folder)?.vaultKeys.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });

  test('is refused where there is no file, which only a start makes', async () => {
    await expect(addKey(folder, now)).rejects.toThrow(/npm start makes it/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is refused for a file that is not whole', async () => {
    makeKeys(folder, now);
    writeFileSync(keysPath(folder), '{');
    await expect(addKey(folder, now)).rejects.toThrow(/is not a whole key file/);
    expect(readFileSync(keysPath(folder), 'utf8')).toBe('{');
  });
});
