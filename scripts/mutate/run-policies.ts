import pg from 'pg';
import { type PolicyMutant, policiesOf } from './find-policies';
import type { Outcome } from './mutant';
import { failingTests, type TestServer } from './run-vitest';

const TESTS = ['tests/database/isolation.test.ts'];
const TEMPLATE = 'template_mutant';

/** Every policy of the migrated database. */
export const findPolicies = (server: TestServer): Promise<PolicyMutant[]> =>
  onDatabase(server.templateUrl, policiesOf);

/** Takes one policy away in a template of its own, and asks the tests of the policies. */
export async function runPolicy(copy: string, server: TestServer, mutant: PolicyMutant): Promise<Outcome> {
  const template = new URL(server.templateUrl).pathname.slice(1);
  await onDatabase(at(server.templateUrl, 'postgres'), async (client) => {
    await client.query(`drop database if exists ${TEMPLATE}`);
    await client.query(`create database ${TEMPLATE} template ${template}`);
  });
  const templateUrl = at(server.templateUrl, TEMPLATE);
  await onDatabase(templateUrl, (client) => client.query(mutant.sql));
  const appUrl = at(server.appUrl, TEMPLATE);
  // All of them: the list of policies alone notices most, and what counts is who else does.
  const failed = await failingTests(copy, { templateUrl, appUrl }, TESTS, { bail: false });
  const behaviour = failed.filter((name) => !name.startsWith('every table either has its policy'));
  const [first] = behaviour.length > 0 ? behaviour : failed;
  const more = failed.length > 1 ? ` and ${failed.length - 1} more` : '';
  return { layer: 'policy', name: mutant.name, caughtBy: first ? `${first}${more}` : null };
}

function at(url: string, database: string): string {
  const there = new URL(url);
  there.pathname = `/${database}`;
  return there.href;
}

async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
