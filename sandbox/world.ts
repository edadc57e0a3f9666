import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppChanges } from './app-changes';
import type { Certificates } from './certificates';
import type { Door } from './clouds';
import type { App, Directory, Tenant } from './directory';
import type { Faults } from './faults';
import type { Items } from './items';
import type { Ledger, SeenRequest } from './ledger';
import type { SettingsHeld } from './settings';
import type { Throttle } from './throttle';
import type { Tokens } from './tokens';

/** All that the doors of the sandbox share. */
export interface World {
  readonly directory: Directory;
  readonly appChanges: AppChanges;
  readonly certificates: Certificates;
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly throttle: Throttle;
  readonly ledger: Ledger;
  readonly items: Items;
  readonly settings: SettingsHeld;
  /** The clock of Microsoft. */
  now(): Date;
}

/** One request on its way through. */
export interface Exchange {
  readonly world: World;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  /** Path as it was sent, without the query, percent-encoding left in. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Which host name of Microsoft's, or of this machine, it was sent to. */
  readonly door: Door;
  /** This request's line in the ledger; doors fill in the client id. */
  readonly seen: SeenRequest;
}

/** The app registered or consented to in this tenant, with what was changed about it since the start. */
export function findApp(world: World, tenant: Tenant, clientId: string): App | undefined {
  const app = tenant.apps.find((known) => known.clientId === clientId.toLowerCase());
  return app && world.appChanges.of(app, world.now());
}
