'use server';

import { action } from '@/app/_gate/action';
import { createCustomer } from '@/lib/customer/create-customer';
import { customerSchema } from '@/lib/customer/schema';

/** `Save customer` of a new one; goes to its page. */
export const saveNewCustomer = action({
  deed: 'customer.create',
  schema: customerSchema,
  run: ({ actor, input }) => createCustomer(actor, input),
  goTo: ({ id }) => `/customers/${id}`,
});
