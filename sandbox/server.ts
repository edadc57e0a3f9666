import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AppChange, createAppChanges } from './app-changes';
import { createCertificates, readUpload } from './certificates';
import type { Scenario } from './directory';
import { createFaults, type Fault } from './faults';
import { createItems, type Item } from './items';
import { type AcceptedMail, createLedger, type SeenRequest } from './ledger';
import { createDirectory } from './scenarios';
import { serve } from './serve';
import { createSettings, type Settings } from './settings';
import { createThrottle } from './throttle';
import { createTokens } from './tokens';
import { sendJson } from './wire';
import type { World } from './world';

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
  /** What lies in a folder of a mailbox, newest first. */
  items(address: string, folder: Item['folder']): readonly Item[];
  /** The requests seen, newest first. */
  requests(): readonly SeenRequest[];
  /** Uploads a certificate (PEM or DER) to an app, as its administrator would. @throws when it is none */
  uploadCertificate(clientId: string, certificate: string | Buffer): void;
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** Changes how it behaves, from the next request on. */
  set(part: Partial<Settings>): void;
  /** Changes an app, at once or after a delay in seconds: the time that a grant takes to be known everywhere. */
  changeApp(clientId: string, change: AppChange, afterSeconds?: number): void;
  /** Cuts every connection that is open, also those of requests that are stalled. */
  hangUp(): void;
  /** Forgets mails, requests, switched-on faults, changed settings and apps, uploaded certificates. */
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
    certificates: createCertificates(),
    tokens: await createTokens(),
    appChanges: createAppChanges(),
    faults: createFaults(directory.faults),
    throttle: createThrottle(),
    ledger: createLedger(),
    items: createItems(),
    settings: createSettings({ latencyMs: options.latencyMs ?? 0 }),
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
    items: (address, folder) => world.items.list(address, folder),
    requests: () => world.ledger.requests(),
    uploadCertificate(clientId, certificate) {
      const read = readUpload(Buffer.from(certificate));
      if (!read) throw new Error('This is no certificate.');
      world.certificates.upload(clientId, read);
    },
    addFault: (fault) => world.faults.add(fault),
    clearFaults: () => world.faults.clear(),
    set: (part) => world.settings.change(part),
    changeApp: (clientId, change, afterSeconds = 0) =>
      world.appChanges.make(clientId, change, new Date(now().getTime() + afterSeconds * 1_000)),
    hangUp: () => server.closeAllConnections(),
    reset() {
      world.ledger.forgetMails();
      world.items.clear();
      world.ledger.forgetRequests();
      world.faults.clear();
      world.settings.reset();
      world.throttle.reset();
      world.appChanges.clear();
      world.certificates.clear();
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
