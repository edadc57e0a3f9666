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

/** The code of an authenticator app, which may show it with a blank in its middle. */
const appCode = z
  .string()
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(
    z
      .string()
      .min(1, 'code_missing')
      .regex(/^\d{6}$/, 'code_shape'),
  );

/** A recovery code as somebody types it, such as `K7M2Q X9HD4`, in the form in which it was made. */
const recoveryCode = z
  .string()
  .trim()
  .min(1, 'code_missing')
  .transform((text) => text.toLowerCase().replace(/[^a-z0-9]/g, ''))
  .pipe(z.string().length(10, 'recovery_code_shape'))
  .transform((text) => `${text.slice(0, 5)}-${text.slice(5)}`);

/** The second step of a sign-in, by the authenticator app or by a recovery code in its place. */
export const signInCodeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('app'), code: appCode }),
  z.object({ kind: z.literal('recovery'), code: recoveryCode }),
]);

/** What {@link signInCodeSchema} gives. */
export type SignInCode = z.infer<typeof signInCodeSchema>;

/** The first code that an authenticator app shows: the proof that it was set up. */
export const firstCodeSchema = z.object({ code: appCode });

/** The proof of who one is before what guards the account is changed; empty for whoever has no password. */
export const provePersonSchema = z.object({
  currentPassword: z
    .string()
    .max(256, 'password_too_long')
    .default('')
    .transform((text) => new Secret(text)),
});

/** What a browser gives back of a passkey, as JSON; whether it is true is found out by its signature. */
const passkeyAnswer = z
  .string()
  .max(20_000, 'other')
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'other' });
      return z.NEVER;
    }
  })
  .pipe(
    z.looseObject({
      id: z.string().regex(/^[\w-]{1,1400}$/, 'other'),
      rawId: z.string(),
      type: z.literal('public-key'),
      response: z.looseObject({ clientDataJSON: z.string() }),
      clientExtensionResults: z.looseObject({}).default({}),
    }),
  );

/** A form in which nothing is asked. */
export const nothingSchema = z.object({});

const device = z
  .string()
  .trim()
  .min(1, 'device_missing')
  .max(60, 'text_too_long')
  .regex(/^\P{Cc}*$/u, 'text_control');

/** A passkey before it is made: what its owner calls it, and the owner's password. */
export const newPasskeySchema = provePersonSchema.extend({ device });

/** The same when the device has made it. */
export const addPasskeySchema = z.object({ answer: passkeyAnswer, device });

/** What a passkey answered to a sign-in. */
export const passkeySignInSchema = z.object({ answer: passkeyAnswer });

/** One of one's own passkeys, with one's password. */
export const removePasskeySchema = provePersonSchema.extend({ passkeyId: z.uuid() });

/** What {@link addPasskeySchema} and {@link passkeySignInSchema} give of the passkey. */
export type PasskeyAnswer = z.infer<typeof passkeyAnswer>;

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
