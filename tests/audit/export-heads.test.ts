import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { INSTALLATION } from '@/lib/audit/chain';
import { exportHeads, headsDestinations } from '@/lib/audit/export-heads';
import { type ExportedHeads, readHeadLines } from '@/lib/audit/exported-heads';
import { postHeads, signatureOf } from '@/lib/audit/post-heads';
import { verifyTrail } from '@/lib/audit/verify-trail';
import { EVERY_CUSTOMER } from '@/lib/scope';
import { useDatabase } from '@/tests/support/database';
import { layEntries, newChain } from './trail';

const world = useDatabase();
const { sql } = world;
const folder = mkdtempSync(join(tmpdir(), 'posthouse-heads-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = new Date('2026-11-25T09:40:00Z');
let count = 0;
let file = '';
beforeEach(() => {
  file = join(folder, `heads-${++count}.jsonl`);
});

const lines = () => readFileSync(file, 'utf8').split('\n').slice(0, -1);
const headsOf = async (text: readonly string[] = lines()) => (await readHeadLines(text)).heads;

describe('to a file', () => {
  test('all heads the first time, then those that changed, then none', async () => {
    const [ours, theirs] = [newChain(), newChain()];
    await layEntries(world, ours, 2);
    await layEntries(world, theirs, 1);
    await layEntries(world, null, 1);
    const destinations = headsDestinations({ AUDIT_HEADS_FILE: file });
    const [{ heads: all } = { heads: 0 }] = await exportHeads(destinations, now);
    expect(all).toBeGreaterThanOrEqual(3);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await layEntries(world, ours, 3);
    expect(await exportHeads(destinations, now)).toEqual([{ to: 'file', heads: 1, error: null }]);
    expect(await exportHeads(destinations, now)).toEqual([{ to: 'file', heads: 0, error: null }]);
    expect(lines()).toHaveLength(2);
    const [head] = await sql<{ hash: Buffer }>('SELECT hash FROM audit_head WHERE chain = $1', [ours]);
    expect(JSON.parse(lines()[1] ?? '')).toEqual({
      type: 'audit.heads',
      timestamp: '2026-11-25T09:40:00.000Z',
      data: { heads: [{ chain: ours, sequence: 5, hash: head?.hash.toString('hex') }] },
    });
    const exported = await headsOf();
    expect([...(exported.get(ours)?.keys() ?? [])]).toEqual([2n, 5n]);
    expect(exported.has(INSTALLATION)).toBe(true);
    const report = await verifyTrail(EVERY_CUSTOMER, { exported });
    expect(report).toMatchObject({ faults: [], headsFound: all + 1 });
  });

  test('more than a thousand go in several lines', async () => {
    await sql(`INSERT INTO audit_entry (deed, actor_name, customer_id, subject)
      SELECT 'x', 'Lin', gen_random_uuid(), 'y' FROM generate_series(1, 1500)`);
    await exportHeads(headsDestinations({ AUDIT_HEADS_FILE: file }), now);
    expect(lines()).toHaveLength(2);
    expect(JSON.parse(lines()[0] ?? '').data.heads).toHaveLength(1000);
    const heads = await sql('SELECT chain FROM audit_head');
    expect((await headsOf()).size).toBe(heads.length);
  });

  test('of several processes at once each writes whole lines, and what comes twice does no harm', async () => {
    await layEntries(world, newChain(), 1);
    const processes = Array.from({ length: 8 }, () => headsDestinations({ AUDIT_HEADS_FILE: file }));
    await Promise.all(processes.map((destinations) => exportHeads(destinations, now)));
    const { heads, unreadable } = await readHeadLines(lines());
    expect(unreadable).toEqual([]);
    expect(await verifyTrail(EVERY_CUSTOMER, { exported: heads })).toMatchObject({ faults: [] });
  });

  test('a line that a crash cut off stands alone, is named, and spoils no other', async () => {
    const chain = newChain();
    await layEntries(world, chain, 1);
    writeFileSync(file, '{"type":"audit.heads","timestamp":"2026-');
    await exportHeads(headsDestinations({ AUDIT_HEADS_FILE: file }), now);
    const { heads, unreadable } = await readHeadLines(lines());
    expect(unreadable).toEqual([1]);
    expect(heads.has(chain)).toBe(true);
  });

  test('what could not be written goes along the next time', async () => {
    const destinations = headsDestinations({ AUDIT_HEADS_FILE: join(folder, 'not-there', 'heads') });
    const [failed] = await exportHeads(destinations, now);
    expect(failed).toMatchObject({ to: 'file', heads: 0, error: { code: 'ENOENT' } });
    expect(destinations[0]?.arrived.size).toBe(0);
  });
});

describe('a trail that was rewritten whole', () => {
  /** As a superuser: the content of one entry, then every hash after it and the head. */
  async function rewrite(chain: string, sequence: number): Promise<void> {
    await sql(`ALTER TABLE audit_entry DISABLE TRIGGER ALL;
      UPDATE audit_entry SET subject = 'rewritten' WHERE customer_id = '${chain}' AND sequence = ${sequence};
      DO $$
      DECLARE entry audit_entry; before bytea := decode(repeat('00', 32), 'hex');
      BEGIN
        FOR entry IN SELECT * FROM audit_entry WHERE customer_id = '${chain}' ORDER BY sequence LOOP
          entry.previous_hash := before;
          before := audit_entry_hash(entry);
          UPDATE audit_entry SET previous_hash = entry.previous_hash, hash = before WHERE id = entry.id;
        END LOOP;
        UPDATE audit_head SET hash = before WHERE chain = '${chain}';
      END $$;
      ALTER TABLE audit_entry ENABLE TRIGGER ALL;
      ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_append_only`);
  }

  /** A chain of 30 entries whose head was exported at 10, 20 and 30. */
  async function exportedChain(): Promise<{ chain: string; exported: ExportedHeads }> {
    const chain = newChain();
    const destinations = headsDestinations({ AUDIT_HEADS_FILE: file });
    for (let time = 0; time < 3; time++) {
      await layEntries(world, chain, 10);
      await exportHeads(destinations, now);
    }
    return { chain, exported: await headsOf() };
  }
  const only = (chain: string) => ({ every: false, customerIds: [chain] }) as const;

  test('is fine by itself, and found by the first exported head at or after the change', async () => {
    const { chain, exported } = await exportedChain();
    expect(await verifyTrail(EVERY_CUSTOMER, { exported })).toMatchObject({ faults: [] });
    await rewrite(chain, 13);
    expect(await verifyTrail(EVERY_CUSTOMER)).toMatchObject({ faults: [] });
    const [row] = await sql<{ id: string }>(
      'SELECT id FROM audit_entry WHERE customer_id = $1 AND sequence = 20',
      [chain],
    );
    const { faults } = await verifyTrail(EVERY_CUSTOMER, { exported });
    expect(faults).toEqual([{ kind: 'rewritten', chain, sequence: 20n, id: BigInt(row?.id ?? 0) }]);
  });

  test('is found also after the rewritten heads were exported to the same file', async () => {
    const { chain } = await exportedChain();
    await rewrite(chain, 1);
    await exportHeads(headsDestinations({ AUDIT_HEADS_FILE: file }), now);
    const { faults } = await verifyTrail(only(chain), { exported: new Map([...(await headsOf())]) });
    expect(faults.find((fault) => fault.chain === chain)).toMatchObject({ kind: 'rewritten', sequence: 10n });
  });

  test('is found when its end was cut off with the head, and when the whole chain has gone', async () => {
    const { chain, exported } = await exportedChain();
    const ofChain = new Map([[chain, exported.get(chain) ?? new Map()]]);
    await sql(`ALTER TABLE audit_entry DISABLE TRIGGER ALL;
      DELETE FROM audit_entry WHERE customer_id = '${chain}' AND sequence > 25;
      UPDATE audit_head SET sequence = 25, hash = entry.hash FROM audit_entry entry
        WHERE chain = '${chain}' AND customer_id = chain AND entry.sequence = 25`);
    expect(await verifyTrail(only(chain))).toMatchObject({ entries: 25, faults: [] });
    expect(await verifyTrail(only(chain), { exported: ofChain })).toMatchObject({
      headsFound: 2,
      faults: [{ kind: 'cut_off', chain, sequence: 26n, id: null }],
    });
    await sql(`DELETE FROM audit_entry WHERE customer_id = '${chain}'`);
    await sql(`DELETE FROM audit_head WHERE chain = '${chain}'`);
    expect(await verifyTrail(only(chain))).toMatchObject({ entries: 0, chains: 0, faults: [] });
    expect(await verifyTrail(only(chain), { exported: ofChain })).toMatchObject({
      chains: 1,
      faults: [{ kind: 'cut_off', chain, sequence: 1n, id: null }],
    });
    await sql(`ALTER TABLE audit_entry ENABLE TRIGGER ALL;
      ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_append_only`);
  });
});

describe('to a webhook', () => {
  const secret = `whsec_${Buffer.alloc(32, 'fake webhook key ').toString('base64')}`;
  let server: Server;
  let url = '';
  let seen: { headers: IncomingHttpHeaders; body: string; path: string }[] = [];
  let answer: { status: number; headers?: Record<string, string> } | 'silence' = { status: 204 };

  beforeEach(async () => {
    seen = [];
    answer = { status: 204 };
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => {
        seen.push({ headers: request.headers, body, path: request.url ?? '' });
        if (answer !== 'silence') response.writeHead(answer.status, answer.headers).end('thanks');
      });
    });
    await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((down) => server.close(down));
  });

  test('the signature is the one of the specification', () => {
    const signature = signatureOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: 1_614_265_330,
      body: '{"test": 2432232314}',
    });
    expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  test('heads are posted, signed over what is posted, and can be verified with as lines of a file', async () => {
    const chain = newChain();
    await layEntries(world, chain, 4);
    const [outcome] = await exportHeads(
      headsDestinations({ AUDIT_HEADS_URL: `${url}/heads`, AUDIT_HEADS_SECRET: secret }),
      now,
    );
    expect(outcome).toMatchObject({ to: 'webhook', error: null });
    const [{ headers, body, path } = { headers: {}, body: '', path: '' }] = seen;
    expect(path).toBe('/heads');
    expect(headers['content-type']).toBe('application/json');
    const id = String(headers['webhook-id']);
    const timestamp = Number(headers['webhook-timestamp']);
    expect(Math.abs(timestamp - Date.now() / 1000)).toBeLessThan(10);
    expect(headers['webhook-signature']).toBe(signatureOf(secret, { id, timestamp, body }));
    expect((await headsOf(seen.map((each) => each.body))).get(chain)?.has(4n)).toBe(true);
    expect(JSON.stringify(seen)).not.toContain(secret.slice(6, 20));
  });

  test.each([
    ['a refusal', { status: 503 }],
    ['a redirect', { status: 307, headers: { location: '/elsewhere' } }],
  ])('%s is a failure, is not followed, and the heads go along the next time', async (_, refusal) => {
    await layEntries(world, newChain(), 1);
    const destinations = headsDestinations({ AUDIT_HEADS_URL: url, AUDIT_HEADS_SECRET: secret });
    answer = refusal;
    const [failed] = await exportHeads(destinations, now);
    expect(failed).toMatchObject({ heads: 0, error: { code: `http_${refusal.status}` } });
    expect(seen.map(({ path }) => path)).toEqual(['/']);
    answer = { status: 200 };
    const [done] = await exportHeads(destinations, now);
    expect(done?.error).toBeNull();
    expect(done?.heads).toBeGreaterThan(0);
    expect(await exportHeads(destinations, now)).toEqual([{ to: 'webhook', heads: 0, error: null }]);
  });

  test('one that does not answer is not waited for', async () => {
    answer = 'silence';
    const began = Date.now();
    await expect(postHeads(url, secret, '{}', { timeoutMs: 100 })).rejects.toThrow(/timeout/);
    expect(Date.now() - began).toBeLessThan(2_000);
  });

  test('one destination that fails does not keep the other from its heads', async () => {
    await layEntries(world, newChain(), 1);
    answer = { status: 500 };
    const outcomes = await exportHeads(
      headsDestinations({ AUDIT_HEADS_FILE: file, AUDIT_HEADS_URL: url, AUDIT_HEADS_SECRET: secret }),
      now,
    );
    expect(outcomes).toMatchObject([
      { to: 'file', error: null },
      { to: 'webhook', error: { code: 'http_500' } },
    ]);
    expect(lines().length).toBeGreaterThan(0);
  });
});
