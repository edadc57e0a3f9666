import { z } from 'zod';

// Letters, signs and blanks; no control characters, which would break a line of the history or a header.
const oneLine = (text: z.ZodString) => text.regex(/^\P{Cc}*$/u, 'text_control');

/** The customer form. */
export const customerSchema = z.object({
  customerName: oneLine(z.string().trim().min(1, 'name_missing').max(120, 'text_too_long')),
  note: z.string().trim().max(2000, 'text_too_long').default(''),
});

/** The customer form of a customer that is there already; `revision` is the one that the form was opened with. */
export const changeCustomerSchema = customerSchema.extend({
  customerId: z.string(),
  revision: z.coerce.number().int(),
});

/** What {@link customerSchema} gives. */
export type CustomerFields = z.infer<typeof customerSchema>;
