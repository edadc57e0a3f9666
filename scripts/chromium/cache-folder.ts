import { accessSync, constants, lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder of this user alone for what can be made again: below XDG_CACHE_HOME or ~/.cache; for an account without a
 * home below the system's temporary folder. What lies in it will be run, so a folder that somebody else could have
 * prepared or could write to is not taken.
 */
export function cacheFolder(): string {
  const parents = [process.env.XDG_CACHE_HOME, join(homedir(), '.cache')].filter((path) =>
    path?.startsWith('/'),
  );
  for (const parent of parents) {
    const folder = own(join(parent ?? '', 'posthouse'));
    if (folder) return folder;
  }
  return (
    own(join(tmpdir(), `posthouse-cache-${process.getuid?.() ?? 0}`)) ??
    mkdtempSync(join(tmpdir(), 'posthouse-cache-'))
  );
}

function own(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = lstatSync(folder);
    if (uid !== process.getuid?.() || (mode & 0o022) !== 0) return undefined;
    accessSync(folder, constants.W_OK | constants.X_OK);
    return folder;
  } catch {
    return undefined;
  }
}
