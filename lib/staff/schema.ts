import { z } from 'zod';
import { Secret } from '@/lib/secret';

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'email_shape')
  .pipe(z.email({ error: 'email_shape' }));

/** The sign-in form. A wrong shape of either is told like a wrong password: the form says nothing of who exists. */
export const signInSchema = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .min(1, 'email_missing')
    .max(254, 'email_shape')
    .regex(/^\P{Cc}*$/u, 'email_shape'),
  password: z
    .string()
    .min(1, 'password_missing')
    .max(256, 'password_too_long')
    .transform((text) => new Secret(text)),
});

/** The first admin. Passwords are measured by length alone (NIST SP 800-63B); 12 is the least. */
export const firstAdminSchema = z.object({
  token: z.string(),
  name: z
    .string()
    .trim()
    .min(1, 'name_missing')
    .max(100, 'text_too_long')
    .regex(/^\P{Cc}*$/u, 'text_control'),
  email,
  password: z
    .string()
    .min(12, 'password_too_short')
    .max(256, 'password_too_long')
    .transform((text) => new Secret(text)),
});

/** What {@link firstAdminSchema} gives. */
export type FirstAdmin = z.infer<typeof firstAdminSchema>;
