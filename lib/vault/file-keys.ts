import { readFile, stat } from 'node:fs/promises';
import { parseKeyFile } from './key-file';
import type { Keyring, KeySource, KeySourceFault } from './key-source';
import { localKey } from './local-key';

/**
 * The keys of a file (see key-file.ts), read again whenever it was changed or exchanged, so that a new key needs no
 * restart. Only its owner may be able to read it. A file that cannot be read, or that somebody is just writing, takes no key
 * away: those read before stay, and the fault stands in the keyring.
 * @param sealingKey seals; not given: the one that the file names, else its first
 * @param onRead hears of the keys whenever the file was read
 */
export function fileKeys(
  path: string,
  sealingKey: string | undefined,
  onRead: (ring: Keyring) => void = () => undefined,
): KeySource {
  let seen: string | undefined;
  let ring: Keyring = { keys: new Map(), sealingKeyId: sealingKey ?? null, fault: null };

  async function read(): Promise<Keyring> {
    const text = await readOwn(path);
    const file = typeof text === 'string' ? parseKeyFile(text) : null;
    if (!file) {
      const code = typeof text === 'string' ? 'key_file_not_a_list' : text.code;
      return { ...ring, fault: { code, path } };
    }
    const keys = new Map(file.keys.map(({ id, key }) => [id, localKey(key)]));
    return { keys, sealingKeyId: sealingKey ?? file.sealingKey ?? file.keys[0]?.id ?? null, fault: null };
  }

  return {
    keyring: async () => {
      const now = await signOf(path);
      if (now === seen) return ring;
      const next = await read();
      [seen, ring] = [now, next];
      onRead(next);
      return next;
    },
  };
}

/** What changes whenever the file does. One that is not there has a sign, too. */
async function signOf(path: string): Promise<string> {
  try {
    const { dev, ino, size, mode, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [dev, ino, size, mode, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}

async function readOwn(path: string): Promise<string | { readonly code: KeySourceFault['code'] }> {
  try {
    // On Windows the mode says nothing; the folder's permissions hold there.
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) return { code: 'key_file_open_to_others' };
    return await readFile(path, 'utf8');
  } catch {
    return { code: 'key_file_unreadable' };
  }
}
