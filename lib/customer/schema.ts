import { z } from 'zod';

// Letters, signs and blanks; no control characters, which would break a line of the history or a header.
const oneLine = (text: z.ZodString) => text.regex(/^\P{Cc}*$/u, 'text_control');

/** The revision or version that a form was opened with. Postgres counts in 32 bits; beyond it is not one of ours. */
export const revisionSchema = z.coerce.number().int().min(0).max(2_147_483_646);

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
  revision: revisionSchema,
});

/** What {@link customerSchema} gives. */
export type CustomerFields = z.infer<typeof customerSchema>;
