import { z } from 'zod';
import { revisionSchema } from '@/lib/customer/schema';
import { tickSchema } from '@/lib/registration/schema';
import { Secret } from '@/lib/secret';

const certificatePlace = { mailboxId: z.string(), registrationId: z.uuid('registration_missing') };
const waitingPlace = { ...certificatePlace, certificateId: z.uuid() };

/** The form that makes a certificate, for one or two years. */
export const makeCertificateSchema = z.object({
  ...certificatePlace,
  years: z.coerce.number().pipe(z.union([z.literal(1), z.literal(2)])),
});

/** The form that adds an existing certificate: PEM text, or a PFX in base64, and the password that locks it, if one does. */
export const addCertificateSchema = z.object({
  ...certificatePlace,
  certificate: z
    .string()
    .max(200_000, 'text_too_long')
    .transform((text) => new Secret(text)),
  certificatePassword: z
    .string()
    .max(1_000, 'text_too_long')
    .default('')
    .transform((text) => new Secret(text)),
});

/** A form that only names the certificate that waits. */
export const waitingCertificateSchema = z.object(waitingPlace);

/** The form that lets a registration sign in with it; `version` is that of the credential on screen, 0 when there was none. */
export const switchToCertificateSchema = z.object({
  ...waitingPlace,
  version: revisionSchema,
  insist: tickSchema,
});
