import type { Result } from '@/lib/result';
import type { SignInCredential } from './credential';
import type { CallLimits } from './deadline';
import type { MicrosoftFailure } from './failure';
import { type AccessToken, requestAccessToken, type SignInApp } from './request-access-token';

export type { AccessToken };

/** A token is used until this long before its end, in milliseconds: a send begun with it must not outlive it. */
const TOKEN_MARGIN_MS = 300_000;

/** Tokens kept at most, about 3 KB each. The one unused for longest goes first. */
export const TOKENS_KEPT = 5_000;

/** Whose token is wanted. */
export interface TokenOwner extends SignInApp {
  /** Names the credential and its version, so that a token of a replaced one is never found again. */
  readonly credentialKey: string;
}

interface Held {
  /** In the order of use, oldest first. */
  readonly tokens: Map<string, { readonly token: AccessToken; readonly credentialKey: string }>;
  readonly flights: Map<string, { readonly answer: Promise<unknown>; readonly credentialKey: string }>;
}

// On globalThis: Next.js bundles this file more than once, and forgetting a token has to reach every copy.
const global = globalThis as unknown as { posthouseTokens?: Held };

function held(): Held {
  global.posthouseTokens ??= { tokens: new Map(), flights: new Map() };
  return global.posthouseTokens;
}

/**
 * A token for sending: the one at hand, or a new one. Calls at the same time for the same owner share one request (MSAL
 * would make one each). Failures are not kept: whoever must not ask again has to remember that himself.
 *
 * @param openCredential called only when a new token is needed; the plaintext lives no longer than that request
 */
export async function accessToken<F = never>(
  owner: TokenOwner,
  openCredential: () => Promise<Result<SignInCredential, F>>,
  limits: CallLimits & { readonly now?: () => Date } = {},
): Promise<Result<AccessToken, MicrosoftFailure | F>> {
  const { tokens, flights } = held();
  const now = limits.now ?? (() => new Date());
  const key = JSON.stringify([
    owner.cloud,
    owner.tenantId.toLowerCase(),
    owner.clientId.toLowerCase(),
    owner.credentialKey,
  ]);

  const kept = tokens.get(key);
  tokens.delete(key);
  if (kept && isFresh(kept.token, now())) {
    tokens.set(key, kept);
    return { ok: true, value: kept.token };
  }
  const underway = flights.get(key);
  if (underway) return underway.answer as Promise<Result<AccessToken, MicrosoftFailure | F>>;

  const answer = signInOnce(owner, openCredential, limits);
  const flight = { answer, credentialKey: owner.credentialKey };
  flights.set(key, flight);
  try {
    const result = await answer;
    // Forgotten while it was under way: whoever waits gets it, nobody later.
    if (result.ok && flights.get(key) === flight && isFresh(result.value, now())) {
      keep(key, { token: result.value, credentialKey: owner.credentialKey });
    }
    return result;
  } finally {
    if (flights.get(key) === flight) flights.delete(key);
  }
}

/** Forgets every token of this credential, also one that is still under way: after a 401, a replacement, a deletion. */
export function forgetAccessToken(credentialKey: string): void {
  const { tokens, flights } = held();
  for (const [key, entry] of tokens) if (entry.credentialKey === credentialKey) tokens.delete(key);
  for (const [key, flight] of flights) if (flight.credentialKey === credentialKey) flights.delete(key);
}

async function signInOnce<F>(
  owner: TokenOwner,
  openCredential: () => Promise<Result<SignInCredential, F>>,
  limits: CallLimits,
): Promise<Result<AccessToken, MicrosoftFailure | F>> {
  const credential = await openCredential();
  if (!credential.ok) return credential;
  const { cloud, tenantId, clientId } = owner;
  return requestAccessToken({ cloud, tenantId, clientId, ...credential.value }, limits);
}

function keep(key: string, entry: { token: AccessToken; credentialKey: string }): void {
  const { tokens } = held();
  tokens.set(key, entry);
  const oldest = tokens.keys().next();
  if (tokens.size > TOKENS_KEPT && !oldest.done) tokens.delete(oldest.value);
}

const isFresh = (token: AccessToken, now: Date) =>
  token.expiresAt.getTime() - now.getTime() > TOKEN_MARGIN_MS;
