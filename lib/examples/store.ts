import { database } from '@/lib/database';

const LONGEST_LOAD_MS = 60_000;

/**
 * Runs `work` while nobody else loads the examples, in this or another process. The lock lies in a transaction of its
 * own; what `work` writes does not belong to it.
 */
export async function aloneWithExamples<T>(work: () => Promise<T>): Promise<T> {
  return database().$transaction(
    async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('posthouse examples'))`;
      return work();
    },
    { timeout: LONGEST_LOAD_MS, maxWait: 10_000 },
  );
}
