import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEnv } from '@/lib/env';
import { keysPath, makeKeys, readKeys } from '@/scripts/start/keys';

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

test('what is made is what is read again, and what the app accepts', () => {
  const made = makeKeys(folder, now);
  expect(readKeys(folder)).toEqual(made);
  expect(made.VAULT_SEALING_KEY).toMatch(/^k20261123-[0-9a-f]{4}$/);
  const env = readEnv({ ...made, DATABASE_URL: 'postgresql://x/y', APP_URL: 'http://localhost:3000' });
  expect(env.VAULT_KEYS.map(({ id }) => id)).toEqual([made.VAULT_SEALING_KEY]);
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
  ['with a short key', () => JSON.stringify({ ...whole(), actionsKey: 'c2hvcnQ=' })],
])('a file that is %s is refused and left as it is', (_, contentOf) => {
  const { SESSION_SECRET } = makeKeys(folder, now);
  const content = contentOf();
  writeFileSync(keysPath(folder), content);
  const words = refusal();
  expect(words).toContain('is not a whole key file');
  expect(words).not.toContain(SESSION_SECRET);
  expect(readFileSync(keysPath(folder), 'utf8')).toBe(content);
});
