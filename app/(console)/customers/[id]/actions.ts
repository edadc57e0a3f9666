'use server';

import { z } from 'zod';
import { action } from '@/app/_gate/action';
import type { CustomerFailure, CustomerId } from '@/lib/customer/customer';
import { customerInReach } from '@/lib/customer/reads';
import { deleteRegistration } from '@/lib/registration/delete-registration';
import type { RegistrationFailure } from '@/lib/registration/registration';
import { fail, type Result, succeed } from '@/lib/result';

type Deleted = Result<{ customerId: CustomerId }, CustomerFailure | RegistrationFailure>;

/** `Delete app registration`, offered for one that serves no mailbox; back to the customer's page. */
export const deleteIdleRegistration = action({
  deed: 'registration.delete',
  schema: z.object({ customerId: z.string(), registrationId: z.uuid() }),
  run: async ({ actor, reach, input }): Promise<Deleted> => {
    const customerId = await customerInReach(reach, input.customerId);
    if (!customerId) return fail({ code: 'customer_not_found' });
    const deleted = await deleteRegistration(customerId, actor, input.registrationId);
    return deleted.ok ? succeed({ customerId }) : deleted;
  },
  goTo: ({ customerId }) => `/customers/${customerId}`,
});
