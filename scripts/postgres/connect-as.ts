import pg from 'pg';

/** The embedded server listens here and nowhere else. */
export const HOST = '127.0.0.1';

/** The cluster's owner. */
export const OWNER = 'posthouse';

/** The role that the app connects as: it owns nothing, and the policies of the tables hold for it. */
export const APP_ROLE = 'posthouse_app';

/**
 * Opens one connection to an embedded server as its owner. Says everything, so that no PG* variable has a part in it.
 * @throws what pg throws: refused, starting up, wrong password
 */
export async function connectAs(to: {
  port: number;
  password: string;
  database: string;
}): Promise<pg.Client> {
  const client = new pg.Client({ host: HOST, user: OWNER, ssl: false, connectionTimeoutMillis: 5000, ...to });
  // Without a listener a server that goes away ends this process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return client;
}

/** Did the server refuse the password (28P01)? */
export function isWrongPassword(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === '28P01';
}
