'use server';

import { z } from 'zod';
import { action } from '@/app/_gate/action';
import type { CustomerFailure } from '@/lib/customer/customer';
import { customerInReach } from '@/lib/customer/reads';
import { createMailbox } from '@/lib/mailbox/create-mailbox';
import type { MailboxFailure } from '@/lib/mailbox/mailbox';
import { addMailboxSchema } from '@/lib/mailbox/schema';
import { listRegistrations } from '@/lib/registration/reads';
import { fail, type Result, succeed } from '@/lib/result';
import { knownRegistration } from '../mailbox-form-values';

type Answer<T> = Promise<Result<T, CustomerFailure | MailboxFailure>>;

const customerGone = () => fail({ code: 'customer_not_found' as const });

/** `Save mailbox` of a new one, tested or not; goes to its page. */
export const saveNewMailbox = action({
  deed: 'mailbox.create',
  schema: addMailboxSchema,
  run: async ({ actor, reach, input }): Answer<{ id: string }> => {
    const customerId = await customerInReach(reach, input.customerId);
    return customerId ? createMailbox(customerId, actor, input) : customerGone();
  },
  goTo: ({ id }) => `/mailboxes/${id}`,
});

/** The app registrations of a customer that was chosen in the form. */
export const registrationsOf = action({
  deed: 'mailbox.create',
  changesNothing: true,
  schema: z.object({ customerId: z.string() }),
  run: async ({ reach, input }) => {
    const customerId = await customerInReach(reach, input.customerId);
    if (!customerId) return customerGone();
    const registrations = await listRegistrations(customerId);
    return succeed({ customerId: input.customerId, known: registrations.map(knownRegistration) });
  },
});
