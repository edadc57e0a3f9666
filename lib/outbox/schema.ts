import { z } from 'zod';
import { emailShape } from '@/lib/customer/customer';
import { manyLines } from '@/lib/customer/schema';
import { readAddresses } from './read-addresses';

/** The Send test form: one recipient. */
export const sendTestSchema = z.object({
  mailboxId: z.string(),
  to: z
    .string()
    .trim()
    .min(1, 'recipient_missing')
    .max(254, 'recipient_shape')
    .refine((text) => text === '' || emailShape.test(text), 'recipient_shape'),
});

const addresses = z
  .string()
  .max(4_000, 'text_too_long')
  .default('')
  .transform((text, context) => {
    const people = readAddresses(text);
    if (people) return people;
    context.addIssue({ code: 'custom', message: 'addresses_shape' });
    return z.NEVER;
  });

/** How many people one test mail may reach, the first recipient included: it proves a mailbox, and is no mailing. */
const MOST_RECIPIENTS = 20;

/** The Send test form with its folded part. Files travel beside it: `attachments` and `inlineImage`. */
export const sendMoreSchema = sendTestSchema
  .extend({
    from: z
      .string()
      .trim()
      .max(254, 'recipient_shape')
      .default('')
      .refine((text) => text === '' || emailShape.test(text), 'recipient_shape'),
    replyTo: addresses,
    cc: addresses,
    bcc: addresses,
    html: manyLines(50_000),
  })
  .superRefine(({ cc, bcc }, context) => {
    if (1 + cc.length + bcc.length <= MOST_RECIPIENTS) return;
    const path = [bcc.length > cc.length ? 'bcc' : 'cc'];
    context.addIssue({ code: 'custom', path, message: 'recipients_too_many' });
  });
