import { database } from '@/lib/database';
import { assignCustomers } from '@/lib/staff/assign-customers';
import { invite } from '@/lib/staff/invite';
import { customersInScope, deleteAssignments, insertAssignments } from '@/lib/staff/store';
import { type Case, inOurs } from '../case';
import { lin, type TwoCustomers } from '../two-customers';

/** Only admins assign and invite, who see every customer: the scope narrows it for whoever else ever should. */
const ADMINS = 'is for admins, who see every customer';

/** lib/staff, by `file#export`: what says who sees a customer. */
export const STAFF_CASES: Readonly<Record<string, Case>> = {
  'staff/assign-customers.ts#assignCustomers': {
    call: ({ reach, theirs, colleague }) =>
      assignCustomers(reach, lin, { staffMemberId: colleague, assign: [theirs.id], unassign: [theirs.id] }),
    gives: { ok: true },
    byPolicyAlone: ADMINS,
  },
  'staff/invite.ts#invite': {
    call: async ({ reach, ours, theirs }) => {
      const email = `${ours.id}@posthouse.example`;
      const fields = { email, name: 'Mei', role: 'agent', customerIds: [theirs.id, ours.id] } as const;
      await invite(reach, lin, { ...fields, customerIds: [...fields.customerIds] }, new Date());
      return (await database().staffInvitation.findFirst({ where: { email } }))?.customerIds;
    },
    gives: ({ ours }: TwoCustomers) => [ours.id],
    byPolicyAlone: ADMINS,
  },
  'staff/store.ts#customersInScope': {
    call: (both) => inOurs(both, (tx) => customersInScope(tx, [both.theirs.id, both.ours.id])),
    gives: ({ ours }: TwoCustomers) => [ours.id],
    byPolicyAlone: ADMINS,
  },
  'staff/store.ts#insertAssignments': {
    call: (both) => inOurs(both, (tx) => insertAssignments(tx, lin.id, [both.theirs.id])),
    gives: [],
    byPolicyAlone: ADMINS,
  },
  'staff/store.ts#deleteAssignments': {
    call: (both) => inOurs(both, (tx) => deleteAssignments(tx, both.colleague, [both.theirs.id])),
    gives: [],
    byPolicyAlone: ADMINS,
  },
};
