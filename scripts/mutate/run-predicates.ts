import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
export async function runPredicate(copy: string, server: TestServer, mutant: Mutant): Promise<Outcome> {
  const path = join(copy, mutant.file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, apply(text, mutant.edit));
  try {
    const own = `${mutant.file.replace('lib/', '')}#`;
    const noticed = await asOwner(
      async () =>
        firstOf(await failingTests(copy, server, ISOLATION, { filter: own })) ??
        firstOf(await failingTests(copy, server, ISOLATION)) ??
        firstOf(await failingTests(copy, server, [testsBeside(mutant)])),
    );
    return { layer: 'predicate', name: mutant.name, caughtBy: noticed?.[0] ?? null };
  } finally {
    writeFileSync(path, text);
  }
}

/** These tests have to pass without a mutant, too: or every mutant would seem to be caught. @throws Stop */
export async function expectWholeWithoutPolicies(
  copy: string,
  server: TestServer,
  mutants: readonly Mutant[],
): Promise<void> {
  const files = [...ISOLATION, ...new Set(mutants.map(testsBeside))];
  const [failed] = await asOwner(() => failingTests(copy, server, files));
  if (failed) throw new Stop(`Without the policies the tests fail without any mutant: ${failed}`);
}

/** The tests of the folder that a mutant is in. */
const testsBeside = ({ file }: Mutant) => `tests/${file.split('/')[1]}/`;

async function asOwner<T>(work: () => Promise<T>): Promise<T> {
  process.env.POSTHOUSE_TEST_ROLE = 'owner';
  try {
    return await work();
  } finally {
    delete process.env.POSTHOUSE_TEST_ROLE;
  }
}

const firstOf = (failed: string[]) => (failed.length > 0 ? failed : null);

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
