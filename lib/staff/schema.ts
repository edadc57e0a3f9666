import { z } from 'zod';

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
  password: z.string().min(1, 'password_missing').max(256, 'password_too_long'),
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

/** One's own password, before something that guards the account is changed; empty for whoever has none. */
export const ownPasswordSchema = z.object({
  password: z.string().max(256, 'password_too_long').default(''),
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
export const newPasskeySchema = ownPasswordSchema.extend({ device });

/** The same when the device has made it. */
export const addPasskeySchema = z.object({ answer: passkeyAnswer, device });

/** What a passkey answered to a sign-in. */
export const passkeySignInSchema = z.object({ answer: passkeyAnswer });

/** One of one's own passkeys, with one's password. */
export const removePasskeySchema = ownPasswordSchema.extend({ passkeyId: z.uuid() });

/** What {@link addPasskeySchema} and {@link passkeySignInSchema} give of the passkey. */
export type PasskeyAnswer = z.infer<typeof passkeyAnswer>;

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
  password: z.string().min(12, 'password_too_short').max(256, 'password_too_long'),
});

/** What {@link firstAdminSchema} gives. */
export type FirstAdmin = z.infer<typeof firstAdminSchema>;
