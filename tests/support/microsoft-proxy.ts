import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';
import { createAuthority } from './self-signed';

/** Microsoft's own names, and nobody else's: the proxy leads them to the sandbox. */
export const MICROSOFT_HOSTS = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
  'graph.microsoft.com',
  'graph.microsoft.us',
  'dod-graph.microsoft.us',
  'microsoftgraph.chinacloudapi.cn',
];

/** A company's proxy, behind which the sandbox stands in the place of Microsoft. */
export interface MicrosoftProxy {
  /** For HTTPS_PROXY. */
  readonly url: string;
  /** The certificate of the authority that vouches for Microsoft's names here; for NODE_EXTRA_CA_CERTS. */
  readonly authorityFile: string;
  /** What was asked for, as `host:port`, oldest first. */
  readonly asked: string[];
  /** How the next tunnels are answered: 200, or a refusal. */
  status: number;
  /** `user:password` that is asked for; null: none. */
  credentials: string | null;
  stop(): Promise<void>;
}

/** Starts a proxy that knows HTTP CONNECT, speaks TLS as each of {@link MICROSOFT_HOSTS}, and hands on to the sandbox. */
export async function startMicrosoftProxy(sandboxUrl: string): Promise<MicrosoftProxy> {
  const authority = createAuthority();
  const folder = mkdtempSync(join(tmpdir(), 'posthouse-authority-'));
  const authorityFile = join(folder, 'authority.pem');
  writeFileSync(authorityFile, authority.cert);
  const contexts = new Map(
    MICROSOFT_HOSTS.map((host) => [host, createSecureContext(authority.issue([host]))]),
  );
  const sockets = new Set<Socket>();
  const sandboxPort = Number(new URL(sandboxUrl).port);
  const server = createServer((_request, response) => response.writeHead(405).end());
  const proxy: MicrosoftProxy = {
    url: '',
    authorityFile,
    asked: [],
    status: 200,
    credentials: null,
    stop: () =>
      new Promise((resolve) => {
        rmSync(folder, { recursive: true });
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  });
  server.on('connect', (request, socket: Socket) => {
    const authorityAsked = request.url ?? '';
    proxy.asked.push(authorityAsked);
    const wanted = proxy.credentials && `Basic ${Buffer.from(proxy.credentials).toString('base64')}`;
    const secureContext = contexts.get(authorityAsked.replace(/:443$/, ''));
    const status =
      wanted && request.headers['proxy-authorization'] !== wanted ? 407 : secureContext ? proxy.status : 403;
    socket.write(`HTTP/1.1 ${status} ${status === 200 ? 'Connection established' : 'Refused'}\r\n\r\n`);
    if (status !== 200 || !secureContext) return socket.end();
    const far = connect(sandboxPort, '127.0.0.1');
    const near = new TLSSocket(socket, { isServer: true, secureContext });
    sockets.add(far);
    // Whatever ends one side ends the other, as abruptly: a reset stays none of an answer.
    far.on('error', () => socket.resetAndDestroy()).on('close', () => near.end());
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return Object.assign(proxy, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}
