import { isEntraIssuer } from '@/lib/oidc-issuer';

/** Who an identity provider says has signed in. */
export interface OidcIdentity {
  /** Never given to anybody else there. */
  readonly subject: string;
  readonly email: string;
  /** Does the provider vouch for it that the e-mail is theirs? */
  readonly verified: boolean;
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * Reads the claims of an ID token whose signature, issuer, audience and nonce were checked before. Entra does not say
 * `email_verified`. There `xms_edov` says it, and the user principal name lies in a domain that the directory has proven;
 * of a guest, whom the claim `idp` gives away, it is an address that some other directory says.
 * https://learn.microsoft.com/entra/identity-platform/optional-claims-reference
 */
export function readIdentity(issuer: string, claims: Claims): OidcIdentity | null {
  const subject = text(claims.sub);
  if (!subject) return null;
  const email = text(claims.email).toLowerCase();
  if (!isEntraIssuer(issuer)) return { subject, email, verified: isTrue(claims.email_verified) };
  if (email && isTrue(claims.xms_edov)) return { subject, email, verified: true };
  const principal = text(claims.preferred_username).toLowerCase();
  const isGuest = (claims.idp !== undefined && claims.idp !== issuer) || principal.includes('#ext#');
  return { subject, email: principal, verified: !isGuest && principal.includes('@') };
}

const text = (claim: unknown) => (typeof claim === 'string' ? claim.trim() : '');
const isTrue = (claim: unknown) => claim === true || claim === 1 || claim === 'true' || claim === '1';
