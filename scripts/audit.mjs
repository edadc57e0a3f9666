// `npm run audit -- verify` looks whether anybody has changed the history, `npm run audit -- export-heads` exports what
// shows it; whether Posthouse runs at the moment or not.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nodeFault } from './start/check-node.mjs';

const USAGE = `npm run audit -- verify [--heads FILE]   looks through the whole history
npm run audit -- export-heads            exports the heads of its chains now`;

const fault = nodeFault(process.versions.node);
if (fault) {
  console.error(fault);
  process.exit(1);
}
const asked = readArguments();
if (!asked) {
  console.error(USAGE);
  process.exit(2);
}
const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
if (existsSync('.env')) process.loadEnvFile('.env');

const { end, endOnSignals, isEnding, Stop } = await import('./start/end.mjs');
const { installPackages } = await import('./start/install-packages.mjs');

endOnSignals(130);
try {
  if (asked.heads && !existsSync(asked.heads)) throw new Stop(`There is no file ${asked.heads}.`);
  if (asked.command === 'export-heads' && !process.env.AUDIT_HEADS_FILE && !process.env.AUDIT_HEADS_URL)
    throw new Stop('Nowhere to export to. Set AUDIT_HEADS_FILE or AUDIT_HEADS_URL; see .env.example.');
  await installPackages(root);
  const { register } = await import('tsx/esm/api');
  register();
  const { audit } = await import('./start/audit.ts');
  const { command, heads } = asked;
  await end(await audit(root, [command, ...(heads ? ['--heads', heads] : [])]));
} catch (error) {
  if (isEnding()) await end(130);
  console.error(error instanceof Stop ? error.message : error);
  await end(1);
}

/** @returns {{ command: string, heads: string | undefined } | undefined} undefined: not understood */
function readArguments() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { heads: { type: 'string' } },
    });
    const [command = '', ...more] = positionals;
    if (more.length > 0 || !['verify', 'export-heads'].includes(command)) return undefined;
    if (command !== 'verify' && values.heads !== undefined) return undefined;
    // npm goes to the project's folder; a path is meant from where it was typed.
    const heads = values.heads && resolve(process.env.INIT_CWD ?? process.cwd(), values.heads);
    return { command, heads };
  } catch {
    return undefined;
  }
}
