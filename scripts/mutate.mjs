// `npm run mutate`: takes each lock away, one at a time, and sees whether a test notices. Runs for a quarter of an hour
// and is no part of `npm test`. With `-- predicates`, `-- policies` or `-- gates` that part alone; a further word narrows
// it to mutants whose name holds it.
import { fileURLToPath } from 'node:url';
import { nodeFault } from './start/check-node.mjs';

const fault = nodeFault(process.versions.node);
if (fault) {
  console.error(fault);
  process.exit(1);
}
const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const { end, endOnSignals, isEnding, Stop } = await import('./start/end.mjs');
const { installPackages } = await import('./start/install-packages.mjs');

endOnSignals(130);
try {
  await installPackages(root);
  const { generate } = await import('./prisma/generate.mjs');
  generate();
  const { register } = await import('tsx/esm/api');
  register();
  const { mutate } = await import('./mutate/run.ts');
  await end((await mutate(root, process.argv.slice(2))) ? 0 : 1);
} catch (error) {
  if (isEnding()) await end(1);
  console.error(error instanceof Stop ? error.message : error);
  await end(1);
}
