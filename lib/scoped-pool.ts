import type { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

/** What pg's own queries do and its types leave out: how they speak with the server, message by message. */
interface QueryInside {
  prepare(connection: Connection): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
}

/** The part of pg's connection that puts single messages of the extended protocol on the wire. */
interface Connection {
  bind(message: { portal: string; statement: string; values: readonly string[] }): void;
  execute(message: { portal: string }): void;
}

const SCOPE = { name: 'posthouse_scope', text: "select set_config('posthouse.scope', $1, true)" };
const PgQuery = pg.Query as unknown as new (
  config: pg.QueryConfig,
  values: undefined,
  callback: (error: Error | null, result: pg.QueryResult) => void,
) => pg.Query & QueryInside;

/**
 * A query with its scope before it, in one message to the server and one answer: the scope is set by a prepared statement,
 * then the query runs, then one Sync ends both. What stands between two Syncs is one transaction, so the scope, which is
 * local to it, is over when the answer is there (https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING).
 */
class ScopedQuery extends PgQuery {
  private isScopeSet = false;

  constructor(
    private readonly scope: string,
    config: pg.QueryConfig,
    callback: (error: Error | null, result: pg.QueryResult) => void,
  ) {
    super(config, undefined, callback);
  }

  // Only in the extended protocol is there a Sync to wait for.
  requiresPreparation(): boolean {
    return true;
  }

  override prepare(connection: Connection): void {
    connection.bind({ portal: '', statement: SCOPE.name, values: [this.scope] });
    connection.execute({ portal: '' });
    super.prepare(connection);
  }

  // The first row and the first completion are those of set_config: nobody asked for them.
  override handleDataRow(message: unknown): void {
    if (this.isScopeSet) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.isScopeSet) super.handleCommandComplete(message, connection);
    this.isScopeSet = true;
  }
}

/**
 * A connection pool whose single queries run in the scope that `scopes` holds at the moment of the call. Nothing of a
 * scope is left on a connection that goes back to the pool. Without a scope a query goes out as it is, and the policies
 * show it no customer's row.
 */
export function scopedPool(options: pg.PoolConfig, scopes: AsyncLocalStorage<string>): pg.Pool {
  // Prepared before anybody gets the connection: pg waits for it.
  const prepareScope = async (client: pg.ClientBase) =>
    void (await client.query({ ...SCOPE, values: ['{}'] }));
  const pool = new pg.Pool({ ...options, onConnect: prepareScope });
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
  let broken: Error | undefined;
  try {
    return await new Promise<pg.QueryResult>((resolve, reject) => {
      client.query(
        new ScopedQuery(scope, query, (error, result) => (error ? reject(error) : resolve(result))),
      );
    });
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    // As pg's own pool does: after an error nobody else gets this connection.
    client.release(broken);
  }
}
