import { listHistory } from '@/lib/audit/reads';
import type { Case } from '../case';
import type { TwoCustomers } from '../two-customers';

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
};
