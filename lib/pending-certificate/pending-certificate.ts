import type { CustomerId } from '@/lib/customer/customer';
import type { MicrosoftFailure } from '@/lib/microsoft/failure';
import type { RegistrationFailure } from '@/lib/registration/registration';
import type { Binding } from '@/lib/vault/binding';

/** Why nothing came of a certificate that waits to be used. */
export type PendingCertificateFailure =
  /** One waits already: it has to be used or discarded first. */
  | { readonly code: 'certificate_waits' }
  /** The one on screen was used or discarded meanwhile. */
  | { readonly code: 'certificate_gone' }
  | RegistrationFailure;

/** Why Microsoft did not let a certificate in. */
export type SignInRefusal = MicrosoftFailure;

/** What the sealed key of a certificate that is not used yet is bound to: its own row. */
export function pendingBinding(customerId: CustomerId, certificateId: string): Binding {
  return { owner: customerId, record: certificateId, field: 'pending-certificate-key', version: 1 };
}
