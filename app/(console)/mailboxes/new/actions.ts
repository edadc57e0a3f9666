'use server';

import { z } from 'zod';
import { action } from '@/app/_gate/action';
import { type WordedReport, wordReport } from '@/app/_gate/word-report';
import type { CustomerFailure } from '@/lib/customer/customer';
import { customerInReach } from '@/lib/customer/reads';
import { createMailbox } from '@/lib/mailbox/create-mailbox';
import type { MailboxFailure } from '@/lib/mailbox/mailbox';
import { addMailboxSchema, testValuesSchema } from '@/lib/mailbox/schema';
import { testValues } from '@/lib/mailbox/test-values';
import { listRegistrations, readRegistration } from '@/lib/registration/reads';
import { fail, type Result, succeed } from '@/lib/result';
import { knownRegistration } from '../mailbox-form-values';

type Answer<T> = Promise<Result<T, CustomerFailure | MailboxFailure | { readonly code: 'no_credential' }>>;

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

/** `Test connection` before saving: of what is typed, or of the chosen app registration's stored secret. */
export const testTypedValues = action({
  deed: 'mailbox.test',
  costs: 'microsoft',
  schema: testValuesSchema,
  run: async ({ actor, reach, input }): Answer<{ testId: string; report: WordedReport }> => {
    const customerId = await customerInReach(reach, input.customerId);
    if (!customerId) return customerGone();
    const tested = await testValues(customerId, actor, input);
    if (!tested.ok) return tested;
    const { testId, report } = tested.value;
    const stored = input.registrationId ? await readRegistration(customerId, input.registrationId) : null;
    const about = { ...(stored ?? input), mailboxAddress: input.mailboxAddress };
    return succeed({ testId, report: await wordReport(report, about) });
  },
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
