import { chmodSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ensureAppRole } from '@/scripts/postgres/app-role';
import { startCluster } from '@/scripts/postgres/cluster';
import { APP_ROLE } from '@/scripts/postgres/connect-as';
import { APP_DATABASE, ensureDatabase } from '@/scripts/postgres/ensure-database';
import { migrate } from '@/scripts/postgres/migrate';

/**
 * What re-wrapping costs, as a ratio to a plain UPDATE of the same two columns of the same rows: `npx tsx bench/rewrap.ts
 * [secrets] [rounds]`. Both run on one server that writes through to the disk, taking turns: re-wrap to the other key by
 * the verb, then back to the first key by one UPDATE with values that lie ready in a table. Between them VACUUM.
 */
const SECRETS = Number(process.argv[2] ?? 20_000);
const ROUNDS = Number(process.argv[3] ?? 9);

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'posthouse-bench-'));
chmodSync(folder, 0o711);
const keyPath = join(folder, 'vault-keys');
const keyOf = (letter: string) => Buffer.alloc(32, letter).toString('base64');

const cluster = await startCluster({ dataDir: join(folder, 'postgres') });
await ensureDatabase(cluster);
await ensureAppRole(cluster);
await migrate(cluster.url(APP_DATABASE), { appRole: APP_ROLE });
writeFileSync(`${keyPath}.new`, `k2:${keyOf('b')}\nk1:${keyOf('a')}\n`, { mode: 0o600 });
renameSync(`${keyPath}.new`, keyPath);
Object.assign(process.env, {
  DATABASE_URL: cluster.appUrl(APP_DATABASE),
  APP_URL: 'http://localhost',
  VAULT_KEYS_FILE: keyPath,
  SESSION_SECRET: 'only-a-benchmark-'.repeat(3),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
  LOG_LEVEL: 'silent',
});
const { closeDatabase } = await import('@/lib/database');
const { rewrapSecrets } = await import('@/lib/vault-key/rewrap-secrets');
const { laySecrets } = await import('@/tests/support/lay-secrets');

const owner = new pg.Pool({ connectionString: cluster.url(APP_DATABASE), max: 1 });
owner.on('error', () => undefined);
const app = new pg.Client({ connectionString: cluster.appUrl(APP_DATABASE) });
await app.connect();
const sql = async (text: string, values?: unknown[]) => (await owner.query(text, values)).rows;

await laySecrets({ sql }, SECRETS, { keyId: 'k1', keyText: keyOf('a') });
await sql('create table saved as select id, sealed, key_id from credential');
await sql(`grant select on saved to ${APP_ROLE}`);
await sql('alter table saved add primary key (id)');

async function rewrapAll(): Promise<void> {
  const begun = await rewrapSecrets(null, { batch: Number(process.env.BATCH ?? 500) });
  if (!begun.ok) throw new Error(begun.failure.code);
  const { rewrapped } = await begun.value.report;
  if (rewrapped !== SECRETS) throw new Error(`${rewrapped} of ${SECRETS} were re-wrapped`);
}

async function updateAll(): Promise<void> {
  await app.query("begin; set local posthouse.scope to '*'");
  const { rowCount } = await app.query(
    'update credential set sealed = saved.sealed, key_id = saved.key_id from saved where saved.id = credential.id',
  );
  await app.query('commit');
  if (rowCount !== SECRETS) throw new Error(`${rowCount} of ${SECRETS} were updated`);
}

async function millisecondsOf(work: () => Promise<void>): Promise<number> {
  await sql('vacuum analyze credential');
  await sql('checkpoint');
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const rounds: { rewrap: number; update: number }[] = [];
for (let round = 0; round <= ROUNDS; round++) {
  const times = { rewrap: await millisecondsOf(rewrapAll), update: await millisecondsOf(updateAll) };
  // The first warms up.
  if (round > 0) rounds.push(times);
}
const sorted = (values: number[]) => values.toSorted((a, b) => a - b);
const median = (values: number[]) => sorted(values)[Math.floor(values.length / 2)] ?? 0;
const ratios = sorted(rounds.map(({ rewrap, update }) => rewrap / update));
const perSecret = (values: number[]) => `${((median(values) / SECRETS) * 1000).toFixed(1)} µs a secret`;
console.log(`${SECRETS} secrets, ${ROUNDS} rounds`);
console.log(`  re-wrap       ${perSecret(rounds.map(({ rewrap }) => rewrap))}`);
console.log(`  plain UPDATE  ${perSecret(rounds.map(({ update }) => update))}`);
console.log(
  `  ratio         ${median(ratios).toFixed(2)} (median; ${ratios[0]?.toFixed(2)} to ${ratios.at(-1)?.toFixed(2)})`,
);

await app.end();
await owner.end();
await closeDatabase();
await cluster.stop();
rmSync(folder, { recursive: true, force: true });
