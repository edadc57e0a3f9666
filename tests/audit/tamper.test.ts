import { beforeAll, expect, test } from 'vitest';
import { type ChainFaultKind, hashOf, INSTALLATION } from '@/lib/audit/chain';
import { readTrail } from '@/lib/audit/reads';
import { verifyTrail } from '@/lib/audit/verify-trail';
import { EVERY_CUSTOMER } from '@/lib/scope';
import { useDatabase } from '@/tests/support/database';
import { size } from '@/tests/support/proof';
import { layEntries, newChain } from './trail';

/** How often the trail is tampered with. */
const TIMES = size(100, 1000);
/** Other numbers give other tamperings; the one in use stands in what a failure says. */
const SEED = Number(process.env.AUDIT_SEED || 20_261_125);

const world = useDatabase();
const { sql } = world;

interface Place {
  readonly id: string;
  readonly chain: string;
  readonly sequence: number;
}
const chains = new Map<string, Place[]>();

/** A superuser who has taken every lock off first: no trigger fires, no rule and no index keeps a row out. */
beforeAll(async () => {
  for (const length of [1, 2, 30, 40]) await layEntries(world, newChain(), length);
  await layEntries(world, null, 20);
  await sql(`ALTER TABLE audit_entry DISABLE TRIGGER ALL;
    ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_chained;
    ALTER TABLE audit_entry ALTER COLUMN hash DROP NOT NULL;
    DROP INDEX audit_entry_customer_id_sequence_key, audit_entry_installation_sequence_key;
    CREATE TABLE kept_entry AS SELECT * FROM audit_entry;
    CREATE TABLE kept_head AS SELECT * FROM audit_head`);
  const rows = await sql<Place>(
    `SELECT id, coalesce(customer_id, '${INSTALLATION}') AS chain, sequence::int FROM audit_entry ORDER BY chain, sequence`,
  );
  for (const row of rows) chains.set(row.chain, [...(chains.get(row.chain) ?? []), row]);
});

async function restore(): Promise<void> {
  await sql(`DELETE FROM audit_entry; INSERT INTO audit_entry SELECT * FROM kept_entry;
    DELETE FROM audit_head; INSERT INTO audit_head SELECT * FROM kept_head`);
}

/** A generator of numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
function numbersOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Where the first fault of a chain has to be found, and as what. */
interface Expected {
  readonly chain: string;
  readonly sequence: number;
  readonly kinds: readonly ChainFaultKind[];
}
type Pick = <T>(from: readonly T[]) => T;
type Tampering = (pick: Pick, row: Place, all: readonly Place[]) => Promise<Expected>;

/** Of each column a value that it does not have. */
const OTHER_VALUES: Record<string, readonly string[]> = {
  id: ['id + 1000000', '-id'],
  at: ["at + interval '1 millisecond'", "at - interval '1 year'", "'infinity'"],
  deed: ["deed || ' '", "'mailbox.delete'", 'upper(deed)'],
  actor_id: ['NULL', 'gen_random_uuid()'],
  actor_name: ["'Eve'", "actor_name || E'\\u200b'", "actor_name || U&'\\0301'"],
  customer_name: ["coalesce(customer_name, '') || '.'", "'Fabrikam'"],
  subject_id: ['NULL', "'box-0'", "''"],
  subject: ["replace(subject, 'contoso', 'fabrikam')", "subject || E'\\n'", "''"],
  details: [
    "'{}'",
    `details || '{"n": 0}'`,
    `details || '{"more": null}'`,
    "jsonb_set(details, '{n}', '1.0')",
  ],
  previous_hash: ["decode(repeat('00', 31) || '01', 'hex')", "previous_hash || '\\x00'"],
  hash: ['sha256(hash)', 'NULL', "''"],
};

const at = ({ chain, sequence }: Place, ...kinds: ChainFaultKind[]): Expected => ({ chain, sequence, kinds });

const otherThan = (number: number) => (each: number) => each !== number;

async function remove(row: Place, all: readonly Place[]): Promise<Expected> {
  await sql('DELETE FROM audit_entry WHERE id = $1', [row.id]);
  return at(row, row.sequence === all.length ? 'cut_off' : 'missing');
}

