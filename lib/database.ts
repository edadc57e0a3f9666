import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '@/prisma/generated/client';
import { env } from './env';
import { fail, type Result } from './result';

/** The client inside a transaction: all that a store or the audit trail needs. */
export type Transaction = Prisma.TransactionClient;

const held = globalThis as unknown as { posthouseDatabase?: PrismaClient };

/**
 * The one connection pool of this process. Made on first use, so that `next build` needs no database, and kept on
 * globalThis, so that a hot reload does not open a second one.
 */
export function database(): PrismaClient {
  held.posthouseDatabase ??= new PrismaClient({
    adapter: new PrismaPg({ connectionString: env().DATABASE_URL, max: 10 }),
  });
  return held.posthouseDatabase;
}

/** Closes the pool. For scripts and tests; the app keeps it to its end. */
export async function closeDatabase(): Promise<void> {
  await held.posthouseDatabase?.$disconnect();
  held.posthouseDatabase = undefined;
}

/** `search` as it is meant by `contains`: Prisma hands %, _ and \ on to LIKE, where they stand for anything. */
export function literally(search: string): string {
  return search.replace(/[\\%_]/g, '\\$&');
}

/** Does `error` say that a row with the same unique values is there already (Postgres 23505, Prisma P2002)? */
export function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2002';
}

class RolledBack<F> {
  constructor(readonly failure: F) {}
}

/**
 * Runs `work` in one transaction that is rolled back when it returns a failure, as well as when it throws: what a
 * verb wrote before it met an expected failure does not stay.
 */
export async function transact<T, F>(
  work: (tx: Transaction) => Promise<Result<T, F>>,
): Promise<Result<T, F>> {
  try {
    return await database().$transaction(async (tx) => {
      const result = await work(tx);
      if (!result.ok) throw new RolledBack(result.failure);
      return result;
    });
  } catch (error) {
    if (error instanceof RolledBack) return fail(error.failure as F);
    throw error;
  }
}
