import { factsOfCertificate } from '@/lib/certificate/certificate';
import type { CustomerId } from '@/lib/customer/customer';
import type { SignInCredential } from '@/lib/microsoft/credential';
import type { Secret } from '@/lib/secret';
import type { Binding } from '@/lib/vault/binding';

/** What a sealed client secret is bound to: this customer, this registration, this version of it. */
export function credentialBinding(customerId: CustomerId, registrationId: string, version: number): Binding {
  return { owner: customerId, record: registrationId, field: 'client-secret', version };
}

/** What the sealed key of a certificate in use is bound to. */
export function certificateBinding(customerId: CustomerId, registrationId: string, version: number): Binding {
  return { owner: customerId, record: registrationId, field: 'certificate-key', version };
}

/** What a stored credential is bound to: as a secret, or with `certificate` as the key of that one. */
export function bindingOfStored(
  customerId: CustomerId,
  registrationId: string,
  credential: { readonly version: number; readonly certificate: string | null },
): Binding {
  const bindingOf = credential.certificate === null ? credentialBinding : certificateBinding;
  return bindingOf(customerId, registrationId, credential.version);
}

/** What was opened as a sign-in takes it: a client secret, or the private key of `certificate` (PEM). */
export function signInWith(opened: Secret, certificate: string | null): SignInCredential {
  if (certificate === null) return { clientSecret: opened };
  const { thumbprintSha256 } = factsOfCertificate(certificate);
  return { certificate: { privateKey: opened, certificate, thumbprintSha256 } };
}

/** A secret shorter than this has no hint: three of few characters would tell too much. Entra's have 40. */
const SHORTEST_WITH_HINT = 16;

/** The part of a secret that may be shown: its first three characters, as Entra shows them; nothing of a short one. */
export function hintOf(clientSecret: Secret): string {
  const text = clientSecret.reveal();
  return text.length < SHORTEST_WITH_HINT ? '' : text.slice(0, 3);
}

/** Names a credential in the token cache: a replaced secret never meets an old token. */
export function credentialKey(registrationId: string, version: number): string {
  return `${registrationId}:${version}`;
}

/** The day of an expiry as the history keeps it, `YYYY-MM-DD`; null: nobody knows. */
export function dayOf(expiresOn: Date): string;
export function dayOf(expiresOn: Date | null): string | null;
export function dayOf(expiresOn: Date | null): string | null {
  return expiresOn?.toISOString().slice(0, 10) ?? null;
}
