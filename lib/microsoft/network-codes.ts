import type { CodeRow } from './code-row';

const NODE = 'nodejs.org/api/errors.html (common system errors)';
const TLS = 'nodejs.org/api/tls.html (X509 certificate error codes)';
const NODE_CODES = 'nodejs.org/api/errors.html (Node.js error codes)';
const UNDICI = 'github.com/nodejs/undici (docs/api/Errors.md)';
const TUNNEL = 'lib/way-out.ts: PROXY_ and the status of the proxy, or the code of the way there';
const LLHTTP = 'github.com/nodejs/llhttp (error codes)';

/**
 * Codes of Node's sockets, its TLS and undici to ours. `ETIMEDOUT` is ours for a deadline that passed, and the kernel's
 * for a connection that nobody answered.
 */
export const NETWORK_CODES: Readonly<Record<string, CodeRow>> = {
  // the name
  ENOTFOUND: { means: 'name_not_found', source: NODE },
  EAI_AGAIN: { means: 'name_lookup_failed', source: 'man7.org/linux/man-pages/man3/getaddrinfo.3.html' },
  EAI_FAIL: { means: 'name_lookup_failed', source: 'man7.org/linux/man-pages/man3/getaddrinfo.3.html' },
  // the connection
  ECONNREFUSED: { means: 'connection_refused', source: NODE },
  ECONNRESET: { means: 'connection_reset', source: NODE },
  ECONNABORTED: { means: 'connection_reset', source: 'man7.org/linux/man-pages/man3/errno.3.html' },
  EPIPE: { means: 'connection_reset', source: NODE },
  UND_ERR_SOCKET: { means: 'connection_reset', source: UNDICI },
  ENETUNREACH: { means: 'no_route', source: 'man7.org/linux/man-pages/man3/errno.3.html' },
  EHOSTUNREACH: { means: 'no_route', source: 'man7.org/linux/man-pages/man3/errno.3.html' },
  ENETDOWN: { means: 'no_route', source: 'man7.org/linux/man-pages/man3/errno.3.html' },
  EADDRNOTAVAIL: { means: 'no_route', source: 'man7.org/linux/man-pages/man3/errno.3.html' },
  UND_ERR_CONNECT_TIMEOUT: { means: 'connect_timed_out', source: UNDICI },
  UND_ERR_HEADERS_TIMEOUT: { means: 'timed_out', source: UNDICI },
  UND_ERR_BODY_TIMEOUT: { means: 'answer_stalled', source: UNDICI },
  ETIMEDOUT: { means: 'timed_out', source: NODE },
  // the proxy of HTTPS_PROXY
  PROXY_407: { means: 'proxy_password', source: TUNNEL },
  // TLS
  SELF_SIGNED_CERT_IN_CHAIN: { means: 'certificate_not_trusted', source: TLS },
  DEPTH_ZERO_SELF_SIGNED_CERT: { means: 'certificate_not_trusted', source: TLS },
  UNABLE_TO_GET_ISSUER_CERT: { means: 'certificate_not_trusted', source: TLS },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: { means: 'certificate_not_trusted', source: TLS },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { means: 'certificate_not_trusted', source: TLS },
  CERT_UNTRUSTED: { means: 'certificate_not_trusted', source: TLS },
  INVALID_CA: { means: 'certificate_not_trusted', source: TLS },
  CERT_HAS_EXPIRED: { means: 'certificate_out_of_date', source: TLS },
  CERT_NOT_YET_VALID: { means: 'certificate_out_of_date', source: TLS },
  ERR_TLS_CERT_ALTNAME_INVALID: { means: 'certificate_of_another_name', source: NODE_CODES },
  HOSTNAME_MISMATCH: { means: 'certificate_of_another_name', source: TLS },
  EPROTO: { means: 'tls_failed', source: NODE_CODES },
  // what came back
  TOO_LARGE: { means: 'answer_too_large', source: 'exchange.ts: 1 MB is read' },
};

/** Families of codes whose members have no meaning of their own to a person. */
export const NETWORK_FAMILIES: readonly (CodeRow & { readonly begins: string })[] = [
  { begins: 'ERR_SSL_', means: 'tls_failed', source: NODE_CODES },
  { begins: 'PROXY_', means: 'connection_refused', source: TUNNEL },
  { begins: 'HPE_', means: 'answer_is_no_http', source: LLHTTP },
];
