import { tooStrongARole } from './app-role';
import { database } from './database';
import { log } from './log';

/** Whether the role that this process is connected as was once found to be one for which the policies hold. */
let roleIsFit = false;
let hasToldRole = false;

/**
 * Can the app work with its database: does it answer, and as a role for which the policies hold? The role is looked at
 * until it was found fit once, because a database that did not answer at start has not been asked.
 */
export async function databaseIsWell(): Promise<boolean> {
  try {
    if (roleIsFit) {
      await database().$queryRaw`select 1`;
      return true;
    }
    const fault = await faultOfRole();
    if (fault && !hasToldRole) log.error({ error: new Error(fault) }, 'not ready: the role is too strong');
    hasToldRole = fault !== null;
    roleIsFit = fault === null;
    return roleIsFit;
  } catch {
    return false;
  }
}

/**
 * Refuses to work as a role for which the policies do not hold. A database that does not answer is no reason to end: the
 * start script has asked before, and {@link databaseIsWell} asks again.
 * @throws Error that says what to do
 */
export async function refuseStrongRole(): Promise<void> {
  const fault = await faultOfRole().catch(() => null);
  if (fault) throw new Error(fault);
}

const faultOfRole = () => tooStrongARole((sql) => database().$queryRawUnsafe(sql));
