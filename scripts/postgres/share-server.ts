import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isStillRunning } from './process-identity';

/**
 * Several processes may use one embedded server: the app, a seed, a Prisma command. Each leaves a file that names it;
 * the last to go stops the server, and a process that was killed does not count.
 * @returns leaves, and tells whether somebody else still uses the server. Call both under the start lock.
 */
export function joinServer(dataDir: string): { leave(): { othersRemain: boolean } } {
  const mine = join(dataDir, `${PREFIX}${process.pid}-${randomUUID()}`);
  writeFileSync(mine, identityOf(process.pid));
  return {
    leave() {
      rmSync(mine, { force: true });
      return { othersRemain: users(dataDir).length > 0 };
    },
  };
}

const PREFIX = 'used-by-';

function users(dataDir: string): string[] {
  const files = readdirSync(dataDir).filter((name) => name.startsWith(PREFIX));
  return files.filter((name) => {
    const path = join(dataDir, name);
    try {
      if (isStillRunning(readFileSync(path, 'utf8'))) return true;
      rmSync(path, { force: true });
    } catch {
      // Gone meanwhile.
    }
    return false;
  });
}
