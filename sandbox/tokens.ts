import { createHash, generateKeyPair, type KeyObject, randomUUID, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { cloudNamed } from './clouds';
import type { App, Tenant } from './directory';

/** The claims that Graph looks at. */
export interface TokenClaims {
  readonly aud: string;
  readonly iss: string;
  readonly nbf: number;
  readonly exp: number;
  readonly appid: string;
  readonly tid: string;
  /** Absent, not empty, when no application permission is granted. */
  readonly roles?: readonly string[];
}

/** Why Graph does not take a token. */
export type TokenFault = 'malformed' | 'signature' | 'expired' | 'not-yet-valid';

/** Makes and checks access tokens with a key that lives as long as the process. */
export interface Tokens {
  /** A signed token of 3599 s from `now`, for the resource `audience`, by the sign-in of the tenant's cloud. */
  issue(app: App, tenant: Tenant, audience: string, now: Date): string;
  /** The claims of a token whose signature and life are good at `now`. */
  check(token: string, now: Date): { readonly claims: TokenClaims } | { readonly fault: TokenFault };
  /** The public key as an entry of a JSON Web Key Set. */
  jwk(): Record<string, unknown>;
}

/** Seconds that an app-only Graph token lives. */
export const TOKEN_LIFE_SECONDS = 3599;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Makes the signing key (RSA 2048), as at every start. */
export async function createTokens(): Promise<Tokens> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const kid = createHash('sha1')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64url');
  return {
    issue(app, tenant, audience, now) {
      const header = encode({ typ: 'JWT', alg: 'RS256', x5t: kid, kid });
      const signed = `${header}.${encode(claimsFor(app, tenant, audience, now))}`;
      return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
    },
    check: (token, now) => checkToken(token, publicKey, kid, now),
    jwk: () => ({ ...publicKey.export({ format: 'jwk' }), use: 'sig', kid, x5t: kid }),
  };
}

function claimsFor(app: App, tenant: Tenant, audience: string, now: Date): Record<string, unknown> {
  // Entra dates tokens five minutes back, so that a clock that runs slow does not refuse them.
  const issuedAt = Math.floor(now.getTime() / 1000) - 300;
  const cloud = cloudNamed(tenant.cloud);
  const issuer = `${cloud.tokenIssuer}/${app.tenantId}/`;
  return {
    aud: audience,
    iss: issuer,
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + 300 + TOKEN_LIFE_SECONDS + 1,
    app_displayname: app.name,
    appid: app.clientId,
    appidacr: '1',
    idp: issuer,
    idtyp: 'app',
    oid: app.objectId,
    ...(app.roles.length > 0 ? { roles: app.roles } : {}),
    sub: app.objectId,
    tenant_region_scope: (tenant.region ?? cloud.region).scope,
    tid: app.tenantId,
    uti: randomUUID().replaceAll('-', '').slice(0, 22),
    ver: '1.0',
  };
}

function checkToken(
  token: string,
  key: KeyObject,
  kid: string,
  now: Date,
): { readonly claims: TokenClaims } | { readonly fault: TokenFault } {
  const [head, payload, signature, ...more] = token.split('.');
  if (!head || !payload || !signature || more.length > 0) return { fault: 'malformed' };
  const header = parseObject(head);
  const claims = parseObject(payload);
  if (!header || !claims) return { fault: 'malformed' };
  if (header.alg !== 'RS256' || header.kid !== kid) return { fault: 'signature' };
  const good = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${payload}`),
    key,
    Buffer.from(signature, 'base64url'),
  );
  if (!good) return { fault: 'signature' };
  // The signature proves that the claims are those of `claimsFor`.
  const known = claims as unknown as TokenClaims;
  const seconds = now.getTime() / 1000;
  if (seconds >= known.exp) return { fault: 'expired' };
  if (seconds < known.nbf) return { fault: 'not-yet-valid' };
  return { claims: known };
}

function parseObject(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
