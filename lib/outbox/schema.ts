import { z } from 'zod';

/** The Send test form: one recipient. */
export const sendTestSchema = z.object({
  mailboxId: z.string(),
  to: z
    .string()
    .trim()
    .min(1, 'recipient_missing')
    .max(254, 'recipient_shape')
    .refine((text) => text === '' || z.email().safeParse(text).success, 'recipient_shape'),
});
