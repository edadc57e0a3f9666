import { randomUUID } from 'node:crypto';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { fail, type Result, succeed } from '@/lib/result';
import { Secret } from '@/lib/secret';
import type { Cloud } from './cloud';
import { type CloudEndpoints, cloudEndpoints } from './clouds';
import { msalCredential, type SignInCredential, secretsOf } from './credential';
import { type CallLimits, ENTRA_DEADLINE_MS, endOfCall } from './deadline';
import { authorityOrigin, EntraNetwork, ForeignOrigin } from './entra-network';
import type { MicrosoftFailure } from './failure';
import { failureOfEntra, failureOfEntraAnswer } from './failure-of-entra';
import { NetworkFault } from './network-fault';
import { rawAnswer } from './raw-answer';
import { jsonObjectOf, textOf } from './read-answer';
import { isTenantShaped } from './tenant-shape';

/** An app-only token for Graph. `value` goes into one header and nowhere else. */
export interface AccessToken {
  readonly value: Secret;
  readonly expiresAt: Date;
  /** The application permissions in the token, such as `Mail.Send`; empty also where Exchange RBAC grants the right. */
  readonly roles: readonly string[];
  /** What the app registration is called in Entra, when the token says so. */
  readonly appDisplayName: string | null;
}

/** The app registration that signs in. */
export interface SignInApp {
  readonly cloud: Cloud;
  /** A GUID or a verified domain name. */
  readonly tenantId: string;
  readonly clientId: string;
}

/** Who signs in, and with what. */
export type SignIn = SignInApp & SignInCredential;

/**
 * Signs in to Entra ID with a client secret or a certificate, once, and never answers from a cache. A fresh MSAL instance is used and
 * dropped: MSAL's cache key does not hold the credential, so a shared one would let a wrong secret "work", and after a
 * 429 or 5xx an instance refuses by itself for 60 s.
 *
 * The whole takes at most `deadlineMs` (default 10 s). Failures are returned; a missing sandbox and a foreign origin
 * are thrown.
 */
export async function requestAccessToken(
  signIn: SignIn,
  limits: CallLimits = {},
): Promise<Result<AccessToken, MicrosoftFailure>> {
  const endpoints = cloudEndpoints(signIn.cloud);
  const secrets = secretsOf(signIn);
  // The tenant becomes part of the address that the credential is posted to.
  if (!isTenantShaped(signIn.tenantId)) {
    return fail({ code: 'tenant_malformed', retryAfterSeconds: null, raw: rawAnswer({}, secrets) });
  }
  const network = new EntraNetwork(endpoints, endOfCall(limits, ENTRA_DEADLINE_MS));
  try {
    const result = await applicationOf(signIn, endpoints, network).acquireTokenByClientCredential({
      scopes: [endpoints.scope],
      correlationId: randomUUID(),
      skipCache: true,
      // The variable MSAL_FORCE_REGION would send the secret to a regional host that serves Microsoft's own apps alone.
      azureRegion: 'DisableMsalForceRegion',
    });
    const token = tokenOf(result?.accessToken, result?.expiresOn);
    // MSAL reports success for any JSON without `error`, whatever its status, with an empty token.
    if (token !== null && network.answer !== null && network.answer.status < 300) return succeed(token);
    return fail(failureOfLastAnswer(network, secrets));
  } catch (error) {
    if (error instanceof ForeignOrigin) throw error;
    if (error instanceof NetworkFault || network.answer === null) return fail(failureOfEntra(error, secrets));
    return fail(failureOfLastAnswer(network, secrets));
  }
}

function failureOfLastAnswer(network: EntraNetwork, secrets: readonly Secret[]): MicrosoftFailure {
  return failureOfEntraAnswer(network.answer ?? { status: 0, headers: {}, body: '' }, secrets);
}

function applicationOf(signIn: SignIn, endpoints: CloudEndpoints, networkClient: EntraNetwork) {
  const origin = authorityOrigin(endpoints);
  const authority = `${origin}/${signIn.tenantId}`;
  return new ConfidentialClientApplication({
    auth: {
      clientId: signIn.clientId,
      ...msalCredential(signIn),
      authority,
      // With its port, or MSAL asks login.microsoftonline.com who this is.
      knownAuthorities: [new URL(origin).host],
      // Ours, from the cloud table: so every cloud takes one request, to one host, and MSAL's own list cannot lead elsewhere.
      authorityMetadata: JSON.stringify({
        issuer: `${authority}/v2.0`,
        authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
        token_endpoint: `${authority}/oauth2/v2.0/token`,
        end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
        jwks_uri: `${authority}/discovery/v2.0/keys`,
      }),
    },
    system: {
      networkClient,
      // What is worth telling of an answer is in the result; MSAL's own lines would tell of the request too.
      loggerOptions: { piiLoggingEnabled: false, loggerCallback: () => {} },
    },
  });
}

/** Null for what cannot be a token: nothing, or characters that a header cannot carry. */
function tokenOf(value: string | undefined, expiresOn: Date | null | undefined): AccessToken | null {
  if (!value || !/^[\x21-\x7e]+$/.test(value)) return null;
  const claims = claimsOf(value);
  const roles = Array.isArray(claims.roles) ? claims.roles : [];
  const isDate = expiresOn instanceof Date && !Number.isNaN(expiresOn.getTime());
  return {
    value: new Secret(value),
    // Without a time it may be used at once, and is never kept.
    expiresAt: isDate ? expiresOn : new Date(),
    roles: roles.filter((role): role is string => typeof role === 'string'),
    appDisplayName: textOf(claims.app_displayname),
  };
}

/**
 * Reads the claims without checking the signature. That is fine here: the token came straight from Entra over TLS, it is
 * Graph's to verify and to trust, and its roles only choose words for a person; no right of ours hangs on them.
 */
function claimsOf(token: string): Readonly<Record<string, unknown>> {
  return jsonObjectOf(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) ?? {};
}
