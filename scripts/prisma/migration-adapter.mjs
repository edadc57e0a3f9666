/** The database as Prisma's WebAssembly schema engine needs it: @prisma/adapter-pg with its three faults closed. */
import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, DriverAdapterError } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** pg_catalog."char", the one-letter type of the system tables. */
const CHAR_OID = 18;
const TEXT_OID = 25;

/**
 * A factory of connections for one database address.
 *
 * One connection each, never closed for idling: the engine holds its advisory lock on the session.
 */
export class MigrationAdapterFactory {
  provider = /** @type {const} */ ('postgres');
  adapterName = '@prisma/adapter-pg';
  /** @type {Set<() => Promise<void>>} */
  #open = new Set();

  /** @param {string} url */
  constructor(url) {
    this.url = url;
  }

  async connect() {
    return this.#connectTo(this.url);
  }

  /** A real empty database, dropped with the connection. adapter-pg creates one and then works on the main database. */
  async connectToShadowDb() {
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    await onServer(this.url, `CREATE DATABASE "${name}" TEMPLATE template0`);
    return this.#connectTo(withDatabase(this.url, name), () =>
      onServer(this.url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
    );
  }

  /** Closes what the engine left open, and drops its shadow databases. */
  async dispose() {
    for (const close of [...this.#open]) await close();
  }

  /** @param {string} url @param {() => Promise<void>} [after] */
  async #connectTo(url, after) {
    const schema = new URL(url).searchParams.get('schema') ?? 'public';
    const config = { connectionString: withoutPrismaParameters(url), max: 1, idleTimeoutMillis: 0 };
    const adapter = readChar(await new PrismaPg(config, { schema }).connect());
    const close = async () => {
      if (!this.#open.delete(close)) return;
      await disposePool();
      await after?.();
    };
    const disposePool = adapter.dispose.bind(adapter);
    adapter.dispose = close;
    this.#open.add(close);

    const startTransaction = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => readChar(await startTransaction(level));

    // adapter-pg cuts a script at every semicolon, also inside a function body. Sent whole, Postgres runs it as one
    // implicit transaction, as the native engine does.
    adapter.executeScript = async (script) => {
      const pool = /** @type {import('pg').Pool} */ (adapter.underlyingDriver());
      await pool.query(script).catch((error) => adapter.onError(error));
    };
    return adapter;
  }
}

/**
 * Makes a connection or transaction of adapter-pg read "char" columns, which it refuses as unknown.
 * @template {object} T @param {T} queryable @returns {T}
 */
function readChar(queryable) {
  const target = /** @type {any} */ (queryable);
  const performIO = target.performIO.bind(target);
  const queryRaw = target.queryRaw.bind(target);
  /** @type {Set<number>} */
  let chars = new Set();
  target.performIO = async (/** @type {unknown} */ query) => {
    const result = await performIO(query);
    chars = new Set();
    result.fields.forEach((/** @type {{ dataTypeID: number }} */ field, /** @type {number} */ index) => {
      if (field.dataTypeID !== CHAR_OID) return;
      chars.add(index);
      field.dataTypeID = TEXT_OID;
    });
    return result;
  };
  target.queryRaw = async (/** @type {unknown} */ query) => {
    const result = await queryRaw(query);
    for (const index of chars) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  return queryable;
}

/** Opens and closes one connection. @param {string} url @throws what {@link errorCodeOf} can name */
export async function canConnect(url) {
  const client = new pg.Client({ connectionString: withoutPrismaParameters(url) });
  client.on('error', () => undefined);
  await client.connect();
  await client.end();
}

/** Creates the database that the address names. @param {string} url */
export async function createDatabase(url) {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  await onServer(url, `CREATE DATABASE ${pg.escapeIdentifier(name)}`);
}

/**
 * Prisma's code for a failure, or undefined: the CLI decides by it (P1003: the database has to be created).
 * @param {unknown} error
 */
export function errorCodeOf(error) {
  const cause = error instanceof DriverAdapterError ? error.cause : error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  if (/^P\d{4}$/.test(code)) return code;
  if (code === '3D000') return 'P1003';
  if (code === '28P01' || code === '28000') return 'P1000';
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNRESET'].includes(code)) return 'P1001';
  if (code === '42P04') return 'P1009';
  return undefined;
}

/** Runs one statement on the server's maintenance database. @param {string} url @param {string} sql */
async function onServer(url, sql) {
  const client = new pg.Client({ connectionString: withoutPrismaParameters(withDatabase(url, 'postgres')) });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** @param {string} url @param {string} name */
function withDatabase(url, name) {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(name)}`;
  return changed.href;
}

/** Prisma's own `?schema=` means nothing to Postgres. @param {string} url */
function withoutPrismaParameters(url) {
  const changed = new URL(url);
  changed.searchParams.delete('schema');
  return changed.href;
}
