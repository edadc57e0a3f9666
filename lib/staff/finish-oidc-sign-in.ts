import { record } from '@/lib/audit/record-audit';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { fail, type Result, succeed } from '@/lib/result';
import { checkOidcProvider } from './check-oidc-provider';
import type { Browser, SignedIn } from './factor';
import { makeKnownDevice } from './known-device';
import { networkLimit } from './network-limit';
import { OIDC, oidcAuth, oidcProvider } from './oidc-auth';
import { findActor } from './reads';
import type { StaffFailure } from './staff';
import { takeBackAttempt } from './store';
import { takeAttempt } from './take-attempt';

/**
 * What better-auth says when it lets nobody in, as ours. Everything else, such as a wrong signature or nonce, is
 * `oidc_failed`.
 */
const REFUSALS: Readonly<Record<string, 'oidc_unknown' | 'oidc_over'>> = {
  signup_disabled: 'oidc_unknown',
  account_not_linked: 'oidc_unknown',
  staff_member_inactive: 'oidc_unknown',
  other_identity: 'oidc_unknown',
  state_mismatch: 'oidc_over',
  state_not_found: 'oidc_over',
  // What the provider itself says of a person who went back or refused.
  access_denied: 'oidc_over',
};

/**
 * Signs in whom the identity provider has sent back: somebody who is a staff member already, by the account that was linked
 * before or by an e-mail that the provider has verified, which links it. Nobody is made by it.
 * @param query what the provider has put into the address
 */
export async function finishOidcSignIn({
  query,
  address,
  headers,
}: { readonly query: Readonly<Record<string, string>> } & Browser): Promise<Result<SignedIn, StaffFailure>> {
  const provider = oidcProvider();
  if (!provider) return fail({ code: 'oidc_failed' });
  const network = address ? networkLimit(address) : null;
  const taken = await takeAttempt(network ? [network] : []);
  if (!taken.ok) return taken;
  if (!(await checkOidcProvider(provider.issuer, new Date()))) return fail({ code: 'oidc_failed' });

  const answer = await oidcAuth().api.callbackOAuth({
    params: { id: OIDC },
    query,
    headers,
    asResponse: true,
  });
  const place = new URL(answer.headers.get('location') ?? '/sign-in?error=none', env().APP_URL);
  const said = place.searchParams.get('error');
  if (said !== null) {
    const code = REFUSALS[said] ?? 'oidc_failed';
    // A code of the protocol or of better-auth; whatever else somebody writes into the address the log leaves out.
    if (code === 'oidc_failed') log.warn({ code: said }, 'a sign-in by OIDC failed');
    return fail({ code });
  }
  const cookies = answer.headers.getSetCookie();
  const member = await findActor(sentBack(cookies));
  if (!member) return fail({ code: 'oidc_failed' });
  if (network) await takeBackAttempt(network.key);
  const { id, name, email } = member;
  const details = { by: OIDC };
  await record({ deed: 'staff.sign_in', actor: { id, name }, subject: { id, label: email }, details });
  return succeed({ cookies, knownDevice: makeKnownDevice(env().SESSION_SECRET, email, new Date()) });
}

/** As a browser sends them back with its next request. */
const sentBack = (cookies: readonly string[]) =>
  new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') });
