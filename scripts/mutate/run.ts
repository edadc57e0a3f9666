import { chmodSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureAppRole } from '../postgres/app-role';
import { startCluster } from '../postgres/cluster';
import { APP_ROLE } from '../postgres/connect-as';
import { ensureDatabase } from '../postgres/ensure-database';
import { migrate } from '../postgres/migrate';
import { onEnd, Stop } from '../start/end.mjs';
import { copyTree } from './copy-tree';
import { KNOWN_HARMLESS } from './known-harmless';
import type { Outcome } from './mutant';
import { findGates, runGates, runWithoutProxy } from './run-gates';
import { findPolicies, runPolicy } from './run-policies';
import { expectWholeWithoutPolicies, findPredicates, runPredicate } from './run-predicates';
import { failingTests, type TestServer } from './run-vitest';

const PARTS = ['predicates', 'policies', 'gates'];

/**
 * Takes every lock away, one at a time, and prints which test noticed.
 * @param words a part of {@link PARTS}, all when none is given; another word narrows to mutants whose name holds it
 * @returns whether every mutant was caught
 */
export async function mutate(root: string, words: readonly string[]): Promise<boolean> {
  const parts = PARTS.filter((part) => words.includes(part));
  const wanted = words.find((word) => !PARTS.includes(word)) ?? '';
  const does = (part: string) => parts.length === 0 || parts.includes(part);
  const begunAt = Date.now();
  const copy = copyTree(root);
  const server = await startServer();
  const outcomes: Outcome[] = [];
  const tell = (outcome: Outcome) => {
    outcomes.push(outcome);
    const { layer, name, caughtBy } = outcome;
    console.log(`${layer.padEnd(9)} ${name}\n          ${caughtBy ? `caught: ${caughtBy}` : wordOf(name)}`);
  };

  await expectWhole(copy, server);
  if (does('predicates')) {
    const predicates = findPredicates(root).filter(({ name }) => name.includes(wanted));
    const failAnyway = await expectWholeWithoutPolicies(copy, server, predicates);
    for (const mutant of predicates) tell(await runPredicate(copy, server, mutant, failAnyway));
  }
  if (does('policies')) {
    for (const mutant of await findPolicies(server)) {
      if (mutant.name.includes(wanted)) tell(await runPolicy(copy, server, mutant));
    }
  }
  let proxyFailure: string | null = null;
  if (does('gates')) {
    const gates = findGates(root).filter(({ name }) => name.includes(wanted));
    if (gates.length > 0) await runGates(copy, server, gates, tell);
    proxyFailure = await runWithoutProxy(copy);
    if (proxyFailure !== null) {
      console.log(`Without proxy.ts: ${proxyFailure || 'nothing changes in who may see or do what'}`);
    }
  }
  return summarise(outcomes, !proxyFailure, begunAt);
}

function summarise(outcomes: readonly Outcome[], isProxyNoLock: boolean, begunAt: number): boolean {
  const survived = outcomes.filter(({ caughtBy, name }) => !caughtBy && !(name in KNOWN_HARMLESS));
  const known = outcomes.filter(({ caughtBy, name }) => !caughtBy && name in KNOWN_HARMLESS);
  const stale = outcomes.filter(({ caughtBy, name }) => caughtBy && name in KNOWN_HARMLESS);
  console.log(`\n${'layer'.padEnd(12)}mutants  caught  harmless  survived`);
  for (const layer of new Set(outcomes.map((outcome) => outcome.layer))) {
    const count = (list: readonly Outcome[]) => list.filter((each) => each.layer === layer).length;
    const all = count(outcomes);
    const numbers = [all, all - count(known) - count(survived), count(known), count(survived)];
    const [mutants = '', caught = '', harmless = '', rest = ''] = numbers.map(String);
    console.log(
      `${layer.padEnd(12)}${mutants.padStart(7)}${caught.padStart(8)}${harmless.padStart(10)}${rest.padStart(10)}`,
    );
  }
  for (const { name } of survived) console.log(`Survived: ${name}`);
  for (const { name } of stale) console.log(`Said to be harmless, and caught: ${name}`);
  console.log(
    `\n${outcomes.length} mutants, ${survived.length} survived, ${Math.round((Date.now() - begunAt) / 60_000)} minutes`,
  );
  return survived.length === 0 && stale.length === 0 && isProxyNoLock && outcomes.length > 0;
}

const wordOf = (name: string) => {
  const reason = KNOWN_HARMLESS[name];
  return reason ? `harmless: ${reason}` : 'SURVIVED';
};

/** One throw-away server for all runs. */
async function startServer(): Promise<TestServer> {
  const dataDir = mkdtempSync(join(realpathSync(tmpdir()), 'posthouse-mutate-db-'));
  chmodSync(dataDir, 0o711);
  const cluster = await startCluster({ dataDir, throwaway: true });
  onEnd('the server', () => cluster.stop());
  await ensureDatabase(cluster, 'template_posthouse');
  await ensureAppRole(cluster);
  const templateUrl = cluster.url('template_posthouse');
  await migrate(templateUrl, { appRole: APP_ROLE });
  return { templateUrl, appUrl: cluster.appUrl('template_posthouse') };
}

/** The tests have to pass without a mutant: or every mutant would seem to be caught. */
async function expectWhole(copy: string, server: TestServer): Promise<void> {
  const files = ['tests/isolation/', 'tests/database/isolation.test.ts', 'tests/sweep/', 'tests/gate/'];
  const [failed] = await failingTests(copy, server, files);
  if (failed) throw new Stop(`The tests fail without any mutant: ${failed}`);
}
