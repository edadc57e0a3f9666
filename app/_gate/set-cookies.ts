import { parseSetCookieHeader } from 'better-auth/cookies';
import { cookies } from 'next/headers';

/** Hands the Set-Cookie headers that sign-in or sign-out answered on to the browser. */
export async function setCookies(headers: readonly string[]): Promise<void> {
  const jar = await cookies();
  for (const header of headers) {
    for (const [name, { value, ...attributes }] of parseSetCookieHeader(header)) {
      jar.set(name, decodeURIComponent(value), {
        httpOnly: attributes.httponly ?? true,
        secure: attributes.secure ?? false,
        sameSite: attributes.samesite ?? 'lax',
        path: attributes.path ?? '/',
        ...(attributes['max-age'] === undefined ? {} : { maxAge: attributes['max-age'] }),
      });
    }
  }
}
