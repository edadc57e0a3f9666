// Runs in the copy that `npm run mutate` made: starts the app there and sweeps it with one mutant on at a time. Says
// `caught <json>` for each, with the first failure or null.
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startPosthouse } from '@/tests/support/started-posthouse';
import { readBuild } from '@/tests/sweep/build';
import { setStage, stateOfTheWorld } from '@/tests/sweep/stage';
import { type Part, sweep } from '@/tests/sweep/sweep';
import { startCluster } from '../postgres/cluster';
import { APP_DATABASE } from '../postgres/ensure-database';

const files = JSON.parse(process.argv[2] ?? '[]') as string[];
const mutantFile = process.env.POSTHOUSE_MUTANT_FILE ?? '';
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'posthouse-swept-'));
const dataDir = join(folder, 'data');

const posthouse = await startPosthouse({ dataDir, env: { POSTHOUSE_MUTANT_FILE: mutantFile } });
console.log(`Swept: ${posthouse.url}`);
const cluster = await startCluster({ dataDir: join(dataDir, 'postgres') });
process.env.POSTHOUSE_TEST_DATABASE_URL = cluster.url(APP_DATABASE);
process.env.POSTHOUSE_TEST_SANDBOX_URL = posthouse.sandboxUrl ?? '';
const target = { url: posthouse.url, build: readBuild(process.cwd()) };
let code = 0;
try {
  if (files.length > 1) await sweepUntouched();
  let stage = await setStage(target);
  let people = await stateOfPeople();
  for (const [index, file] of files.entries()) {
    writeFileSync(mutantFile, String(index));
    const { failures } = await sweep(stage, file ? partOf(file) : undefined);
    writeFileSync(mutantFile, '');
    console.log(`caught ${JSON.stringify(failures[0] ?? null)}`);
    await stage.restoreOurs();
    await stage.restoreTheirs();
    if ((await stateOfPeople()) === people) continue;
    // Somebody was signed out or changed: the next mutant gets everybody anew.
    stage = await setStage(target);
    people = await stateOfPeople();
  }
} catch (error) {
  console.error(error);
  code = 1;
} finally {
  await cluster.stop();
  await posthouse.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
process.exit(code);

/** Without any mutant nothing may be found: or every mutant would seem to be caught. */
async function sweepUntouched(): Promise<void> {
  const { failures, attempts } = await sweep(await setStage(target));
  console.log(`Without a mutant: ${attempts} attempts, ${failures.length} failures`);
  if (failures.length > 0) throw new Error(`the sweep fails without any mutant: ${failures[0]}`);
}

async function stateOfPeople(): Promise<string> {
  const { staff_member, staff_account, sessions, assignment } = await stateOfTheWorld();
  return JSON.stringify({ staff_member, staff_account, sessions, assignment });
}

/** What a file can change: the actions in it, the pages beside and below it; of the gate everything. */
function partOf(file: string): Part {
  const own = dirname(file);
  const address = own.replace(/^app/, '').replaceAll(/\/\([^)]*\)/g, '') || '/';
  const isGate = own === 'app/_gate' || /\/layout\.tsx$/.test(file);
  return {
    firstOnly: true,
    takesIn: (name) =>
      isGate ||
      (name.includes('#') ? name.startsWith(`${file}#`) : name === address || name.startsWith(`${address}/`)),
  };
}
