import { constants, type KeyObject, verify, type X509Certificate } from 'node:crypto';
import { thumbprintOf } from './certificates';
import { type EntraFailure, entraFailures } from './entra-error';

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** How far Entra lets a client's clock be off, in seconds. */
const SKEW_SECONDS = 300;

type Claims = Readonly<Record<string, unknown>>;

/** What an assertion is held against. */
export interface Expected {
  readonly clientId: string;
  /** Those that were uploaded to the app. */
  readonly certificates: readonly X509Certificate[];
  /** Host names with their port under which this sign-in is reached. */
  readonly hosts: readonly string[];
  /** Whether a path's first part names the tenant that was asked. */
  readonly isTenant: (segment: string) => boolean;
  readonly now: Date;
}

/**
 * Looks at a client assertion (RFC 7523) as learn.microsoft.com/entra/identity-platform/certificate-credentials
 * describes it: named certificate, signature, issuer and subject, audience, lifetime. Undefined: it is in order. A `jti`
 * has to be there and may come again: nothing is known of Entra looking for that.
 */
export function refuseAssertion(form: URLSearchParams, expected: Expected): EntraFailure | undefined {
  if (form.get('client_assertion_type') !== JWT_BEARER) {
    return entraFailures.parameterMissing('client_assertion_type');
  }
  const parts = (form.get('client_assertion') ?? '').split('.');
  const [header, claims] = parts.slice(0, 2).map(objectOf);
  if (parts.length !== 3 || !header || !claims) return entraFailures.assertionUnreadable('it is no JWT');
  return refuseSignature(parts, header, expected) ?? refuseClaims(claims, expected);
}

function refuseSignature(
  parts: readonly string[],
  header: Claims,
  { clientId, certificates, now }: Expected,
): EntraFailure | undefined {
  const named = { sha1: thumbprintIn(header.x5t), sha256: thumbprintIn(header['x5t#S256']) };
  const certificate = certificates.find(
    (known) =>
      named.sha256 === known.fingerprint256.replaceAll(':', '') ||
      (named.sha256 === null && named.sha1 === thumbprintOf(known)),
  );
  const given = named.sha256 ?? named.sha1 ?? '';
  if (!certificate) return entraFailures.keyNotFound(given, clientId);
  if (now > new Date(certificate.validTo)) {
    return entraFailures.keyExpired(given, clientId, certificate.validFrom, certificate.validTo);
  }
  const [head, body, signature = ''] = parts;
  const signed = isSigned(header.alg, Buffer.from(`${head}.${body}`), certificate.publicKey, signature);
  if (signed === null) return entraFailures.algorithmUnknown(String(header.alg));
  return signed ? undefined : entraFailures.signatureWrong(given, clientId);
}

/** Null: the algorithm is none of those that Entra takes for a certificate. */
function isSigned(alg: unknown, data: Buffer, key: KeyObject, signature: string): boolean | null {
  const bytes = Buffer.from(signature, 'base64url');
  if (alg === 'RS256') return verify('RSA-SHA256', data, key, bytes);
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
  return alg === 'PS256' ? verify('RSA-SHA256', data, { key, padding, saltLength }, bytes) : null;
}

function refuseClaims(
  claims: Claims,
  { clientId, hosts, isTenant, now }: Expected,
): EntraFailure | undefined {
  const { iss, sub, aud, exp, nbf, jti } = claims;
  const isClient = (value: unknown) =>
    typeof value === 'string' && value.toLowerCase() === clientId.toLowerCase();
  if (!isClient(iss) || !isClient(sub)) return entraFailures.assertionOfOther();
  if (!isEndpoint(aud, hosts, isTenant)) return entraFailures.audienceWrong();
  if (typeof exp !== 'number' || typeof nbf !== 'number' || typeof jti !== 'string') {
    return entraFailures.assertionUnreadable('exp, nbf or jti is missing');
  }
  const seconds = now.getTime() / 1000;
  if (seconds < nbf - SKEW_SECONDS || seconds > exp + SKEW_SECONDS) {
    return entraFailures.outsideLifetime(now, new Date(nbf * 1000), new Date(exp * 1000));
  }
  return undefined;
}

// The token endpoint of this tenant, or its issuer: Microsoft names both. Under https even where the sandbox is not:
// MSAL takes no other authority.
function isEndpoint(aud: unknown, hosts: readonly string[], isTenant: Expected['isTenant']): boolean {
  const url = typeof aud === 'string' && URL.canParse(aud) ? new URL(aud) : null;
  const [, tenant = '', rest = ''] = url?.pathname.match(/^\/([^/]+)\/(.+)$/) ?? [];
  const known = rest === 'oauth2/v2.0/token' || rest === 'v2.0';
  return url?.protocol === 'https:' && hosts.includes(url.host) && known && isTenant(tenant);
}

function thumbprintIn(value: unknown): string | null {
  return typeof value === 'string' ? Buffer.from(value, 'base64url').toString('hex').toUpperCase() : null;
}

function objectOf(part: string): Claims | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : null;
  } catch {
    return null;
  }
}
