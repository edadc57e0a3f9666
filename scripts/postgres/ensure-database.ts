import pg from 'pg';
import type { Cluster } from './cluster';

/** The app's database in the embedded server. */
export const APP_DATABASE = 'posthouse';

/** Creates the database when the cluster does not have it. @returns whether it was created */
export async function ensureDatabase(cluster: Cluster, name: string = APP_DATABASE): Promise<boolean> {
  const client = new pg.Client({ connectionString: cluster.url('postgres') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return false;
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0`);
    return true;
  } catch (error) {
    // 42P04 duplicate_database; 23505 when two create it at the same moment.
    if (['42P04', '23505'].includes((error as { code?: string }).code ?? '')) return false;
    throw error;
  } finally {
    await client.end();
  }
}
