import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Cluster } from './cluster';
import { APP_ROLE } from './connect-as';

const RIGHTS = fileURLToPath(new URL('../../prisma/app-role.sql', import.meta.url));

/** Makes the app's role in an embedded server when it is not there. Its password follows from that of the owner. */
export async function ensureAppRole(cluster: Cluster): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.url('postgres') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APP_ROLE]);
    if (rowCount) return;
    const password = pg.escapeLiteral(decodeURIComponent(new URL(cluster.appUrl('postgres')).password));
    await client.query(`CREATE ROLE ${APP_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD ${password}`);
  } catch (error) {
    // 42710 duplicate_object, 23505: two made it at the same moment.
    if (!['42710', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.end();
  }
}

/**
 * Gives a role exactly the rights of prisma/app-role.sql on this version's tables, no more than these; in the
 * transaction of the caller, who owns the tables.
 */
export async function grantAppRights(client: pg.Client, role: string): Promise<void> {
  await client.query(readFileSync(RIGHTS, 'utf8').replaceAll(':"role"', pg.escapeIdentifier(role)));
}
