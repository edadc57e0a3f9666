import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerControl } from './control';
import type { Scenario } from './directory';
import { answerInstance, answerKeys, answerOpenId } from './discovery';
import { answerToken } from './entra';
import { createFaults, type Fault } from './faults';
import { answerGraph } from './graph';
import { type AcceptedMail, createLedger, type SeenRequest } from './ledger';
import { answerPage } from './page';
import { createDirectory } from './scenarios';
import { createThrottle } from './throttle';
import { createTokens } from './tokens';
import { sendJson } from './wire';
import type { Exchange, World } from './world';

/** How to start a sandbox. */
export interface SandboxOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Milliseconds that Entra and Graph take to answer; 0 when not given. */
  readonly latencyMs?: number;
  /** Microsoft's clock; the machine's when not given. */
  readonly now?: () => Date;
}

/** A running sandbox. */
export interface Sandbox {
  /** Its address, `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly scenarios: readonly Scenario[];
  /** The scenario with this id. @throws when there is none. */
  scenario(id: string): Scenario;
  /** The mails accepted, newest first. */
  accepted(): readonly AcceptedMail[];
  /** The requests seen, newest first. */
  requests(): readonly SeenRequest[];
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** Forgets mails, requests and switched-on faults. */
  reset(): void;
  /** Stops listening and cuts what is open. */
  stop(): Promise<void>;
}

/** Starts a sandbox on the loopback address. @throws the listening error, such as EADDRINUSE. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const now = options.now ?? (() => new Date());
  const directory = createDirectory(now());
  const world: World = {
    directory,
    tokens: await createTokens(),
    faults: createFaults(directory.faults),
    throttle: createThrottle(),
    ledger: createLedger(),
    latencyMs: options.latencyMs ?? 0,
    now,
  };
  const server = createServer((request, response) => {
    serve(world, request, response).catch((error: unknown) => {
      // A caller that hung up while its body was read is no fault of ours.
      if (request.destroyed && !request.complete) return;
      console.error(`Sandbox: ${error instanceof Error ? error.stack : String(error)}`);
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { error: 'The sandbox failed. This is a fault of the sandbox itself.' });
    });
  });
  await listen(server, options.port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    scenarios: directory.scenarios,
    scenario(id) {
      const found = directory.scenarios.find((scenario) => scenario.id === id);
      if (!found) throw new Error(`The sandbox has no scenario ${id}.`);
      return found;
    },
    accepted: () => world.ledger.mails(),
    requests: () => world.ledger.requests(),
    addFault: (fault) => world.faults.add(fault),
    clearFaults: () => world.faults.clear(),
    reset() {
      world.ledger.forgetMails();
      world.ledger.forgetRequests();
      world.faults.clear();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function serve(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const host = request.headers.host ?? '';
  // A name that a foreign web page pointed at this machine must not reach the sandbox (DNS rebinding).
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(host)) {
    return sendJson(response, 421, { error: 'The sandbox answers to 127.0.0.1 and localhost only.' });
  }
  const method = request.method ?? 'GET';
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const seen: SeenRequest = {
    method,
    path,
    status: null,
    cut: false,
    clientId: null,
    at: world.now().toISOString(),
  };
  response.once('close', () => {
    seen.status = response.writableFinished ? response.statusCode : null;
    seen.cut = !response.writableFinished;
  });
  const exchange: Exchange = {
    world,
    request,
    response,
    method,
    path,
    query: new URLSearchParams(query),
    origin: `http://${host.toLowerCase()}`,
    seen,
  };
  if (path === '/' && method === 'GET') return answerPage(exchange);
  if (path.startsWith('/sandbox/')) return answerControl(exchange);
  world.ledger.see(seen);
  return answerMicrosoft(exchange);
}

async function answerMicrosoft(exchange: Exchange): Promise<void> {
  const { method, path, response } = exchange;
  if (/^\/(v1\.0|beta)(\/|$)/.test(path)) return answerGraph(exchange);
  const [, tenant = '', rest = ''] = path.match(/^\/([^/]*)\/(.+)$/) ?? [];
  if (rest === 'oauth2/v2.0/token') return answerToken(exchange, tenant);
  if (method === 'GET' && rest === 'v2.0/.well-known/openid-configuration')
    return answerOpenId(exchange, tenant);
  if (method === 'GET' && rest === 'discovery/v2.0/keys') return answerKeys(exchange);
  if (method === 'GET' && path === '/common/discovery/instance') return answerInstance(exchange);
  sendJson(response, 404, { error: `The sandbox has no ${method} ${path}.` });
}
