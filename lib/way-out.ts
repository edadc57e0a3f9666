import { request as plainRequest, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Socket } from 'node:net';
import { Agent, buildConnector, setGlobalDispatcher } from 'undici';
import { env } from './env';

/** How long a proxy may take to open a tunnel, in milliseconds. */
const TUNNEL_MS = 10_000;

/** No tunnel came about: the proxy did not answer, or refused. Nothing was sent to whoever lies behind it. */
export class ProxyFault extends Error {
  override readonly name = 'ProxyFault';
  constructor(
    /** `PROXY_` and the status that it answered, such as `PROXY_407`, or the network's own code, such as `PROXY_ECONNREFUSED`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * How a connection to `origin` is made: straight, or through a tunnel (HTTP CONNECT) of the proxy that HTTPS_PROXY names. What
 * is http, what is on this machine, and what NO_PROXY lists is always reached straight. TLS is spoken with the far end, never
 * with the proxy in its place; certificates are checked as without it.
 * @returns an undici connector, or undefined for undici's own
 */
export function wayTo(origin: string): buildConnector.connector | undefined {
  const { HTTPS_PROXY, NO_PROXY } = env();
  const { protocol, hostname, port } = new URL(origin);
  if (!HTTPS_PROXY || protocol !== 'https:' || isReachedStraight(hostname, port || '443', NO_PROXY)) {
    return undefined;
  }
  const secure = buildConnector({});
  return (options, callback) => {
    openTunnel(new URL(HTTPS_PROXY), `${hostname}:${port || '443'}`).then(
      (socket) => secure({ ...options, httpSocket: socket }, callback),
      (error: unknown) => callback(error as Error, null),
    );
  };
}

/**
 * Has the process's own fetch go these ways too. The library of the sign-in by an identity provider uses no other, and takes
 * none from us; Node by itself heeds HTTPS_PROXY from 24 on, and only if told. Call it once, at the start; without HTTPS_PROXY
 * it changes nothing.
 */
export function leadFetch(): void {
  if (!env().HTTPS_PROXY) return;
  const straight = buildConnector({});
  const connect: buildConnector.connector = (options, callback) => {
    const way = wayTo(`${options.protocol}//${options.host ?? options.hostname}`) ?? straight;
    way(options, callback);
  };
  setGlobalDispatcher(new Agent({ connect }));
}

const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether NO_PROXY names this host: itself, a domain that it is in (with a dot or `*.` before it or without), with or without
 * a port, or `*` for all.
 */
export function isReachedStraight(hostname: string, port: string, noProxy: string | undefined): boolean {
  const host = hostname.toLowerCase();
  if (THIS_MACHINE.includes(host)) return true;
  return (noProxy ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = '', ofPort] = /^(.*?)(?::(\d+))?$/.exec(entry.replace(/^\*?\./, '')) ?? [];
      if (name === '' || (ofPort && ofPort !== port)) return false;
      return host === name || host.endsWith(`.${name}`);
    });
}

function openTunnel(proxy: URL, authority: string): Promise<Socket> {
  const { protocol, hostname, port, username, password } = proxy;
  const isSecure = protocol === 'https:';
  const options: RequestOptions = {
    method: 'CONNECT',
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port || (isSecure ? 443 : 80),
    path: authority,
    agent: false,
    timeout: TUNNEL_MS,
    headers: { host: authority, ...credentialsOf(username, password) },
  };
  return new Promise((resolve, reject) => {
    const request = (isSecure ? secureRequest : plainRequest)(options);
    const fail = (code: string, what: string) => {
      // Never the proxy's own address: it may hold a password.
      reject(new ProxyFault(`PROXY_${code}`, `The proxy ${what} (CONNECT ${authority}).`));
      request.destroy();
    };
    request.on('connect', ({ statusCode }, socket, head) => {
      if (statusCode !== 200) return fail(String(statusCode), `answered ${statusCode}`);
      socket.setTimeout(0);
      // Nobody speaks before the client does in TLS: what is here already is not from the far end.
      if (head.length > 0) return fail('EPROTO', 'sent what was not asked for');
      resolve(socket);
    });
    request.on('timeout', () => fail('ETIMEDOUT', 'did not answer in time'));
    request.on('error', (error: NodeJS.ErrnoException) =>
      fail(error.code ?? 'UNKNOWN', 'could not be reached'),
    );
    request.end();
  });
}

function credentialsOf(username: string, password: string): Record<string, string> {
  if (!username && !password) return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
