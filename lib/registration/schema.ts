import { z } from 'zod';
import { revisionSchema } from '@/lib/customer/schema';
import { CLOUDS } from '@/lib/microsoft/cloud';
import { Secret } from '@/lib/secret';
import { GUID, isTenantId, looksLikeSecretId } from './registration';

/** A Directory (tenant) ID: a GUID, or a domain name of the tenant. Given back in lower case. */
export const tenantIdSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'tenant_id_missing')
  .refine((text) => text === '' || isTenantId(text), 'tenant_id_shape');

/** An Application (client) ID: a GUID, given back in lower case. */
export const clientIdSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'client_id_missing')
  .refine((text) => text === '' || GUID.test(text), 'client_id_shape');

/** A client secret's Value, trimmed. A {@link Secret} before any rule looks at it, so also when one refuses it. */
const clientSecretSchema = z
  .string()
  .trim()
  .transform((text) => new Secret(text))
  .superRefine((secret, context) => {
    const fault = faultOfSecret(secret);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  });

/**
 * What keeps this from being a client secret's Value, or null. Entra's values are printable ASCII without blanks; one
 * with a blank inside was copied together with something else.
 */
export function faultOfSecret(secret: Secret): 'secret_missing' | 'secret_shape' | null {
  const text = secret.reveal();
  if (text === '') return 'secret_missing';
  return /^[\x21-\x7e]{1,512}$/.test(text) ? null : 'secret_shape';
}

const LATEST_YEARS = 100;

/** The day a secret expires, as `YYYY-MM-DD`; empty: nobody knows. Given back as a Date at UTC midnight, or null. */
export const secretExpiresOnSchema = z
  .string()
  .trim()
  .default('')
  .refine((text) => text === '' || isDay(text), 'day_shape')
  .refine((text) => !isDay(text) || yearOf(text) >= 2000, 'day_too_early')
  .refine((text) => !isDay(text) || yearOf(text) < 2000 + LATEST_YEARS, 'day_too_late')
  .transform((text) => (text === '' ? null : new Date(`${text}T00:00:00Z`)));

const yearOf = (day: string) => Number(day.slice(0, 4));

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  // 31 February parses to a day in March.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** A tick box as a form sends it. */
export const tickSchema = z
  .enum(['on', ''])
  .default('')
  .transform((text) => text === 'on');

/** The secret's part of a form. `secretIsValue` overrides the warning that it looks like the Secret ID. */
export const secretFields = {
  clientSecret: clientSecretSchema,
  secretIsValue: tickSchema,
  secretExpiresOn: secretExpiresOnSchema,
};

/** A new registration's part of a form. */
export const registrationFields = {
  cloud: z.enum(CLOUDS, 'cloud_missing'),
  tenantId: tenantIdSchema,
  clientId: clientIdSchema,
  ...secretFields,
};

interface TypedSecret {
  readonly clientSecret: Secret;
  readonly secretIsValue: boolean;
}

/** Is this a Secret ID in the place of the Value, and nobody says that it is the Value all the same? */
export function isSecretId({ clientSecret, secretIsValue }: TypedSecret): boolean {
  return !secretIsValue && looksLikeSecretId(clientSecret.reveal());
}

/** Refuses a Secret ID in the place of the Value, unless the person says that it is the Value. */
export function refuseSecretId(fields: TypedSecret, context: z.RefinementCtx): void {
  if (isSecretId(fields)) {
    context.addIssue({ code: 'custom', path: ['clientSecret'], message: 'secret_is_id' });
  }
}

/** The form that replaces a secret; `version` is that of the credential on screen, 0 when there was none. */
export const replaceSecretSchema = z
  .object({
    mailboxId: z.string(),
    registrationId: z.uuid('registration_missing'),
    version: revisionSchema,
    ...secretFields,
  })
  .superRefine(refuseSecretId);

/** The form that corrects the day a secret expires; `version` is that of the credential on screen. */
export const setExpirySchema = z.object({
  mailboxId: z.string(),
  registrationId: z.uuid('registration_missing'),
  version: z.coerce.number().int().min(1),
  secretExpiresOn: secretExpiresOnSchema,
});

const registrationObject = z.object(registrationFields);

/** A registration as {@link registrationFields} gives it. */
export type RegistrationFields = z.infer<typeof registrationObject>;
