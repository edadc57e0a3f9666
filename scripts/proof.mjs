// `npm run proof -- <name>`: a proof of `npm test` at its full size. It takes minutes, and is for before a release or after a
// change of what it proves.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installPackages } from './start/install-packages.mjs';

const PROOFS = {
  isolation: {
    file: 'tests/database/scoped-pool.test.ts',
    shows:
      '10,000 interleaved requests of 50 customers, cancelled and cut off at random: none sees a foreign row',
  },
  history: {
    file: 'tests/audit/tamper.test.ts',
    shows:
      '1,000 changes to the history behind its back, by a superuser: each is found, and the first bad row named',
  },
  memory: {
    browserFile: 'memory.spec',
    shows: 'a minute after the last sign-in at Microsoft: no client secret is in a snapshot of the heap',
  },
  'sign-in': {
    file: 'tests/staff/guessing.test.ts',
    shows:
      '10,000 guesses at one account from 1,000 addresses: ten are looked at; whether an account exists is not told by the time (Welch’s t)',
  },
  swaps: {
    file: 'tests/vault/swaps.test.ts',
    shows: '1,000 sealed records moved to 10,000 other places, 100 with every bit flipped: none opens',
  },
  rotation: {
    file: 'tests/vault-key/live-rotation.test.ts',
    shows: '100,000 secrets in use change their key while whoever does it is killed 20 times: none is lost',
  },
};

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const name = process.argv[2] ?? '';
const proof = Object.entries(PROOFS).find(([each]) => each === name)?.[1];
if (!proof) {
  for (const [each, { shows }] of Object.entries(PROOFS)) console.log(`npm run proof -- ${each}\n  ${shows}`);
  process.exitCode = name ? 1 : 0;
} else {
  await installPackages(root);
  const args =
    'file' in proof
      ? ['node_modules/vitest/vitest.mjs', 'run', proof.file]
      : ['node_modules/@playwright/test/cli.js', 'test', '--no-deps', 'first-admin.setup', proof.browserFile];
  const env = { ...process.env, POSTHOUSE_PROOF: 'full' };
  const child = spawn(process.execPath, args, { stdio: 'inherit', env });
  child.once('close', (code) => {
    process.exitCode = code ?? 1;
  });
}
