import { database } from './database';

/** Does the database answer? */
export async function databaseAnswers(): Promise<boolean> {
  return database().$queryRaw`select 1`.then(() => true).catch(() => false);
}
