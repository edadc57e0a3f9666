import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Directory } from './directory';
import type { Faults } from './faults';
import type { Ledger, SeenRequest } from './ledger';
import type { Throttle } from './throttle';
import type { Tokens } from './tokens';

/** All that the doors of the sandbox share. */
export interface World {
  readonly directory: Directory;
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly throttle: Throttle;
  readonly ledger: Ledger;
  /** Milliseconds that Entra and Graph take to answer. */
  readonly latencyMs: number;
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
  /** The address that the caller used, such as `http://127.0.0.1:4010`. */
  readonly origin: string;
  /** This request's line in the ledger; doors fill in the client id. */
  readonly seen: SeenRequest;
}
