import { z } from 'zod';

// Letters, signs and blanks; no control characters, which would break a line of the history or a header.
const oneLine = (text: z.ZodString) => text.regex(/^\P{Cc}*$/u, 'text_control');

/** Text of several lines, at most `longest` characters; without NUL, which Postgres cannot keep. */
export const manyLines = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, 'text_too_long')
    .regex(/^[^\0]*$/, 'text_control')
    .default('');

/** The customer form. */
export const customerSchema = z.object({
  customerName: oneLine(z.string().trim().min(1, 'name_missing').max(120, 'text_too_long')),
  note: manyLines(2000),
});

/** The customer form of a customer that is there already; `revision` is the one that the form was opened with. */
export const changeCustomerSchema = customerSchema.extend({
  customerId: z.string(),
  revision: z.coerce.number().int(),
});

/** What {@link customerSchema} gives. */
export type CustomerFields = z.infer<typeof customerSchema>;
