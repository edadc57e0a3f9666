import { parseSetCookieHeader } from 'better-auth/cookies';
import { cookies } from 'next/headers';

/**
 * Hands the Set-Cookie headers that sign-in or sign-out answered on to the browser. A cookie that is set stays until
 * the browser is closed, whatever age it came with: the database prolongs a session while somebody works, which a page
 * could not tell the cookie.
 */
export async function setCookies(headers: readonly string[]): Promise<void> {
  const jar = await cookies();
  for (const header of headers) {
    // The values come decoded, and the jar encodes them again.
    for (const [name, { value, ...attributes }] of parseSetCookieHeader(header)) {
      jar.set(name, value, {
        httpOnly: attributes.httponly ?? true,
        secure: attributes.secure ?? false,
        sameSite: attributes.samesite ?? 'lax',
        path: attributes.path ?? '/',
        ...(attributes['max-age'] === 0 ? { maxAge: 0 } : {}),
      });
    }
  }
}
