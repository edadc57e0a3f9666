import { z } from 'zod';
import { emailShape } from '@/lib/customer/schema';

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
