import { z } from 'zod';
import { revisionSchema } from '@/lib/customer/schema';
import { CLOUDS } from '@/lib/microsoft/cloud';
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

/**
 * A client secret's Value, trimmed. Entra's values are printable ASCII without blanks; one with a blank inside was
 * copied together with something else.
 */
export const clientSecretSchema = z
  .string()
  .trim()
  .min(1, 'secret_missing')
  .max(512, 'secret_shape')
  .refine((text) => text === '' || /^[\x21-\x7e]+$/.test(text), 'secret_shape');

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

/** Refuses a Secret ID in the place of the Value, unless the person says that it is the Value. */
export function refuseSecretId(
  fields: { readonly clientSecret: string; readonly secretIsValue: boolean },
  context: z.RefinementCtx,
): void {
  if (looksLikeSecretId(fields.clientSecret) && !fields.secretIsValue) {
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
