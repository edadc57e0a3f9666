import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '@/prisma/generated/client';
import { env } from './env';
import { outsideRequest } from './outside-request';
import { fail, type Result } from './result';
import { type Scope, scopeSetting } from './scope';
import { scopedPool } from './scoped-pool';

/** The client inside a transaction: all that a store or the audit trail needs. */
export type Transaction = Prisma.TransactionClient;

/** Ways to read that stand for themselves. Not findUnique: Prisma joins those of one moment into one query, of whatever scope. */
type ReadMethod = 'findFirst' | 'findFirstOrThrow' | 'findMany' | 'count' | 'groupBy' | 'aggregate';

/** The client for reading inside a scope. A {@link Transaction} is one, too. */
export type Reader = {
  readonly [Model in keyof PrismaClient as Model extends `$${string}` ? never : Model]: Pick<
    PrismaClient[Model],
    ReadMethod & keyof PrismaClient[Model]
  >;
} & Pick<PrismaClient, '$queryRaw'>;

/** On globalThis, because a hot reload, or another bundle of the same process, loads this file again. */
const held = globalThis as unknown as {
  posthouseDatabase?: { client: PrismaClient; scopes: AsyncLocalStorage<string> };
};

/** The one connection pool of this process. Made on first use, so that `next build` needs no database. */
function connected(): { client: PrismaClient; scopes: AsyncLocalStorage<string> } {
  if (!held.posthouseDatabase) {
    const scopes = new AsyncLocalStorage<string>();
    const pool = scopedPool({ connectionString: env().DATABASE_URL, max: 10 }, scopes);
    const client = new PrismaClient({
      adapter: new PrismaPg(pool, { disposeExternalPool: true }),
      // The text of a database error holds the values of its query.
      errorFormat: 'minimal',
      log: [],
    });
    held.posthouseDatabase = { client, scopes };
  }
  return held.posthouseDatabase;
}

/**
 * The database without a scope: for what belongs to staff or to the installation. The policies show it no row of any
 * customer; whoever wants one says whose, with {@link read} or {@link transact}.
 */
export function database(): PrismaClient {
  return connected().client;
}

/** Reads what lies in `scope`. Each query inside sees the rows of these customers and no others, whatever it asks for. */
export async function read<T>(scope: Scope, work: (reader: Reader) => Promise<T>): Promise<T> {
  const { client, scopes } = connected();
  // Awaited inside: Prisma sends a query when somebody waits for it.
  return scopes.run(scopeSetting(scope), async () => await work(client));
}

/** Closes the pool. For scripts and tests; the app keeps it to its end. */
export async function closeDatabase(): Promise<void> {
  const open = held.posthouseDatabase;
  held.posthouseDatabase = undefined;
  await open?.client.$disconnect();
}

/** `search` as it is meant by `contains`: Prisma hands %, _ and \ on to LIKE, where they stand for anything. */
export function literally(search: string): string {
  return search.replace(/[\\%_]/g, '\\$&');
}

/** Does `error` say that a row with the same unique values is there already (Postgres 23505, Prisma P2002)? */
export function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2002';
}

/** Does `error` say that another row points to the one that was to go (Postgres 23503, Prisma P2003)? */
export function isForeignKeyViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2003';
}

class RolledBack<F> {
  constructor(readonly failure: F) {}
}

/** Of each transaction of {@link transact} what is left to do before it is committed. */
const lastWork = new WeakMap<Transaction, (() => Promise<unknown>)[]>();

/**
 * Has `work` done in a transaction of {@link transact} when all else in it is done: for what takes a lock that others
 * need as well, so that it is held for the shortest time and nobody waits for anything while holding it.
 * @returns false when `tx` is no such transaction: then nothing will be done
 */
export function beforeCommit(tx: Transaction, work: () => Promise<unknown>): boolean {
  const works = lastWork.get(tx);
  works?.push(work);
  return works !== undefined;
}

/**
 * Runs `work` in one transaction that sees and writes what lies in `scope` and nothing else. It is rolled back when
 * `work` returns a failure, as well as when it throws: what a verb wrote before it met an expected failure does not stay.
 */
export async function transact<T, F>(
  scope: Scope,
  work: (tx: Transaction) => Promise<Result<T, F>>,
): Promise<Result<T, F>> {
  const setting = scopeSetting(scope);
  const run = async (tx: Transaction) => {
    await tx.$executeRaw`select set_config('posthouse.scope', ${setting}, true)`;
    const last: (() => Promise<unknown>)[] = [];
    lastWork.set(tx, last);
    const result = await work(tx);
    if (!result.ok) throw new RolledBack(result.failure);
    for (const each of last) await each();
    return result;
  };
  try {
    // Prisma keeps the last hundred transactions with the promises of each.
    return await outsideRequest(() => database().$transaction(run));
  } catch (error) {
    if (error instanceof RolledBack) return fail(error.failure as F);
    throw error;
  }
}
