import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stop } from '../start/end.mjs';
import { predicatesIn } from './find-predicates';
import { apply, type Mutant, type Outcome } from './mutant';
import { failingTests, type TestServer } from './run-vitest';

const ISOLATION = ['tests/isolation/predicates-alone.test.ts'];

/** Every predicate of every reads.ts and store.ts. */
export function findPredicates(root: string): Mutant[] {
  return readdirSync(join(root, 'lib'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => ['reads.ts', 'store.ts'].map((file) => `lib/${name}/${file}`))
    .flatMap((file) => {
      const text = readIfThere(join(root, file));
      return text === null ? [] : predicatesIn(file, text);
    });
}

/**
 * Takes one predicate away and asks the tests, while our code is connected as the owner: behind the policies a missing
 * predicate does no harm, which is what they are for. First the cases of its own file, then all cases, then the tests of
 * its folder.
 */
export async function runPredicate(
  copy: string,
  server: TestServer,
  mutant: Mutant,
  failAnyway: ReadonlySet<string>,
): Promise<Outcome> {
  const path = join(copy, mutant.file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, apply(text, mutant.edit));
  try {
    const own = `${mutant.file.replace('lib/', '')}#`;
    const noticed = await asOwner(
      async () =>
        firstOf(await failingTests(copy, server, ISOLATION, { filter: own })) ??
        firstOf(await failingTests(copy, server, ISOLATION)) ??
        firstOf(await failingBeside(copy, server, [mutant]), failAnyway),
    );
    return { layer: 'predicate', name: mutant.name, caughtBy: noticed?.[0] ?? null };
  } finally {
    writeFileSync(path, text);
  }
}

/**
 * The cases have to pass without a mutant, too: or every mutant would seem to be caught. @throws Stop
 * @returns the tests beside them that fail without the policies, because the policies are what they are about
 */
export async function expectWholeWithoutPolicies(
  copy: string,
  server: TestServer,
  mutants: readonly Mutant[],
): Promise<ReadonlySet<string>> {
  return asOwner(async () => {
    const [failed] = await failingTests(copy, server, ISOLATION);
    if (failed) throw new Stop(`Without the policies the tests fail without any mutant: ${failed}`);
    return new Set(await failingBeside(copy, server, mutants));
  });
}

async function failingBeside(
  copy: string,
  server: TestServer,
  mutants: readonly Mutant[],
): Promise<string[]> {
  const files = [...new Set(mutants.flatMap((mutant) => testsBeside(copy, mutant)))];
  return files.length === 0 ? [] : failingTests(copy, server, files, { bail: false });
}

/** The tests of the folder that a mutant is in, without those that build and start an app of their own. */
function testsBeside(copy: string, { file }: Mutant): string[] {
  const folder = `tests/${file.split('/')[1]}`;
  if (!existsSync(join(copy, folder))) return [];
  return readdirSync(join(copy, folder))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`)
    .filter((path) => !readFileSync(join(copy, path), 'utf8').includes('/started-posthouse'));
}

async function asOwner<T>(work: () => Promise<T>): Promise<T> {
  process.env.POSTHOUSE_TEST_ROLE = 'owner';
  try {
    return await work();
  } finally {
    delete process.env.POSTHOUSE_TEST_ROLE;
  }
}

function firstOf(failed: readonly string[], failAnyway: ReadonlySet<string> = new Set()): string[] | null {
  const noticed = failed.filter((name) => !failAnyway.has(name));
  return noticed.length > 0 ? noticed : null;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
