import { z } from 'zod';
import { manyLines, revisionSchema } from '@/lib/customer/schema';
import { readClientId, readTenantId } from '@/lib/registration/read-id';
import { readSecret } from '@/lib/registration/read-secret';
import {
  refuseFault,
  refuseIds,
  refuseRegistration,
  registrationFields,
  registrationIds,
  textOf,
  tickSchema,
} from '@/lib/registration/schema';
import { Secret } from '@/lib/secret';
import { readAddress } from './read-address';

// Unicode's two line ends, too: a name that has one would keep every mail of the mailbox back.
const oneLine = /^[^\p{Cc}\u2028\u2029]*$/u;

/** A mailbox address as {@link readAddress} reads it. */
export const mailboxAddressSchema = z
  .string()
  .transform(readAddress)
  .superRefine(refuseFault)
  .transform(textOf);

const mailboxFields = {
  customerId: z.string().min(1, 'customer_missing'),
  mailboxAddress: mailboxAddressSchema,
  mailboxName: z.string().trim().max(200, 'text_too_long').regex(oneLine, 'text_control').default(''),
  description: manyLines(1000),
};

// Which app registration the mailbox uses: one typed now, with its secret or with a certificate to be made, one that the
// customer has, or none until the values come.
const withNew = z.object({ registrationChoice: z.literal('new'), ...registrationFields });
const withCertificate = z.object({ registrationChoice: z.literal('certificate'), ...registrationIds });
const withExisting = z.object({
  registrationChoice: z.literal('existing'),
  registrationId: z.uuid('registration_missing'),
});
const withLater = z.object({ registrationChoice: z.literal('later') });
// Only of a mailbox that is there: the one that it has, or none as before. Said by itself, not by the id, so that the gate
// sees in the form whether a credential changes.
const withUnchanged = z.object({ registrationChoice: z.literal('unchanged') });

// Spelled out twice rather than made by a generic function: zod's inference of a form would get lost in it.
const addFields = { ...mailboxFields, testId: z.string().default('') };
const changeFields = { ...mailboxFields, mailboxId: z.string(), revision: revisionSchema };

/** The Add mailbox form. `testId` names the test that was run from it before saving, if any. */
export const addMailboxSchema = z.discriminatedUnion('registrationChoice', [
  withNew.extend(addFields).superRefine(refuseRegistration),
  withCertificate.extend(addFields).superRefine(refuseIds),
  withExisting.extend(addFields),
  withLater.extend(addFields),
]);

/** The Edit mailbox form; `revision` is the one it was opened with. */
export const changeMailboxSchema = z.discriminatedUnion('registrationChoice', [
  withNew.extend(changeFields).superRefine(refuseRegistration),
  withCertificate.extend(changeFields).superRefine(refuseIds),
  withExisting.extend(changeFields),
  withLater.extend(changeFields),
  withUnchanged.extend(changeFields),
]);

const registrationPart = z.union([withNew, withCertificate, withExisting, withLater]);

/** What both forms say of the mailbox. */
export type MailboxFields = z.infer<z.ZodObject<typeof mailboxFields>>;

/** What both forms say of the app registration. */
export type RegistrationChoice = z.infer<typeof registrationPart>;

/** What the Edit mailbox form says of it. */
export type RegistrationChange = RegistrationChoice | z.infer<typeof withUnchanged>;

// As long as the longest link into a portal that somebody may paste.
const pastedId = z.string().max(4000).default('');

/**
 * "Test connection" from the form, before saving. As lenient as can be, because judging the values is the first rung
 * of the ladder itself.
 */
export const testValuesSchema = z.object({
  customerId: z.string().min(1, 'customer_missing'),
  mailboxAddress: z
    .string()
    .max(1000)
    .regex(/^[^\0]*$/, 'address_shape')
    .default('')
    .transform((text) => readAddress(text).text),
  cloud: z.string().default(''),
  tenantId: pastedId.transform((text) => readTenantId(text).text),
  clientId: pastedId.transform((text) => readClientId(text).text),
  clientSecret: z
    .string()
    .max(10_000)
    .default('')
    .transform((text) => new Secret(readSecret(text).text)),
  secretIsValue: tickSchema,
  registrationId: z.union([z.literal(''), z.uuid()], 'registration_missing').default(''),
});

/** The confirmation of a deletion: the address, typed again. */
export const deleteMailboxSchema = z.object({
  mailboxId: z.string(),
  typedAddress: z.string().trim().toLowerCase().min(1, 'address_missing').max(254, 'address_shape'),
});

/** A form that only names its mailbox. */
export const mailboxIdSchema = z.object({ mailboxId: z.string() });
