import { exportHistory } from '@/lib/audit/export-history';
import {
  countHistory,
  listActors,
  listHistory,
  readBareHeads,
  readHeads,
  readHistory,
  readTrail,
} from '@/lib/audit/reads';
import { verifyTrail } from '@/lib/audit/verify-trail';
import type { Case } from '../case';
import { lin, type TwoCustomers } from '../two-customers';

const newest = { fromId: 2n ** 62n, take: 10 };

async function allOf<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** What verification reads: the whole trail as far as the scope goes, so that no entry can hide from a predicate. */
const WHOLE_TRAIL = 'reads what the scope lets it read';

/** lib/audit, by `file#export`. */
export const AUDIT_CASES: Readonly<Record<string, Case>> = {
  'audit/reads.ts#listHistory': {
    call: async ({ reach, theirs }) => {
      const all = await listHistory(reach, { page: 1 });
      const ofTheirs = await listHistory(reach, { customerId: theirs.id, page: 1 });
      const ofTheirMailbox = await listHistory(reach, { subjectId: theirs.mailbox, page: 1 });
      return [all.total, all.rows.map(({ customerId }) => customerId), ofTheirs, ofTheirMailbox];
    },
    gives: ({ ours }: TwoCustomers) => [1, [ours.id], { total: 0, rows: [] }, { total: 0, rows: [] }],
  },
  'audit/reads.ts#listHistory of one customer among those in reach': {
    call: async ({ ours, theirs }) => {
      const reach = { every: false, customerIds: [ours.id, theirs.id] } as const;
      const { total, rows } = await listHistory(reach, { customerId: ours.id, page: 1 });
      return [total, rows.map(({ customerId }) => customerId)];
    },
    gives: ({ ours }: TwoCustomers) => [1, [ours.id]],
  },
  'audit/reads.ts#countHistory': {
    call: async ({ reach, theirs }) => {
      const all = await countHistory(reach, {});
      return [all.total, await countHistory(reach, { customerId: theirs.id })];
    },
    gives: [1, { total: 0, newestId: null }],
  },
  'audit/reads.ts#readHistory': {
    call: async ({ reach, theirs }) => {
      const all = await readHistory(reach, {}, newest);
      const ofTheirs = await readHistory(reach, { customerId: theirs.id }, newest);
      return [all.map(({ customerId }) => customerId), ofTheirs];
    },
    gives: ({ ours }: TwoCustomers) => [[ours.id], []],
  },
  'audit/export-history.ts#exportHistory': {
    call: async ({ reach, theirs }) => {
      const filter = { customerId: theirs.id };
      const asked = { filter, customer: null, fileName: 'history.csv', given: {} };
      return allOf(await exportHistory(reach, lin, asked));
    },
    gives: [],
  },
  'audit/reads.ts#listActors': {
    call: ({ reach }) => listActors(reach),
    gives: ({ ours }: TwoCustomers) => [{ id: ours.actor, name: ours.name }],
    byPolicyAlone: 'goes from actor to actor by an index that knows no customer',
  },
  'audit/reads.ts#readTrail': {
    call: async ({ reach }) =>
      (await allOf(readTrail(reach))).map(({ entry, head }) => [entry.customerId, head?.chain]),
    gives: ({ ours }: TwoCustomers) => [[ours.id, ours.id]],
    byPolicyAlone: WHOLE_TRAIL,
  },
  'audit/reads.ts#readHeads': {
    call: async ({ reach }) => (await readHeads(reach)).map(({ chain }) => chain),
    gives: ({ ours }: TwoCustomers) => [ours.id],
    byPolicyAlone: WHOLE_TRAIL,
  },
  'audit/reads.ts#readBareHeads': {
    call: ({ reach }) => readBareHeads(reach),
    gives: [],
    byPolicyAlone: WHOLE_TRAIL,
  },
  'audit/verify-trail.ts#verifyTrail': {
    call: ({ reach }) => verifyTrail(reach),
    gives: { entries: 1, chains: 1 },
    byPolicyAlone: WHOLE_TRAIL,
  },
};
