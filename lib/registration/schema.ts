import { z } from 'zod';
import { revisionSchema } from '@/lib/customer/schema';
import { CLOUDS } from '@/lib/microsoft/cloud';
import { Secret } from '@/lib/secret';
import { withoutWrapping } from './clean-text';
import { readClientId, readTenantId } from './read-id';
import { readSecret } from './read-secret';
import type { ClientFault, SecretDoubt, SecretFault } from './value-fault';

/** A Directory (tenant) ID as {@link readTenantId} reads it. */
export const tenantIdSchema = z.string().transform(readTenantId).superRefine(refuseFault).transform(textOf);

/** An Application (client) ID as {@link readClientId} reads it. */
export const clientIdSchema = z.string().transform(readClientId).superRefine(refuseFault).transform(textOf);

/** A client secret's Value, cleaned. A {@link Secret} before any rule looks at it, so also when one refuses it. */
const clientSecretSchema = z
  .string()
  .transform((text) => new Secret(readSecret(text).text))
  .superRefine((secret, context) => refuseFault({ fault: faultOfSecret(secret) }, context));

/** What keeps this from being a client secret's Value, or null. */
export function faultOfSecret(secret: Secret): SecretFault | null {
  return readSecret(secret.reveal()).fault;
}

/** Refuses what was read with a fault; the message is the fault's code. */
export function refuseFault({ fault }: { readonly fault: string | null }, context: z.RefinementCtx): void {
  if (fault) context.addIssue({ code: 'custom', message: fault });
}

/** The text of a value that was read. */
export function textOf({ text }: { readonly text: string }): string {
  return text;
}

const LATEST_YEARS = 100;

/** The day a secret expires, as `YYYY-MM-DD`; empty: nobody knows. Given back as a Date at UTC midnight, or null. */
const secretExpiresOnSchema = z
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

/** The secret's part of a form. `secretIsValue` ticks away whatever makes the secret doubtful. */
const secretFields = {
  clientSecret: clientSecretSchema,
  secretIsValue: tickSchema,
  secretExpiresOn: secretExpiresOnSchema,
};

/** What names a new registration in a form. */
export const registrationIds = {
  cloud: z.enum(CLOUDS, 'cloud_missing'),
  tenantId: tenantIdSchema,
  clientId: clientIdSchema,
};

/** A new registration's part of a form that brings its client secret. */
export const registrationFields = { ...registrationIds, ...secretFields };

interface TypedSecret {
  readonly clientSecret: Secret;
  readonly secretIsValue: boolean;
  readonly tenantId?: string;
  readonly clientId?: string;
}

/** Why this is probably not the Value of a client secret, or null; also when somebody says that it is all the same. */
export function doubtOfSecret({ clientSecret, secretIsValue, ...ids }: TypedSecret): SecretDoubt | null {
  if (secretIsValue) return null;
  const text = clientSecret.reveal();
  const { doubt } = readSecret(text);
  if (doubt !== 'secret_is_id') return doubt;
  return [ids.tenantId, ids.clientId].includes(withoutWrapping(text).toLowerCase())
    ? 'secret_is_other_id'
    : doubt;
}

/** What is wrong with the two ids beside each other, or null. */
export function faultOfIds({ tenantId, clientId }: TypedIds): ClientFault | null {
  return tenantId !== '' && tenantId === clientId ? 'ids_equal' : null;
}

interface TypedIds {
  readonly tenantId: string;
  readonly clientId: string;
}

/** Refuses a secret that is in doubt, unless the person says that it is the Value. */
function refuseDoubt(fields: TypedSecret, context: z.RefinementCtx): void {
  const doubt = doubtOfSecret(fields);
  if (doubt) context.addIssue({ code: 'custom', path: ['clientSecret'], message: doubt });
}

/** Refuses the ids of an app registration that do not fit together. */
export function refuseIds(fields: TypedIds, context: z.RefinementCtx): void {
  const fault = faultOfIds(fields);
  if (fault) context.addIssue({ code: 'custom', path: ['clientId'], message: fault });
}

/** The same of a whole app registration with its secret. */
export function refuseRegistration(fields: TypedSecret & TypedIds, context: z.RefinementCtx): void {
  refuseIds(fields, context);
  refuseDoubt(fields, context);
}

/** The form that replaces a secret; `version` is that of the credential on screen, 0 when there was none. */
export const replaceSecretSchema = z
  .object({
    mailboxId: z.string(),
    registrationId: z.uuid('registration_missing'),
    version: revisionSchema,
    ...secretFields,
  })
  .superRefine(refuseDoubt);

/** The form that corrects the day a secret expires; `version` is that of the credential on screen. */
export const setExpirySchema = z.object({
  mailboxId: z.string(),
  registrationId: z.uuid('registration_missing'),
  version: z.coerce.number().int().min(1),
  secretExpiresOn: secretExpiresOnSchema,
});

const registrationObject = z.object(registrationFields);
const registrationIdsObject = z.object(registrationIds);

/** A registration as {@link registrationFields} gives it. */
export type RegistrationFields = z.infer<typeof registrationObject>;

/** A registration without a credential, as {@link registrationIds} gives it. */
export type RegistrationIds = z.infer<typeof registrationIdsObject>;

/** What a connection test offers to put right, with the cloud and the tenant id that were shown. */
export const correctIdsSchema = z.object({
  mailboxId: z.string(),
  registrationId: z.uuid('registration_missing'),
  cloud: z.enum(CLOUDS),
  tenantId: z.string().max(253),
  correction: z.enum(['swap', ...CLOUDS]),
});
