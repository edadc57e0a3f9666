// `npm test`: everything that is proven, on a machine that has nothing but Node and npm. Packages, Prisma's client and
// the build are made first when they are missing; then the tests of lib/ and its neighbours, then those in a browser.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeFault } from './start/check-node.mjs';

const fault = nodeFault(process.versions.node);
if (fault) {
  console.error(fault);
  process.exit(1);
}
const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const { end, endOnSignals, isEnding, onEnd, Stop } = await import('./start/end.mjs');
const { installPackages } = await import('./start/install-packages.mjs');

endOnSignals(130);
const reports = mkdtempSync(join(tmpdir(), 'posthouse-reports-'));
onEnd('the reports', () => rmSync(reports, { recursive: true, force: true }));
try {
  console.log('Preparing');
  await installPackages(root);
  const { generate } = await import('./prisma/generate.mjs');
  generate();
  const { register } = await import('tsx/esm/api');
  register();
  const { buildIfStale } = await import('./start/build.ts');
  await buildIfStale(root);

  const { runUnitTests, runBrowserTests } = await import('./test/suites.ts');
  const { add, lineOf } = await import('./test/tally.ts');
  const tally = add(await runUnitTests(root, reports), await runBrowserTests(root, reports));
  console.log(`\n${lineOf(tally)}`);
  await end(tally.failed === 0 ? 0 : 1);
} catch (error) {
  if (isEnding()) await end(1);
  console.error(error instanceof Stop ? error.message : error);
  console.log('\n0 passed, 1 failed');
  await end(1);
}
