import type { App, Tenant } from './directory';
import type { FaultPlace } from './faults';
import type { GraphFailure } from './graph-error';
import type { TokenClaims } from './tokens';
import type { Exchange } from './world';

/** Who calls: a good token, with its tenant, and its app as it is now. */
export interface GraphCaller {
  readonly claims: TokenClaims;
  readonly tenant: Tenant;
  readonly app: App;
}

/** One call of a route. */
export interface GraphCall {
  readonly exchange: Exchange;
  /** The `request-id` that the answer carries. */
  readonly requestId: string;
  /** The variable parts of the path, decoded; `address` is the mailbox whose limits count. */
  readonly params: Readonly<Record<string, string>>;
  /** Null at a route without a token. */
  readonly who: GraphCaller | null;
}

/** How a route answers; a body is sent as JSON. */
export type GraphAnswer =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> }
  | { readonly refusal: GraphFailure };

/** One thing that this Graph can do. */
export interface GraphRoute {
  /** Its name in a fault. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Matched against the path behind `/v1.0/`, percent-encoding left in; the named groups become the parameters. */
  readonly path: RegExp;
  /** Where its faults stand; `graph` when not given. */
  readonly faultPlace?: FaultPlace;
  /** An address that is a secret in itself, such as that of an upload session, is called without a token. */
  readonly withoutToken?: boolean;
  answer(call: GraphCall): Promise<GraphAnswer>;
}
