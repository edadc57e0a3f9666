import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { MAILBOX_STATUSES } from '@/lib/mailbox/mailbox';
import { type Sandbox, startSandbox } from '@/sandbox/server';
import { useDatabase } from '@/tests/support/database';

const { sql } = useDatabase();
const lin = { id: '0198f3a0-0000-7000-8000-000000000001', name: 'Lin Mei', email: 'lin@example.com' };
const everyone = { every: true } as const;
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.stop());

/** The verb in a process whose environment names this sandbox. */
async function load(sandboxUrl: string, now = new Date()) {
  process.env.SANDBOX_URL = sandboxUrl;
  vi.resetModules();
  const { loadExamples } = await import('@/lib/examples/load-examples');
  return loadExamples(lin, now);
}

describe('nothing is made', () => {
  test('while the sandbox is off', async () => {
    expect(await load('')).toEqual({ ok: false, failure: { code: 'examples_need_sandbox' } });
  });

  test('when nothing listens at its address', async () => {
    expect(await load('http://127.0.0.1:9')).toEqual({ ok: false, failure: { code: 'sandbox_silent' } });
  });

  test.each([
    ['HTML', 200, '<html></html>'],
    ['an error', 500, '[]'],
    ['another shape', 200, '[{"id":"working-mailbox"}]'],
    ['no scenario', 200, '[]'],
  ])('when %s comes back', async (_what, status, body) => {
    const server = createServer((_request, response) => response.writeHead(status).end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      expect(await load(`http://127.0.0.1:${port}`)).toEqual({
        ok: false,
        failure: { code: 'sandbox_silent' },
      });
    } finally {
      server.close();
    }
  });

  test('when it takes longer than five seconds', { timeout: 15_000 }, async () => {
    const server = createServer((_request, response) => response.writeHead(200).write('['));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const since = Date.now();
      expect(await load(`http://127.0.0.1:${port}`)).toEqual({
        ok: false,
        failure: { code: 'sandbox_silent' },
      });
      expect(Date.now() - since).toBeLessThan(7_000);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  test('in any of these', async () => {
    expect(await sql('select id from customer')).toEqual([]);
    expect(await sql('select id from audit_entry')).toEqual([]);
  });
});

describe('with the sandbox', () => {
  test('two who load at once get one set', async () => {
    const both = await Promise.all([load(sandbox.url), load(sandbox.url)]);
    expect(both.map((each) => (each.ok ? each.value.mailboxes : each.failure.code)).sort()).toEqual([
      11,
      'examples_there',
    ]);
    expect(await sql('select name from customer order by name')).toEqual([
      { name: 'Alder Foods' },
      { name: 'Harbour Group' },
    ]);
  });

  test('there is a mailbox in every status, and one whose expiry nobody knows', async () => {
    const { surveyMailboxes, listMailboxes } = await import('@/lib/mailbox/reads');
    const now = new Date();
    const { counts } = await surveyMailboxes(everyone, now, 100);
    for (const status of MAILBOX_STATUSES) expect(counts[status], status).toBeGreaterThan(0);
    const { rows } = await listMailboxes(everyone, { sort: 'address', page: 1 }, now);
    const found = rows.map(({ address, verdict }) => [address, verdict.status, verdict.reason]);
    expect(found).toEqual([
      ['desk@elm-library.example', 'expires_soon', 'secret_expires_soon'],
      ['dispatch@cedar-logistics.example', 'expires_soon', 'secret_expires_soon'],
      ['events@harbour-hotel.example', 'expired', 'secret_past_its_day'],
      ['front.desk@harbour-hotel.example', 'working', 'proven'],
      ['hello@fjord-outfitters.example', 'needs_attention', 'expiry_unknown'],
      ['kitchen@harbour-hotel.example', 'needs_attention', 'last_proof_failed'],
      ['maria.alder@alder-bakery.example', 'paused', 'paused'],
      ['orders@alder-bakery.example', 'working', 'proven'],
      ['reception@beacon-clinics.example', 'not_verified', 'never_proven'],
      ['spa@harbour-hotel.example', 'waiting_for_customer', 'no_registration'],
      ['support@alder-bakery.example', 'working', 'proven'],
    ]);
    expect(rows.find(({ address }) => address.startsWith('desk@'))?.verdict.expiry).toMatchObject({
      daysLeft: 6,
    });
  });

  test('test mails were accepted, and one failed', async () => {
    const counted = await sql('select state, count(*)::int from message group by state order by state');
    expect(counted).toEqual([
      { state: 'accepted', count: 6 },
      { state: 'failed', count: 1 },
    ]);
    expect(sandbox.accepted()).toHaveLength(6);
  });

  test('the secrets are sealed, and in no other table or entry', async () => {
    const secrets = sandbox.scenarios.map(({ values }) => values.clientSecret);
    for (const table of [
      'credential',
      'registration',
      'mailbox',
      'connection_test',
      'message',
      'audit_entry',
    ]) {
      const dump = JSON.stringify(await sql(`select to_jsonb(t) from ${table} t`));
      for (const secret of secrets) expect(dump).not.toContain(secret);
    }
  });

  test('the settings say which vault key they need', async () => {
    const { listVaultKeys } = await import('@/lib/vault-key/reads');
    expect(await listVaultKeys()).toEqual([{ keyId: 'fake', state: 'usable', seals: true, secretCount: 8 }]);
  });

  test('the history says who did it, to the end', async () => {
    const deeds = await sql<{ deed: string; count: number }>(
      "select deed, count(*)::int from audit_entry where actor_name = 'Lin Mei' group by deed order by deed",
    );
    expect(Object.fromEntries(deeds.map(({ deed, count }) => [deed, count]))).toEqual({
      'connection.test': 9,
      'customer.create': 2,
      'examples.load': 1,
      'mailbox.create': 11,
      'mailbox.pause': 1,
      'message.send_test': 7,
      'message.settle': 7,
      'registration.create': 8,
      'secret.set': 8,
    });
  });

  test('a load that was cut off is finished by the next one', async () => {
    await sql(
      "delete from mailbox where address in ('spa@harbour-hotel.example', 'orders@alder-bakery.example')",
    );
    await sql(
      "update mailbox set evidence_at = null, evidence_verdict = null where address like 'front.desk@%'",
    );
    expect(await load(sandbox.url)).toEqual({ ok: true, value: { mailboxes: 3 } });
    const unproven = await sql('select address from mailbox where evidence_at is null order by address');
    expect(unproven).toEqual([
      { address: 'reception@beacon-clinics.example' },
      { address: 'spa@harbour-hotel.example' },
    ]);
  });

  test('a second time nothing is made', async () => {
    const before = await sql('select count(*) from audit_entry');
    expect(await load(sandbox.url)).toEqual({ ok: false, failure: { code: 'examples_there' } });
    expect(await sql('select count(*) from audit_entry')).toEqual(before);
  });
});