const TAMPERINGS: Record<string, Tampering> = {
  edit: async (pick, row) => {
    const column = pick(Object.keys(OTHER_VALUES));
    await sql(`UPDATE audit_entry SET ${column} = ${pick(OTHER_VALUES[column] ?? [])} WHERE id = $1`, [
      row.id,
    ]);
    return at(row, 'changed');
  },
  'edit and hash again': async (_, row, all) => {
    await sql("UPDATE audit_entry SET subject = 'rewritten' WHERE id = $1", [row.id]);
    await sql('UPDATE audit_entry SET hash = audit_entry_hash(audit_entry) WHERE id = $1', [row.id]);
    return at(row, row.sequence === all.length ? 'head_changed' : 'changed');
  },
  'move to another customer': async (_, row, all) => {
    await sql('UPDATE audit_entry SET customer_id = gen_random_uuid() WHERE id = $1', [row.id]);
    return at(row, row.sequence === all.length ? 'cut_off' : 'missing');
  },
  delete: (_, row, all) => remove(row, all),
  'delete a stretch': async (pick, row, all) => {
    const last = pick(all.slice(row.sequence - 1));
    const ids = all.slice(row.sequence - 1, last.sequence).map(({ id }) => id);
    await sql('DELETE FROM audit_entry WHERE id = ANY ($1)', [ids]);
    return at(row, last.sequence === all.length ? 'cut_off' : 'missing');
  },
  'cut off the end': async (_, row, all) => {
    await sql('DELETE FROM audit_entry WHERE id = ANY ($1)', [
      all.slice(row.sequence - 1).map(({ id }) => id),
    ]);
    return at(row, 'cut_off');
  },
  'give it another number': async (pick, row, all) => {
    const number = pick(
      [-1, 0, ...all.map(({ sequence }) => sequence), all.length + 1].filter(otherThan(row.sequence)),
    );
    await sql('UPDATE audit_entry SET sequence = $2 WHERE id = $1', [row.id, number]);
    if (number < row.sequence) return at({ ...row, sequence: number }, 'out_of_order');
    return at(row, 'missing');
  },
  'exchange what two say': async (pick, row, all) => {
    const other: Place = pick(all.filter(({ id }) => id !== row.id)) ?? row;
    await sql(
      `UPDATE audit_entry SET subject = other.subject || '.', details = other.details
       FROM kept_entry other WHERE (audit_entry.id, other.id) IN (($1, $2), ($2, $1))`,
      [row.id, other.id],
    );
    return at(row.sequence < other.sequence ? row : other, 'changed');
  },
  'exchange the places of two': async (pick, row, all) => {
    const other: Place | undefined = pick(all.filter(({ id }) => id !== row.id));
    if (!other) return remove(row, all);
    await sql(
      `UPDATE audit_entry SET sequence = other.sequence, previous_hash = other.previous_hash
       FROM kept_entry other WHERE (audit_entry.id, other.id) IN (($1, $2), ($2, $1))`,
      [row.id, other.id],
    );
    return at(row.sequence < other.sequence ? row : other, 'changed');
  },
  'slip in a copy': async (_, row) => {
    await sql(
      `INSERT INTO audit_entry SELECT (jsonb_populate_record(kept_entry, jsonb_build_object('id', 1000000))).*
       FROM kept_entry WHERE id = $1`,
      [row.id],
    );
    return at(row, 'out_of_order');
  },
  'append without the head': async (_, row, all) => {
    await sql(
      `INSERT INTO audit_entry SELECT (jsonb_populate_record(kept_entry, jsonb_build_object(
         'id', 1000000, 'sequence', sequence + 1, 'previous_hash', hash))).* FROM kept_entry WHERE id = $1`,
      [all.at(-1)?.id],
    );
    await sql('UPDATE audit_entry SET hash = audit_entry_hash(audit_entry) WHERE id = 1000000');
    return at({ ...row, sequence: all.length + 1 }, 'head_changed');
  },
  'turn the head back': async (_, row, all) => {
    await sql('UPDATE audit_head SET sequence = sequence - 1 WHERE chain = $1', [row.chain]);
    return at({ ...row, sequence: all.length }, 'head_changed');
  },
  'give the head another hash': async (_, row, all) => {
    await sql('UPDATE audit_head SET hash = sha256(hash) WHERE chain = $1', [row.chain]);
    return at({ ...row, sequence: all.length }, 'head_changed');
  },
  'take the head away': async (_, row, all) => {
    await sql('DELETE FROM audit_head WHERE chain = $1', [row.chain]);
    return at({ ...row, sequence: all.length }, 'head_changed');
  },
};

test(`of ${TIMES} tamperings every one is found, and the first bad row named`, {
  timeout: 20_000 + TIMES * 500,
}, async () => {
  expect(await verifyTrail(EVERY_CUSTOMER)).toMatchObject({ entries: 93, chains: 5, faults: [] });
  const number = numbersOf(SEED);
  const pick: Pick = (from) => from[Math.floor(number() * from.length)] as (typeof from)[number];
  const names = Object.keys(TAMPERINGS);
  const done = new Set<string>();
  for (let time = 0; time < TIMES; time++) {
    // The first of each kind in turn, then as it comes.
    const name = names[time] ?? pick(names);
    const all = pick([...chains.values()]);
    const { chain, sequence, kinds } = await (TAMPERINGS[name] as Tampering)(pick, pick(all), all);
    const { faults } = await verifyTrail(EVERY_CUSTOMER);
    const found = faults.find((fault) => fault.chain === chain);
    const asked = `${name}, number ${time} of seed ${SEED}: ${chain} ${sequence}`;
    expect(found && { sequence: Number(found.sequence), kind: found.kind }, asked).toEqual({
      sequence,
      kind: expect.stringMatching(`^(?:${kinds.join('|')})$`),
    });
    const [row] = await sql<{ id: string }>(
      `SELECT id FROM audit_entry WHERE coalesce(customer_id, '${INSTALLATION}') = $1 AND sequence = $2 ORDER BY id DESC`,
      [chain, sequence],
    );
    const isGone = ['missing', 'cut_off'].includes(found?.kind ?? '');
    expect(String(found?.id), asked).toBe(isGone ? 'null' : row?.id);
    done.add(name);
    await restore();
  }
  expect(done.size).toBe(Math.min(TIMES, names.length));
  expect(await verifyTrail(EVERY_CUSTOMER)).toMatchObject({ entries: 93, chains: 5, faults: [] });
});

test('a chain that was made anew as a whole is whole: only an exported head can show it', async () => {
  const [chain, all] = [...chains].find(([, places]) => places.length === 30) as [string, Place[]];
  await sql("UPDATE audit_entry SET subject = 'rewritten' WHERE id = $1", [all[11]?.id]);
  let before: Buffer = Buffer.alloc(32);
  for await (const { entry } of readTrail({ every: false, customerIds: [chain] })) {
    const hash = hashOf({ ...entry, previousHash: before });
    await sql('UPDATE audit_entry SET previous_hash = $2, hash = $3 WHERE id = $1', [entry.id, before, hash]);
    before = hash;
  }
  await sql('UPDATE audit_head SET hash = $2 WHERE chain = $1', [chain, before]);
  expect(await verifyTrail(EVERY_CUSTOMER)).toMatchObject({ entries: 93, faults: [] });
  await restore();
});
