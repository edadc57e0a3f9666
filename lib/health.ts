import { tooStrongARole } from './app-role';
import { database } from './database';

/** Does the database answer? */
export async function databaseAnswers(): Promise<boolean> {
  return database().$queryRaw`select 1`.then(() => true).catch(() => false);
}

/**
 * Refuses to work as a role for which the policies do not hold. A database that does not answer is no reason: it is asked
 * again by whoever needs it, and the start script has asked before.
 * @throws Error that says what to do
 */
export async function refuseStrongRole(): Promise<void> {
  const fault = await tooStrongARole((sql) => database().$queryRawUnsafe(sql)).catch(() => null);
  if (fault) throw new Error(fault);
}
