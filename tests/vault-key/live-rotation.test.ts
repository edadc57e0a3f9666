import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCredential } from '@/lib/registration/open-credential';
import { replaceSecret } from '@/lib/registration/replace-secret';
import { Secret } from '@/lib/secret';
import { retireKey } from '@/lib/vault-key/retire-key';
import { useDatabase } from '@/tests/support/database';
import { type LaidSecret, laySecrets, textOf } from '@/tests/support/lay-secrets';
import { IS_FULL_PROOF, size } from '@/tests/support/proof';
import { keyOf } from '../vault/vault-stage';

/**
 * A new key while everything is in use: secrets are opened and replaced all the while, and whoever re-wraps is killed again
 * and again, in the middle of a transaction.
 */
const SECRETS = size(300, 100_000);
const KILLS = size(4, 20);
const BATCH = size(10, 500);
/** Together they open or replace some 200 secrets a second; in the short proof as many as they can. */
const WORKERS = 4;
const PAUSE_MS = size(4, 18);
const LIMIT_MS = size(60_000, 1_800_000);

const database = useDatabase();
const { sql } = database;
const folder = mkdtempSync(join(tmpdir(), 'posthouse-rotation-'));
const path = join(folder, 'vault-keys');
Object.assign(process.env, { VAULT_KEYS: '', VAULT_KEYS_FILE: path });
const lin = { id: '00000000-0000-4000-8000-000000000001', name: 'Lin' };

/** Exchanges the key file as the command does: the first of these keys seals. */
function haveKeys(keys: Record<string, string>): void {
  const lines = Object.entries(keys).map(([id, letter]) => `${id}:${keyOf(letter)}\n`);
  writeFileSync(`${path}.new`, lines.join(''), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** A secret that is in use, with what it is at the moment and how often it was replaced. */
type InUse = LaidSecret & { secret: string; version: number };

let secrets: InUse[] = [];
let other: pg.Client;
const rotators = new Set<ChildProcess>();

beforeAll(async () => {
  haveKeys({ k1: 'a' });
  const laid = await laySecrets(database, SECRETS, { keyId: 'k1', keyText: keyOf('a') });
  secrets = laid.map((each) => ({ ...each, version: 1 }));
  other = new pg.Client({ connectionString: database.url });
  await other.connect();
}, LIMIT_MS);
afterAll(async () => {
  for (const child of rotators) child.kill('SIGKILL');
  await other.end();
  rmSync(folder, { recursive: true });
});

/** Opens and replaces secrets until it is told to stop. Each worker has its own, so it knows what each of them is. */
function startTraffic() {
  const count = { opened: 0, replaced: 0 };
  const faults: string[] = [];
  let isOver = false;
  const work = async (worker: number) => {
    const own = secrets.filter((_, at) => at % WORKERS === worker);
    while (!isOver) {
      const one = own[Math.floor(Math.random() * own.length)] as InUse;
      if (Math.random() < 0.2) {
        const clientSecret = `Rp1~${one.version + 1}-of-${one.registrationId}`;
        const { customerId, registrationId, version } = one;
        const input = {
          registrationId,
          version,
          clientSecret: new Secret(clientSecret),
          secretExpiresOn: null,
        };
        const replaced = await replaceSecret(customerId, lin, input);
        if (!replaced.ok) faults.push(`not replaced: ${replaced.failure.code}`);
        else Object.assign(one, { secret: clientSecret, version: version + 1 });
        count.replaced += 1;
      } else {
        const opened = await openCredential(one.customerId, one.registrationId);
        if (!opened.ok) faults.push(`not opened: ${opened.failure.code}`);
        else if (textOf(opened.value) !== one.secret) faults.push('opened as something else');
        count.opened += 1;
      }
      await sleep(PAUSE_MS);
    }
  };
  const workers = Promise.all(Array.from({ length: WORKERS }, (_, worker) => work(worker)));
  return {
    count,
    faults,
    stop: async () => {
      isOver = true;
      await workers;
    },
  };
}

/** `npm run keys -- rewrap` without what starts the database: the very process that re-wraps. */
function startRotator(): { child: ChildProcess; ended: Promise<{ code: number | null; said: string }> } {
  const args = ['--import', 'tsx', 'scripts/keys/main.ts', 'rewrap', '--batch', String(BATCH)];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, DATABASE_URL: database.appUrl, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  rotators.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => {
      said += data;
    });
  }
  const ended = new Promise<{ code: number | null; said: string }>((answer) => {
    child.once('close', (code) => answer({ code, said }));
  });
  return { child, ended };
}

