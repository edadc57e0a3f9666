import { changeCustomer } from '@/lib/customer/change-customer';
import { createCustomer } from '@/lib/customer/create-customer';
import { customerInReach, listCustomerChoices, listCustomers, readCustomer } from '@/lib/customer/reads';
import { assignTo, findName, insertCustomer, updateCustomer } from '@/lib/customer/store';
import { type Case, inOurs, refused } from '../case';
import { lin } from '../two-customers';

const ofOurs = ({ id, name }: { id: string; name: string }) => ({ id, name });

/** lib/customer, by `file#export`. */
export const CUSTOMER_CASES: Readonly<Record<string, Case>> = {
  'customer/change-customer.ts#changeCustomer': {
    // Both are at revision 1.
    call: ({ ours }) =>
      changeCustomer(ours.id, lin, { customerName: `${ours.name} 2`, note: '', revision: 1 }),
    gives: { ok: true },
  },
  'customer/create-customer.ts#createCustomer': {
    call: ({ theirs }) => createCustomer(lin, { customerName: theirs.name, note: 'Another note' }),
    gives: refused('customer_name_taken'),
  },
  'customer/reads.ts#customerInReach': {
    call: ({ reach, theirs }) => customerInReach(reach, theirs.id),
    gives: null,
  },
  'customer/reads.ts#readCustomer': {
    call: ({ ours }) => readCustomer(ours.id),
    gives: ({ ours }: { ours: { id: string; name: string } }) => ofOurs(ours),
  },
  'customer/reads.ts#listCustomers': {
    call: async ({ reach }) => {
      const all = await listCustomers(reach, { search: '', page: 1 });
      const found = await listCustomers(reach, { search: 'same note', page: 1 });
      return [all.total, all.rows.map(ofOurs), found.total, found.rows.map(ofOurs)];
    },
    gives: ({ ours }: { ours: { id: string; name: string } }) => [1, [ofOurs(ours)], 1, [ofOurs(ours)]],
  },
  'customer/reads.ts#listCustomerChoices': {
    call: ({ reach }) => listCustomerChoices(reach),
    gives: ({ ours }: { ours: { id: string; name: string } }) => [ofOurs(ours)],
  },
  'customer/store.ts#insertCustomer': {
    call: (both) =>
      inOurs(both, (tx) => insertCustomer(both.theirs.id, tx, { customerName: 'Another', note: '' })),
    throws: /row-level security|Unique constraint/,
  },
  'customer/store.ts#assignTo': {
    call: (both) => inOurs(both, (tx) => assignTo(both.ours.id, tx, lin.id)),
    gives: undefined,
  },
  'customer/store.ts#findName': {
    call: (both) => inOurs(both, (tx) => findName(both.ours.id, tx)),
    gives: ({ ours }: { ours: { name: string } }) => ours.name,
  },
  'customer/store.ts#updateCustomer': {
    call: (both) =>
      inOurs(both, (tx) =>
        updateCustomer(both.ours.id, tx, { customerName: `${both.ours.name} 2`, note: '', revision: 1 }),
      ),
    gives: true,
  },
};
