'use server';

import { action } from '@/app/_gate/action';
import { changeCustomer } from '@/lib/customer/change-customer';
import { customerInReach } from '@/lib/customer/reads';
import { changeCustomerSchema } from '@/lib/customer/schema';
import { fail } from '@/lib/result';

/** `Save customer` of one that is there; goes back to its page. */
export const saveCustomer = action({
  deed: 'customer.change',
  schema: changeCustomerSchema,
  run: async ({ actor, reach, input }) => {
    const customerId = await customerInReach(reach, input.customerId);
    return customerId
      ? changeCustomer(customerId, actor, input)
      : fail({ code: 'customer_not_found' as const });
  },
  goTo: ({ id }) => `/customers/${id}`,
});
