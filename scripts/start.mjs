// `npm start`: everything from a fresh clone to a running Posthouse. This first part uses nothing but Node, because
// the packages may not be there yet; the second, scripts/start/run.ts, begins when they are.
//
// package.json says `exec node …`: npm runs that in a shell, which would die of a signal at once and leave npm thinking
// that all is over; so this process takes the shell's place. Where a shell has no exec (Windows), what follows || runs.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeFault } from './start/check-node.mjs';

const fault = nodeFault(process.versions.node);
if (fault) {
  console.error(fault);
  process.exit(1);
}

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
if (existsSync('.env')) process.loadEnvFile('.env');

const { claimFolder } = await import('./start/claim-folder.mjs');
const { end, endOnSignals, isEnding, onEnd, Stop } = await import('./start/end.mjs');
const { installPackages } = await import('./start/install-packages.mjs');
const { DEFAULT_DATA_DIR, DEFAULT_HOST, DEFAULT_PORT, portFault } = await import('./start/check-port.mjs');

endOnSignals();
try {
  console.log('Posthouse');
  const port = Number(process.env.PORT || DEFAULT_PORT);
  const dataDir = resolve(root, process.env.DATA_DIR || DEFAULT_DATA_DIR);
  const claim = await claimFolder(dataDir, { address: process.env.APP_URL || `http://localhost:${port}` });
  onEnd('the claim on the data folder', claim.release);
  const taken = await portFault(process.env.HOST || DEFAULT_HOST, port);
  if (taken) throw new Stop(taken);
  await installPackages(root);

  const { register } = await import('tsx/esm/api');
  register();
  const { run } = await import('./start/run.ts');
  await run({ root, dev: process.argv.includes('--dev'), claim });
} catch (error) {
  if (isEnding()) await end(0);
  if (error instanceof Stop) console.error(`\n${error.message}`);
  else console.error(error);
  await end(1);
}
