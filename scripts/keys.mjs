// `npm run keys -- list | add | rewrap | retire <id> | verify`: looks after this installation's vault keys, whether it runs
// at the moment or not.
import { existsSync } from 'node:fs';
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

const { end, endOnSignals, isEnding, Stop } = await import('./start/end.mjs');
const { installPackages } = await import('./start/install-packages.mjs');

endOnSignals(130);
try {
  await installPackages(root);
  const { register } = await import('tsx/esm/api');
  register();
  const { runKeys } = await import('./keys/run-keys.ts');
  await end(await runKeys(root, process.argv.slice(2)));
} catch (error) {
  if (isEnding()) await end(130);
  console.error(error instanceof Stop ? error.message : error);
  await end(1);
}