const left = async () => {
  const [row] = await sql<{ count: number }>("select count(*)::int from credential where key_id <> 'k2'");
  return row?.count ?? 0;
};

/** Is somebody in the middle of a batch, waiting for a row that we hold? */
const isHeldUp = async () =>
  (
    await sql(
      `select 1 from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query like '%update credential set sealed = given.sealed%'`,
    )
  ).length > 0;

/** Lets a rotator run into a row that is held, somewhere in what is left, and kills it there. */
async function killInTheMiddle(): Promise<void> {
  const offset = Math.floor(((await left()) - 1) * 0.15 * Math.random()) + Math.floor(BATCH / 2);
  await other.query('begin');
  const held = await other.query(
    "select id from credential where key_id <> 'k2' order by id limit 1 offset $1 for update",
    [offset],
  );
  expect(held.rowCount).toBe(1);
  const { child, ended } = startRotator();
  while (!(await isHeldUp())) await sleep(5);
  child.kill('SIGKILL');
  await other.query('commit');
  expect((await ended).code).toBeNull();
}

/** Which secrets are not there any more as they should be; looked at a few at a time. */
async function lostOf(all: readonly InUse[]): Promise<string[]> {
  const lost: string[] = [];
  const look = async (from: number) => {
    for (let at = from; at < all.length; at += WORKERS) {
      const { customerId, registrationId, secret, version } = all[at] as InUse;
      const opened = await openCredential(customerId, registrationId);
      if (!opened.ok || textOf(opened.value) !== secret || opened.value.version !== version)
        lost.push(registrationId);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, (_, from) => look(from)));
  return lost;
}

/** Kills it at any moment, wherever it is. */
async function killSometime(): Promise<void> {
  const { child, ended } = startRotator();
  await sleep(500 + Math.random() * 2_500);
  child.kill('SIGKILL');
  await ended;
}

test(
  `${SECRETS} secrets in use change their key while the one who does it is killed ${KILLS} times`,
  async () => {
    const traffic = startTraffic();
    await sleep(200);
    haveKeys({ k2: 'b', k1: 'a' });
    const began = await left();
    for (let kill = 0; kill < KILLS; kill++) {
      if (IS_FULL_PROOF && kill % 2 === 1) await killSometime();
      else await killInTheMiddle();
    }
    const atLast = await left();
    expect(atLast).toBeGreaterThan(0);
    expect(atLast).toBeLessThan(began);

    const ends = await Promise.all([startRotator().ended, startRotator().ended]);
    expect(ends.map(({ code, said }) => (code === 0 ? 'well' : said))).toEqual(['well', 'well']);
    expect(await left()).toBe(0);
    expect(await retireKey('k1')).toEqual({ ok: true, value: null });
    haveKeys({ k2: 'b' });
    await sleep(200);
    await traffic.stop();

    expect(traffic.faults).toEqual([]);
    expect(traffic.count.opened).toBeGreaterThan(100);
    expect(traffic.count.replaced).toBeGreaterThan(20);
    expect(await sql("select count(*)::int from credential where sealed like 'v2.k2.%'")).toEqual([
      { count: SECRETS },
    ]);
    const lost = await lostOf(secrets);
    expect(lost).toEqual([]);
    if (IS_FULL_PROOF)
      console.log(`While it lasted: ${JSON.stringify(traffic.count)}, ${KILLS} kills, ${SECRETS} secrets.`);
  },
  LIMIT_MS,
);
