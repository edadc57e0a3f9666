import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Stop } from './end.mjs';

/** The variables that hold keys. Given by the environment, or in local mode made here and kept in DATA_DIR/keys.json. */
export const KEY_NAMES = [
  'VAULT_KEYS',
  'VAULT_KEYS_FILE',
  'VAULT_SEALING_KEY',
  'SESSION_SECRET',
  'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY',
] as const;

/** The keys as the app reads them from its environment. */
export type KeyEnvironment = Record<(typeof KEY_NAMES)[number], string>;

const base64Key = z.base64().length(44);
const keyId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/);
const schema = z
  .strictObject({
    // Whether a vault key is whole is told by the app: one that is not stops nothing else.
    vaultKeys: z.array(z.strictObject({ id: keyId, key: z.string() })).min(1),
    sealingKey: keyId,
    sessionSecret: z.string().min(32),
    actionsKey: base64Key,
    madeAt: z.iso.datetime(),
  })
  .refine(({ vaultKeys, sealingKey }) => vaultKeys.some(({ id }) => id === sealingKey))
  .refine(({ vaultKeys }) => new Set(vaultKeys.map(({ id }) => id)).size === vaultKeys.length);

/** What keys.json holds. */
export type Keys = z.infer<typeof schema>;

/** Where the keys of a local installation lie. */
export const keysPath = (dataDir: string) => join(dataDir, 'keys.json');

/**
 * Reads the keys of a local installation.
 * @returns undefined when there is no file yet
 * @throws Stop when others may read the file or it is not whole; it is never overwritten, since what it holds may be
 *   the only way to the stored secrets. The sentence holds no value of it.
 */
export function readKeys(dataDir: string): Keys | undefined {
  const path = keysPath(dataDir);
  let text: string;
  try {
    // On Windows the mode says nothing; the folder's permissions hold there.
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
      throw new Stop(
        `${path} can be read by other users of this machine.\nClose it with: chmod 600 '${path}'\n` +
          'If somebody may have read it, replace the stored secrets as well.',
      );
    }
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Stop) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Stop(`${path} cannot be read: ${(error as Error).message}`);
  }
  const keys = parse(text);
  if (!keys) {
    throw new Stop(
      `${path} is not a whole key file. It is left as it is.\n` +
        'Put back a copy of it. Without one the stored secrets cannot be opened again: move the file away, start, and enter them anew.',
    );
  }
  return keys;
}

/**
 * Makes the keys of a local installation, in a file that only its owner may read. The file appears whole or not at all,
 * and one that appeared meanwhile is left alone.
 * @param now names the vault key and dates the file
 */
export function makeKeys(dataDir: string, now: Date): Keys {
  const first = makeVaultKey(now);
  const keys: Keys = {
    vaultKeys: [first],
    sealingKey: first.id,
    sessionSecret: randomBytes(32).toString('base64'),
    actionsKey: randomBytes(32).toString('base64'),
    madeAt: now.toISOString(),
  };
  const draft = writeDraft(dataDir, keys);
  try {
    // Not a rename: that would replace a file which another process has just made.
    linkSync(draft, keysPath(dataDir));
  } finally {
    rmSync(draft, { force: true });
  }
  return keys;
}

/** A new vault key, named after the day. */
export function makeVaultKey(now: Date): { id: string; key: string } {
  const id = `k${now.toISOString().slice(0, 10).replaceAll('-', '')}-${randomBytes(2).toString('hex')}`;
  return { id, key: randomBytes(32).toString('base64') };
}

/** Writes keys through to the disk, in a file of its own beside the key file. @returns its path */
export function writeDraft(dataDir: string, keys: Keys): string {
  const draft = `${keysPath(dataDir)}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return draft;
}

/**
 * The variables of the app in local mode. It reads the vault keys from the file itself, so that a new one needs no
 * restart; empty, not absent: Next reads .env by itself.
 */
export function keyEnvironment(dataDir: string, { sessionSecret, actionsKey }: Keys): KeyEnvironment {
  return {
    VAULT_KEYS: '',
    VAULT_KEYS_FILE: keysPath(dataDir),
    VAULT_SEALING_KEY: '',
    SESSION_SECRET: sessionSecret,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey,
  };
}

function parse(text: string): Keys | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
