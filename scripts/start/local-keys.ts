import { type KeyEnvironment, keyEnvironment, keysPath, makeKeys, readKeys } from './keys';

/** The keys of a local installation: read, or made on the first start and announced with what losing them means. */
export function localKeys(dataDir: string, now: Date): KeyEnvironment {
  const kept = readKeys(dataDir);
  if (kept) return keyEnvironment(dataDir, kept);
  const made = makeKeys(dataDir, now);
  console.log(
    `  Keys: made ${keysPath(dataDir)}. Keep a copy somewhere else: without it the stored secrets cannot be opened.`,
  );
  return keyEnvironment(dataDir, made);
}
