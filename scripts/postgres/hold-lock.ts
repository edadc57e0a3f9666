import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, isStillRunning } from './process-identity';

/**
 * Runs `work` while this process holds the lock file `path`; others wait. The lock of a process that is gone is taken
 * over. A backstop, not the last line: Postgres itself refuses a second server on one directory.
 * @param patienceMs how long to wait for another holder
 * @throws Error naming the holder when the wait is over
 */
export async function holdLock<T>(path: string, patienceMs: number, work: () => Promise<T>): Promise<T> {
  const mine = identityOf(process.pid);
  const until = Date.now() + patienceMs;
  while (!create(path, mine)) {
    const holder = read(path);
    if (holder !== undefined && !isStillRunning(holder)) takeAway(path, holder);
    else if (Date.now() > until) {
      throw new Error(`Another process (${holder?.split(' ')[0]}) has held a lock for too long: ${path}`);
    } else await sleep(25);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function create(path: string, text: string): boolean {
  // Written beside it and linked into place, so that nobody reads a lock without its holder.
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, text, { mode: 0o644 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Of several that found the same stale lock one wins the rename; whoever caught a newer lock by it puts it back. */
function takeAway(path: string, stale: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    if (read(aside) !== stale) linkSync(aside, path);
  } catch {
    // Somebody else was faster: the next look tells.
  }
  rmSync(aside, { force: true });
}
