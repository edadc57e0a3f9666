import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '@/scripts/chromium/find-chromium';
import { startCluster } from '@/scripts/postgres/cluster';
import { APP_DATABASE } from '@/scripts/postgres/ensure-database';
import { IS_FULL_PROOF } from './proof';
import { recordAnswers } from './record-answers';
import { startPosthouse } from './started-posthouse';

/**
 * Before all browser tests: finds the browser and starts Posthouse as a person does, with the start script, on free
 * ports and a data folder of its own. What the tests need to know goes to their processes through the environment:
 *
 * - `POSTHOUSE_TEST_URL`, `POSTHOUSE_TEST_SET_UP_URL`, `POSTHOUSE_TEST_SANDBOX_URL`: as the start script printed them,
 *   the first two at the port of the recorder (tests/support/record-answers.ts)
 * - `POSTHOUSE_TEST_APP_URL`, `POSTHOUSE_TEST_PID`: the app itself, past the recorder, and its start script's process
 * - `POSTHOUSE_TEST_DATABASE_URL`: its database, with the owner's password
 * - `POSTHOUSE_TEST_OUTPUT`: the file that everything it printed goes to
 * - `POSTHOUSE_TEST_SEEN`: the folder of everything it answered (tests/support/seen.ts)
 * - `POSTHOUSE_TEST_SNAPSHOTS`: the folder that a full proof's SIGUSR2 writes a snapshot of a process's heap to
 * - `POSTHOUSE_TEST_DIR`: the folder of all these, with the data folder `data`
 *
 * @returns ends all of it
 */
export default async function setup(): Promise<() => Promise<void>> {
  const chromium = await findChromium();
  console.log(`Chromium of ${chromium.source}: ${chromium.executablePath}`);
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'posthouse-browser-'));
  // Started by root, Postgres runs as another account and has to get there.
  chmodSync(directory, 0o711);
  const dataDir = join(directory, 'data');
  const output = join(directory, 'output.txt');
  const snapshots = join(directory, 'snapshots');
  const env = IS_FULL_PROOF
    ? { NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${snapshots}` }
    : undefined;
  const posthouse = await startPosthouse({ dataDir, output, env });
  console.log(`Posthouse under test: ${posthouse.url}`);
  process.env.POSTHOUSE_TEST_SEEN = join(directory, 'seen');
  const recorder = await recordAnswers(posthouse.url);
  const cluster = await startCluster({ dataDir: join(dataDir, 'postgres') });
  Object.assign(process.env, {
    POSTHOUSE_TEST_CHROMIUM: JSON.stringify(chromium),
    POSTHOUSE_TEST_URL: recorder.url,
    POSTHOUSE_TEST_APP_URL: posthouse.url,
    POSTHOUSE_TEST_PID: String(posthouse.pid),
    POSTHOUSE_TEST_SET_UP_URL: posthouse.setUpUrl?.replace(posthouse.url, recorder.url) ?? '',
    POSTHOUSE_TEST_SANDBOX_URL: posthouse.sandboxUrl ?? '',
    POSTHOUSE_TEST_DATABASE_URL: cluster.url(APP_DATABASE),
    POSTHOUSE_TEST_OUTPUT: output,
    POSTHOUSE_TEST_DIR: directory,
    POSTHOUSE_TEST_SNAPSHOTS: snapshots,
  });
  return async () => {
    recorder.close();
    await cluster.stop();
    const { code } = await posthouse.stop('SIGTERM');
    rmSync(directory, { recursive: true, force: true });
    if (code !== 0)
      throw new Error(`The start script ended with exit code ${code} when it was asked to stop`);
  };
}
