// `npm run check`: style, types and import rules. All three run, whatever the first of them says.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installPackages } from './start/install-packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
await installPackages(root);
const { generate } = await import('./prisma/generate.mjs');
generate();

const checks = [
  { name: 'Style', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'] },
  { name: 'Types', args: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'] },
  {
    name: 'Import rules',
    args: [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      ...['app', 'bench', 'lib', 'prisma', 'sandbox', 'scripts', 'tests', 'instrumentation.ts', 'proxy.ts'],
    ],
  },
];

let passed = 0;
for (const { name, args } of checks) {
  console.log(`\n${name}: ${args.slice(1).join(' ')}`);
  const code = await run(args);
  if (code === 0) passed += 1;
  console.log(`${name}: ${code === 0 ? 'passed' : 'failed'}`);
}
console.log(`\nChecks: ${passed} passed, ${checks.length - passed} failed`);
process.exitCode = passed === checks.length ? 0 : 1;

/** @param {string[]} args @returns {Promise<number>} exit code */
function run(args) {
  return new Promise((answer) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', () => answer(1));
    child.once('close', (code) => answer(code ?? 1));
  });
}
