import { afterAll, beforeAll, expect } from 'vitest';
import { createCustomer } from '@/lib/customer/create-customer';
import type { CustomerId } from '@/lib/customer/customer';
import { createMailbox } from '@/lib/mailbox/create-mailbox';
import { readMailbox } from '@/lib/mailbox/reads';
import { addMailboxSchema } from '@/lib/mailbox/schema';
import { closeConnections } from '@/lib/microsoft/exchange';
import { noteSignIn } from '@/lib/registration/note-sign-in';
import { readRegistration } from '@/lib/registration/reads';
import { Secret } from '@/lib/secret';
import { type Sandbox, startSandbox } from '@/sandbox/server';
import { type TestDatabase, useDatabase } from '@/tests/support/database';

export const lin = { id: '00000000-0000-4000-8000-000000000001', name: 'Lin' };
export const wei = { id: '00000000-0000-4000-8000-000000000002', name: 'Wei' };

/** A mailbox as a test made it. */
export interface Made {
  readonly customerId: CustomerId;
  readonly mailboxId: string;
  readonly registrationId: string;
}

/** One audit entry, as far as tests look at it. */
export interface Deed {
  readonly deed: string;
  readonly actor_name: string;
  readonly subject: string;
  readonly details: Record<string, unknown>;
}

/**
 * A database, a sandbox that is this file's cloud, and the usual ways to fill them. Call it once, at the top of a file.
 * @param latencyMs what each answer of the sandbox takes
 */
export function useHouse({ latencyMs = 0 } = {}) {
  const database: TestDatabase = useDatabase();
  const { sql } = database;
  let sandbox: Sandbox;
  let customers = 0;

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, latencyMs });
    // lib/env.ts reads it at its first use, which is in a test.
    process.env.SANDBOX_URL = sandbox.url;
  });
  afterAll(async () => {
    await expectNoSecretIn(database, sandbox);
    await closeConnections();
    await sandbox.stop();
  });

  const newCustomer = async (): Promise<CustomerId> => {
    customers += 1;
    const made = await createCustomer(lin, { customerName: `Customer ${customers}`, note: '' });
    if (!made.ok) throw new Error(made.failure.code);
    return made.value.id;
  };
  /** The Add mailbox form with a scenario's values, as its action runs it. */
  const add = async (customerId: CustomerId, scenarioId: string, changes: Record<string, string> = {}) =>
    createMailbox(customerId, lin, formOf(sandbox, customerId, scenarioId, changes));

  return {
    sql,
    sandbox: () => sandbox,
    newCustomer,
    add,
    /** What "Test connection" before saving gets of a scenario's values. */
    typed: (scenarioId: string) => {
      const { values } = sandbox.scenario(scenarioId);
      const clientSecret = new Secret(values.clientSecret);
      return { ...values, clientSecret, cloud: 'sandbox', secretIsValue: false, registrationId: '' };
    },
    formOf: (customerId: CustomerId, scenarioId: string, changes: Record<string, string> = {}) =>
      formOf(sandbox, customerId, scenarioId, changes),
    /** A new customer's mailbox with a scenario's values. */
    async newMailbox(scenarioId: string, changes: Record<string, string> = {}): Promise<Made> {
      const customerId = await newCustomer();
      const added = await add(customerId, scenarioId, changes);
      if (!added.ok) throw new Error(added.failure.code);
      const mailbox = await readMailbox(customerId, added.value.id, new Date());
      return { customerId, mailboxId: added.value.id, registrationId: mailbox?.registrationId ?? '' };
    },
    /** What was done for this customer, oldest first, without how the customer itself was made. */
    deeds: (customerId: CustomerId) =>
      sql<Deed & Record<string, unknown>>(
        "SELECT deed, actor_name, subject, details FROM audit_entry WHERE customer_id = $1 AND deed <> 'customer.create' ORDER BY id",
        [customerId],
      ),
    /** How many requests for a token the sandbox has seen since it was last reset. */
    signIns: () => sandbox.requests().filter(({ path }) => path.endsWith('/oauth2/v2.0/token')).length,
    /** What is noted when Microsoft refuses the sign-in of this mailbox's registration, with its first secret. */
    refuse: async ({ customerId, registrationId }: Made, code: string, at = new Date()) => {
      const found = await readRegistration(customerId, registrationId);
      if (!found) throw new Error('the registration has gone');
      await noteSignIn(customerId, { ...found, registrationId, version: 1 }, code, at);
    },
    status: async ({ customerId, mailboxId }: Made) =>
      (await readMailbox(customerId, mailboxId, new Date()))?.verdict,
  };
}

function formOf(
  sandbox: Sandbox,
  customerId: CustomerId,
  scenarioId: string,
  changes: Record<string, string>,
) {
  const { values } = sandbox.scenario(scenarioId);
  return addMailboxSchema.parse({
    registrationChoice: 'new',
    cloud: 'sandbox',
    ...values,
    secretExpiresOn: values.secretExpiresOn ?? '',
    customerId,
    ...changes,
  });
}

/** After everything that a file does, no secret that the sandbox knows stands in clear in any table. */
async function expectNoSecretIn({ sql }: TestDatabase, sandbox: Sandbox): Promise<void> {
  const tables = await sql<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
  );
  const rows: string[] = [];
  for (const { name } of tables) {
    for (const { row } of await sql<{ row: string }>(`SELECT t::text AS row FROM "${name}" t`))
      rows.push(row);
  }
  expect(rows.length).toBeGreaterThan(5);
  const secrets = new Set(sandbox.scenarios.map(({ values }) => values.clientSecret));
  for (const secret of secrets) {
    expect(rows.filter((row) => row.includes(secret))).toEqual([]);
  }
}
