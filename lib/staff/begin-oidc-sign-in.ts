import { fail, type Result, succeed } from '@/lib/result';
import { checkOidcProvider } from './check-oidc-provider';
import { OIDC, oidcAuth, oidcProvider } from './oidc-auth';
import type { StaffFailure } from './staff';

/**
 * Where to send the browser so that its owner signs in with the identity provider: with PKCE, a nonce and a state that is
 * bound to this browser by a cookie. They come back to `finishOidcSignIn`.
 * @param headers of the request
 * @returns the address, and the Set-Cookie headers of the state
 */
export async function beginOidcSignIn(
  headers: Headers,
): Promise<Result<{ url: string; cookies: string[] }, StaffFailure>> {
  const provider = oidcProvider();
  if (!provider) return fail({ code: 'oidc_failed' });
  if (!(await checkOidcProvider(provider.issuer, new Date()))) return fail({ code: 'oidc_failed' });
  const { response, headers: answered } = await oidcAuth().api.signInSocial({
    body: { provider: OIDC, callbackURL: '/', errorCallbackURL: '/sign-in', disableRedirect: true },
    headers,
    returnHeaders: true,
  });
  if (!response.url) return fail({ code: 'oidc_failed' });
  return succeed({ url: response.url, cookies: answered.getSetCookie() });
}
