import { z } from 'zod';
import { Secret } from '@/lib/secret';

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'email_shape')
  .pipe(z.email({ error: 'email_shape' }));

const personName = z
  .string()
  .trim()
  .min(1, 'name_missing')
  .max(100, 'text_too_long')
  .regex(/^\P{Cc}*$/u, 'text_control');

/** Passwords are measured by length (NIST SP 800-63B); 12 is the least. Whether one can be guessed: `password.ts`. */
const newPassword = z
  .string()
  .min(12, 'password_too_short')
  .max(256, 'password_too_long')
  .transform((text) => new Secret(text));

const ownPassword = z
  .string()
  .min(1, 'password_missing')
  .max(256, 'password_too_long')
  .transform((text) => new Secret(text));

const role = z.enum(['admin', 'agent', 'viewer'], 'role_missing');

/** In one go: each is an entry of its own in that customer's history. */
const MOST_CUSTOMERS = 500;

/** Ids of customers as a form sends many in one field: with blanks between them. */
const customerIds = z
  .string()
  .default('')
  .transform((text) => text.split(' ').filter(Boolean))
  .pipe(z.array(z.uuid()).max(MOST_CUSTOMERS, 'too_many_customers'));

/** The sign-in form. A wrong shape of either is told like a wrong password: the form says nothing of who exists. */
export const signInSchema = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .min(1, 'email_missing')
    .max(254, 'email_shape')
    .regex(/^\P{Cc}*$/u, 'email_shape'),
  password: ownPassword,
});

/** The first admin. */
export const firstAdminSchema = z.object({
  token: z.string(),
  name: personName,
  email,
  password: newPassword,
});

/** What {@link firstAdminSchema} gives. */
export type FirstAdmin = z.infer<typeof firstAdminSchema>;

/** The form of an invitation. Of the customers, those of an admin mean nothing. */
export const invitationSchema = z.object({ email, name: personName, role, customerIds });

/** What {@link invitationSchema} gives. */
export type InvitationFields = z.infer<typeof invitationSchema>;

/** Names one invitation. */
export const invitationIdSchema = z.object({ invitationId: z.uuid() });

/** The form behind an invitation's link. */
export const joinSchema = z.object({ token: z.string().max(100), name: personName, password: newPassword });

/** Names one staff member. */
export const staffMemberIdSchema = z.object({ staffMemberId: z.uuid() });

/** The form that changes a role; `roleBefore` is the one that was on screen. */
export const changeRoleSchema = z.object({ staffMemberId: z.uuid(), role, roleBefore: role });

/** The customers to be assigned and those to be taken away: only what was changed on screen, not all that stood there. */
export const assignCustomersSchema = z.object({
  staffMemberId: z.uuid(),
  assign: customerIds,
  unassign: customerIds,
});

/** Names sessions of somebody: one by its id, or all. */
export const endSessionsSchema = z.object({ staffMemberId: z.uuid(), sessionId: z.uuid().optional() });

/** Names one's own sessions: one by its id, or all but the present one. */
export const endOwnSessionsSchema = endSessionsSchema.pick({ sessionId: true });

/** The proof of who one is, asked for once more. */
export const confirmSchema = z.object({ currentPassword: ownPassword });

/** The form that changes one's own password. */
export const changePasswordSchema = z.object({ currentPassword: ownPassword, password: newPassword });

/** The form that changes one's own name. */
export const changeNameSchema = z.object({ name: personName });
