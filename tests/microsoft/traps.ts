import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer, type LookupFunction, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { buildConnector, Pool } from 'undici';
import { selfSigned } from '@/tests/support/self-signed';

/** What can stand where Microsoft should be. All of it is on this machine. */
export type Trap =
  | 'name that nobody knows'
  | 'name server that is silent'
  | 'closed port'
  | 'address without a way'
  | 'handshake that never ends'
  | 'certificate of an unknown authority'
  | 'certificate that has expired'
  | 'certificate of another name'
  | 'server without TLS';

const LOGIN = 'https://login.microsoftonline.com';

interface Way {
  readonly port: number;
  readonly lookup: LookupFunction;
  /** What this one connection trusts besides, in PEM. */
  readonly ca?: string;
  readonly server?: Server;
}

/**
 * Leads `login.microsoftonline.com` into a trap until it is taken away: name, socket and TLS are real, only the address is
 * another. A name server cannot be made up without rights, so its two answers are given in its place.
 */
export async function layTrap(trap: Trap): Promise<{ readonly takeAway: () => Promise<void> }> {
  const { port, lookup, ca, server } = await wayInto(trap);
  const connector = buildConnector({ lookup, timeout: 0, autoSelectFamily: false, ...(ca ? { ca } : {}) });
  const pool = new Pool(LOGIN, {
    connections: 1,
    connect: (options, done) => connector({ ...options, port: String(port) }, done),
  });
  const held = globalThis as unknown as { posthousePools?: Map<string, Pool> };
  held.posthousePools ??= new Map();
  held.posthousePools.set(LOGIN, pool);
  return {
    takeAway: async () => {
      held.posthousePools?.delete(LOGIN);
      await pool.destroy();
      server?.close();
    },
  };
}

async function wayInto(trap: Trap): Promise<Way> {
  switch (trap) {
    case 'name that nobody knows':
      return { port: 443, lookup: failing('ENOTFOUND') };
    case 'name server that is silent':
      return { port: 443, lookup: failing('EAI_AGAIN') };
    case 'closed port': {
      const way = await listening(createTcpServer());
      await new Promise((closed) => way.server?.close(closed));
      return { port: way.port, lookup: way.lookup };
    }
    // The kernel refuses to connect to everybody at once; nothing leaves the machine.
    case 'address without a way':
      return { port: 443, lookup: leadingTo('255.255.255.255') };
    case 'handshake that never ends':
      return listening(createTcpServer((socket) => socket.on('error', () => {})));
    case 'certificate of an unknown authority':
      return listening(createTlsServer(selfSigned()));
    case 'certificate that has expired': {
      const { cert, key } = selfSigned();
      const expired = withLastDay(cert, '200601000000Z');
      return { ...(await listening(createTlsServer({ cert: expired, key }))), ca: expired };
    }
    case 'certificate of another name': {
      const { cert, key } = selfSigned();
      return { ...(await listening(createTlsServer({ cert, key }))), ca: cert };
    }
    case 'server without TLS':
      return listening(createTcpServer((socket) => socket.on('error', () => {}).end('220 mail ready\r\n')));
  }
}

async function listening(server: Server): Promise<Way & { readonly server: Server }> {
  server.on('tlsClientError', () => {});
  await new Promise<void>((heard) => server.listen(0, '127.0.0.1', heard));
  server.unref();
  return { port: (server.address() as AddressInfo).port, lookup: leadingTo('127.0.0.1'), server };
}

const leadingTo =
  (address: string): LookupFunction =>
  (_name, options, done) =>
    // Never at once: a name is looked up while the socket goes on being made.
    setImmediate(() => (options.all ? done(null, [{ address, family: 4 }]) : done(null, address, 4)));

const failing =
  (code: string): LookupFunction =>
  (name, _options, done) =>
    setImmediate(() =>
      done(Object.assign(new Error(`getaddrinfo ${code} ${name}`), { code, syscall: 'getaddrinfo' }), '', 4),
    );

/**
 * The same certificate with another last day. Its signature is no longer good, and nobody looks at it: a root that is
 * trusted by itself is not asked who vouches for it.
 */
function withLastDay(pem: string, day: string): string {
  const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const at = der.lastIndexOf(Buffer.from('Z'), der.lastIndexOf(Buffer.from('491231000000Z')) + 12) - 12;
  der.write(day, at, 'ascii');
  const lines = der.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
