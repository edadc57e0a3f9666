import { chownSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { holdLock } from '@/scripts/postgres/hold-lock';
import { Stop } from '@/scripts/start/end.mjs';
import { type Keys, keysPath, makeVaultKey, readKeys, writeDraft } from '@/scripts/start/keys';

const LOCK_PATIENCE_MS = 10_000;

/** Adds a new vault key to keys.json, which does not seal yet. @returns its id */
export async function addKey(dataDir: string, now: Date): Promise<string> {
  let added = makeVaultKey(now);
  await change(dataDir, (keys) => {
    while (keys.vaultKeys.some(({ id }) => id === added.id)) added = makeVaultKey(now);
    return { ...keys, vaultKeys: [...keys.vaultKeys, added] };
  });
  return added.id;
}

/** Lets this vault key of keys.json seal from now on. */
export async function sealWith(dataDir: string, id: string): Promise<void> {
  await change(dataDir, (keys) => ({ ...keys, sealingKey: id }));
}

/**
 * Takes a vault key out of keys.json. No copy of it is kept.
 * @returns false when it was not there
 * @throws Stop when it is the key that seals
 */
export async function removeKey(dataDir: string, id: string): Promise<boolean> {
  let was = false;
  await change(dataDir, (keys) => {
    if (keys.sealingKey === id) throw new Stop(`${id} seals new secrets. It stays.`);
    was = keys.vaultKeys.some((key) => key.id === id);
    return { ...keys, vaultKeys: keys.vaultKeys.filter((key) => key.id !== id) };
  });
  return was;
}

/**
 * Exchanges keys.json for a changed one. At every moment the file is whole, the old or the new; of two that change it at
 * once neither takes away what the other has written.
 */
async function change(dataDir: string, how: (keys: Keys) => Keys): Promise<void> {
  await holdLock(join(dataDir, 'keys.lock'), LOCK_PATIENCE_MS, async () => {
    const keys = readKeys(dataDir);
    if (!keys) throw new Stop(`There is no ${keysPath(dataDir)}. npm start makes it, with its first key.`);
    const { uid, gid } = statSync(keysPath(dataDir));
    const draft = writeDraft(dataDir, how(keys));
    // Changed by root it stays readable for the account that the app runs as.
    if (process.getuid?.() === 0) chownSync(draft, uid, gid);
    renameSync(draft, keysPath(dataDir));
  });
}
