import type { CertificateFacts } from '@/lib/certificate/certificate';
import type { Cloud } from '@/lib/microsoft/cloud';
import { isTenantShaped } from '@/lib/microsoft/tenant-shape';
import type { VaultFailure } from '@/lib/vault/vault';

/** A GUID as Entra writes it, in any letter case, without braces. */
export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Is this a Directory (tenant) ID: a GUID, or a domain name of the tenant? */
export function isTenantId(text: string): boolean {
  return isTenantShaped(text);
}

/** Does this look like the Secret ID, which stands beside the Value in Entra and is a GUID? A Value never is. */
export function looksLikeSecretId(secret: string): boolean {
  return GUID.test(secret.trim());
}

/** The two kinds of credential: what an app registration signs in with. */
export type SignsInWith = 'secret' | 'certificate';

/** Why an app registration or its secret could not be saved. */
export type RegistrationFailure =
  | { readonly code: 'registration_not_found' }
  /** This customer has a registration with the same cloud, tenant and client id: it is offered. */
  | { readonly code: 'registration_exists'; readonly registrationId: string }
  /** It still serves a mailbox. */
  | { readonly code: 'registration_in_use' }
  /** Somebody else replaced the secret since this form was opened. */
  | { readonly code: 'secret_changed' }
  /** Entra has told the day that this secret expires: it is not entered by hand. */
  | { readonly code: 'day_read' }
  /** Somebody else put its ids right since they were shown, or they cannot be exchanged. */
  | { readonly code: 'registration_changed' }
  /** This customer has a registration of the ids that these were to become. */
  | { readonly code: 'registration_there' }
  /** The day a certificate ends stands in it and is not entered by hand. */
  | { readonly code: 'day_of_certificate' }
  /** The sandbox was chosen while it is off. */
  | { readonly code: 'cloud_off' }
  | VaultFailure;

/** What a sign-in was tried with: the ids of a stored registration, and which of its secrets. */
export interface TriedSignIn {
  readonly registrationId: string;
  readonly version: number;
  readonly cloud: Cloud;
  readonly tenantId: string;
  readonly clientId: string;
}

/** What came of looking for a stored secret among those that Entra lists at its app registration. */
export interface EntraReading {
  readonly readAt: Date;
  /** `found`: the day is Entra's. `unclear`: several may be it, or one that shows too little. `absent`: none does; it was probably removed there. */
  readonly match: 'found' | 'unclear' | 'absent';
  /** The moments at which what it may be ends, the earliest first; one when it was found. */
  readonly endsAt: readonly Date[];
}

/** What may be shown of a credential; the secret itself cannot be read back. */
export interface CredentialFacts {
  readonly version: number;
  /** The secret's first three characters, or nothing of a short one and of a private key. */
  readonly hint: string;
  /** What it signs in with, if that is a certificate; null: a client secret. */
  readonly certificate: CertificateFacts | null;
  /** The day it expires (UTC midnight), or null: nobody knows. */
  readonly expiresOn: Date | null;
  /** Where that day is known from: `certificate` with a certificate and never else. */
  readonly expiresFrom: 'staff' | 'entra' | 'certificate';
  /** Who entered it; null: nobody, it was read from Entra, or the certificate says it. */
  readonly expiresByName: string | null;
  /** What Entra lists of this secret; null: it was never read. */
  readonly entra: EntraReading | null;
  readonly setByName: string;
  readonly setAt: Date;
}

/** A certificate that waits to be used: Microsoft has to know it first. */
export interface PendingCertificate extends CertificateFacts {
  readonly id: string;
  readonly madeByName: string;
  readonly madeAt: Date;
}

/** An app registration as pages show it. */
export interface RegistrationDetails {
  readonly id: string;
  readonly cloud: Cloud;
  readonly tenantId: string;
  readonly clientId: string;
  readonly mailboxCount: number;
  readonly credential: CredentialFacts | null;
  readonly pendingCertificate: PendingCertificate | null;
  /** The sign-in that Microsoft last refused, if none succeeded since. */
  readonly signInFailedAt: Date | null;
  readonly signInFailureCode: string | null;
}

/** Which of the two kinds a credential is. Told by where its day is known from: of a list no certificate has to be read. */
export function kindOf({ expiresFrom }: Pick<CredentialFacts, 'expiresFrom'>): SignsInWith {
  return expiresFrom === 'certificate' ? 'certificate' : 'secret';
}

/** How near the end a credential is: the day it passes one of these counts of days, it is warned about. */
const EXPIRY_WARNING_DAYS = [30, 14, 7, 1] as const;

/** An expiry as seen today. */
export type Expiry =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'known';
      readonly expiresOn: Date;
      /** Whole days from today to that day, both in UTC; negative when it is past. */
      readonly daysLeft: number;
      /** The smallest warning step that is reached, or null while it is far. */
      readonly warning: (typeof EXPIRY_WARNING_DAYS)[number] | 'past' | null;
    };

const DAY_MS = 86_400_000;

/** What an expiry day means at `now`. The day itself still counts as working: "expires today". */
export function expiryAt(expiresOn: Date | null, now: Date): Expiry {
  if (!expiresOn) return { kind: 'unknown' };
  const daysLeft = Math.floor(expiresOn.getTime() / DAY_MS) - Math.floor(now.getTime() / DAY_MS);
  const reached = EXPIRY_WARNING_DAYS.filter((days) => daysLeft <= days);
  const warning = daysLeft < 0 ? 'past' : (reached.at(-1) ?? null);
  return { kind: 'known', expiresOn, daysLeft, warning };
}
