import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy } from '@/app/_gate/content-security-policy';
import { sandboxUrl } from '@/app/_gate/installation';
import { env } from '@/lib/env';

/** Two years, as browsers ask of a host that never goes back to HTTP. Its subdomains are not ours to decide about. */
const HSTS = 'max-age=63072000';

/**
 * Gives every page a Content-Security-Policy with a nonce of its own; Next reads the nonce from the request's header
 * and puts it on each of its scripts. It is no lock: who may see or do what is asked by every page and action. What does
 * not come through here has the policy of next.config.js, under which nothing runs.
 */
export function proxy(request: NextRequest): NextResponse {
  const isHttps = env().APP_URL.startsWith('https:');
  const policy = contentSecurityPolicy({
    nonce: Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64'),
    sandboxUrl: sandboxUrl(),
    isHttps,
    isDevelopment: process.env.NODE_ENV === 'development',
  });
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  if (isHttps) response.headers.set('Strict-Transport-Security', HSTS);
  return response;
}

/**
 * All but what is never a page. An address under /api/ that nothing stands at is one. Of what comes through here Next holds
 * the body in memory and cuts it off (next.config.js), so the one form with files goes past.
 */
export const config = {
  matcher: ['/((?!_next/static/|api/health$|mailboxes/send-mail$|icon\\.svg$|favicon\\.ico$).*)'],
};
