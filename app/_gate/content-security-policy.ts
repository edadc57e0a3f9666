/**
 * The Content-Security-Policy of a page: nothing is loaded that is not named here, and a script runs only when it
 * carries this answer's nonce or was loaded by one that does. Styles come from our own files alone: no element and no
 * attribute of ours holds one. (What scripts set on an element's `style` is no attribute in the HTML, and is free.)
 * @param nonce of this answer alone, in base64
 * @param sandboxUrl the sandbox's origin while it is on: the browser fetches its example values there
 * @param isHttps do people reach the app by HTTPS? Then nothing is asked for without it
 * @param isDevelopment React's and Next's tools for development evaluate code, add styles and hold a WebSocket
 */
export function contentSecurityPolicy({
  nonce,
  sandboxUrl,
  isHttps,
  isDevelopment,
}: {
  readonly nonce: string;
  readonly sandboxUrl: string | null;
  readonly isHttps: boolean;
  readonly isDevelopment: boolean;
}): string {
  const directives: readonly (readonly (string | false | null)[])[] = [
    ['default-src', "'none'"],
    ['script-src', `'nonce-${nonce}'`, "'strict-dynamic'", isDevelopment && "'unsafe-eval'"],
    ['style-src', "'self'", isDevelopment && "'unsafe-inline'"],
    ['img-src', "'self'"],
    ['font-src', "'self'"],
    ['connect-src', "'self'", sandboxUrl, isDevelopment && 'ws:'],
    ['object-src', "'none'"],
    // Without it what 'strict-dynamic' trusts may start one.
    ['worker-src', "'none'"],
    // Of these three default-src says nothing.
    ['base-uri', "'none'"],
    ['form-action', "'self'"],
    ['frame-ancestors', "'none'"],
    // The sandbox speaks HTTP on this machine, and would be asked for by HTTPS too.
    ...(isHttps && !sandboxUrl ? [['upgrade-insecure-requests']] : []),
  ];
  return directives.map((sources) => sources.filter(Boolean).join(' ')).join('; ');
}
