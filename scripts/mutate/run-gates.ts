import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from '../start/child.mjs';
import { Stop } from '../start/end.mjs';
import { gatesIn } from './find-gates';
import { apply, type Mutant, type Outcome } from './mutant';
import { OPEN_GATE, SWITCH } from './open-gate';
import { failingTests, type TestServer } from './run-vitest';

/** Every question of the gate, in the files of app/ that run on the server. */
export function findGates(root: string): Mutant[] {
  return readdirSync(join(root, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => `app/${path.replaceAll('\\', '/')}`)
    .sort()
    .flatMap((file) => gatesIn(file, readFileSync(join(root, file), 'utf8')));
}

/**
 * Tries the mutants of the gate on a running app: all of them are put into one build, each behind a switch, and the
 * sweep is asked with one of them on at a time. A build for each would take hours. What the sweep does not notice is
 * then really taken away in the copy, and the tests that look at the sources are asked.
 * @param tell hears each outcome as it comes
 */
export async function runGates(
  copy: string,
  server: TestServer,
  mutants: readonly Mutant[],
  tell: (outcome: Outcome) => void,
): Promise<void> {
  const texts = new Map(mutants.map(({ file }) => [file, readFileSync(join(copy, file), 'utf8')]));
  installSwitches(copy, mutants, texts);
  const caught = await sweepEach(
    copy,
    mutants.map(({ file }) => file),
  );
  for (const [file, text] of texts) writeFileSync(join(copy, file), text);
  for (const [index, mutant] of mutants.entries()) {
    const noticed = caught[index] ?? (await bySources(copy, server, mutant));
    tell({ layer: 'gate', name: mutant.name, caughtBy: noticed });
  }
}

/**
 * Builds the copy without its proxy.ts and sweeps all of it: a proxy is no lock, so nothing may change.
 * @returns null when there is none
 */
export async function runWithoutProxy(copy: string): Promise<string | null> {
  if (!existsSync(join(copy, 'proxy.ts'))) return null;
  const text = readFileSync(join(copy, 'proxy.ts'), 'utf8');
  rmSync(join(copy, 'proxy.ts'));
  const [failure] = await sweepEach(copy, ['']);
  writeFileSync(join(copy, 'proxy.ts'), text);
  return failure ?? '';
}

function installSwitches(copy: string, mutants: readonly Mutant[], texts: ReadonlyMap<string, string>): void {
  writeFileSync(join(copy, 'lib/mutant-switch.ts'), SWITCH);
  writeFileSync(join(copy, 'app/_gate/open-gate.ts'), OPEN_GATE);
  for (const [file, text] of texts) {
    let changed = text;
    const mine = mutants.map((mutant, index) => ({ ...mutant, index })).filter((each) => each.file === file);
    // From the end, so that what comes before keeps its place.
    for (const { edit, index } of mine.sort((a, b) => b.edit.start - a.edit.start)) {
      const original = text.slice(edit.start, edit.end);
      const either = `(mutantIs(${index}) ? (${edit.text}) : (${original}))`;
      changed = apply(changed, { ...edit, text: either });
    }
    writeFileSync(join(copy, file), withImports(changed));
  }
}

/** Behind a directive, which has to stay the first statement. */
function withImports(text: string): string {
  const imports = `import { mutantIs } from '@/lib/mutant-switch';\nimport * as openGate from '@/app/_gate/open-gate';\n`;
  const directive = /^(['"])use server\1;?\n/.exec(text)?.[0] ?? '';
  return directive + imports + text.slice(directive.length);
}

/** Sweeps the copy with each mutant on, in a process of its own. @returns the first failure of each, or null */
async function sweepEach(copy: string, files: readonly string[]): Promise<(string | null)[]> {
  const caught: (string | null)[] = [];
  const lines: string[] = [];
  const args = ['--import', 'tsx', join(copy, 'scripts/mutate/sweep-each.ts'), JSON.stringify(files)];
  const { code } = await startChild('the sweep of mutants', args, {
    env: { ...process.env, POSTHOUSE_MUTANT_FILE: join(copy, 'mutant') },
    cwd: copy,
    onLine: (line) => {
      lines.push(line);
      if (line.startsWith('caught ')) caught.push(JSON.parse(line.slice('caught '.length)));
      else console.log(`  ${line}`);
    },
  }).exited;
  if (code !== 0 || caught.length !== files.length) {
    throw new Stop(`The sweep of mutants failed:\n${lines.slice(-40).join('\n')}`);
  }
  return caught;
}

async function bySources(copy: string, server: TestServer, mutant: Mutant): Promise<string | null> {
  const path = join(copy, mutant.file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, apply(text, mutant.edit));
  try {
    const [noticed] = await failingTests(copy, server, ['tests/sweep/', 'tests/gate/']);
    return noticed ?? null;
  } finally {
    writeFileSync(path, text);
  }
}
