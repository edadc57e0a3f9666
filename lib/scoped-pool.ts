import type { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

/**
 * A connection pool whose single queries run in the scope that `scopes` holds at the moment of the call: BEGIN with the
 * scope, the query and COMMIT are sent in one go and answered in one go, so that the policies cost no further way to the
 * server. The scope ends with its transaction: nothing of it is left on a connection that goes back to the pool.
 * Without a scope a query goes out as it is, and the policies show it no customer's row.
 */
export function scopedPool(options: pg.PoolConfig, scopes: AsyncLocalStorage<string>): pg.Pool {
  const pool = new pg.Pool({ ...options, pipeline: true } as pg.PoolConfig);
  // A connection that breaks is told to its queries; said to nobody besides, it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const plain = pool.query.bind(pool) as (query: pg.QueryConfig) => Promise<pg.QueryResult>;
  const scoped = (query: pg.QueryConfig) => {
    const scope = scopes.getStore();
    return scope === undefined ? plain(query) : queryInScope(pool, scope, query);
  };
  // Prisma's adapter calls it with one argument alone; the other forms are not ours to answer.
  pool.query = scoped as unknown as typeof pool.query;
  return pool;
}

async function queryInScope(pool: pg.Pool, scope: string, query: pg.QueryConfig): Promise<pg.QueryResult> {
  const client = await pool.connect();
  const [begun, answered, ended] = await Promise.allSettled([
    client.query(`BEGIN; SET LOCAL posthouse.scope TO '${scope}'`),
    client.query(query),
    client.query('COMMIT'),
  ]);
  // One whose transaction could not be ended is not lent to anybody again.
  client.release(begun.status === 'rejected' || ended.status === 'rejected');
  for (const each of [begun, answered, ended]) if (each.status === 'rejected') throw each.reason;
  return (answered as PromiseFulfilledResult<pg.QueryResult>).value;
}
