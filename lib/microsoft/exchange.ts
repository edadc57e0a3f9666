import { Readable } from 'node:stream';
import { type Dispatcher, Pool } from 'undici';
import { log } from '@/lib/log';
import { wayTo } from '@/lib/way-out';
import type { CloudEndpoints } from './clouds';
import type { EncodedBody } from './mail';
import { AnswerTooLarge, networkFaultOf } from './network-fault';
import type { HttpAnswer } from './read-answer';
import { uploadOrigins } from './upload-origins';

const LARGEST_ANSWER_BYTES = 1_048_576;

/** Which of a cloud's doors: sign-in, Graph, or the one that an upload session named. */
export type Side = 'login' | 'graph' | { readonly upload: string };

/** What is asked at one of a cloud's doors. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path and query, percent-encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A text, or bytes of a known length that are made while they are sent. */
  readonly body?: string | EncodedBody;
}

const held = globalThis as unknown as { posthousePools?: Map<string, Pool> };

function poolOf(origin: string): Pool {
  held.posthousePools ??= new Map();
  const known = held.posthousePools.get(origin);
  if (known) return known;
  const connect = wayTo(origin);
  const pool = new Pool(origin, { connections: 64, pipelining: 1, ...(connect ? { connect } : {}) });
  held.posthousePools.set(origin, pool);
  return pool;
}

/** Closes every connection to Microsoft and the sandbox, idle or not. For the end of the process and for tests. */
export async function closeConnections(): Promise<void> {
  const pools = [...(held.posthousePools?.values() ?? [])];
  held.posthousePools = undefined;
  await Promise.all(pools.map((pool) => pool.destroy()));
}

/**
 * One HTTP exchange with a cloud's sign-in, Graph or upload origin, through one undici Pool an origin. No other origin can
 * be named, redirects are not followed, nothing is retried, and at most 1 MB of answer is read.
 *
 * @param deadline ends the whole exchange, whether it waits for a connection, the headers or the rest of the body
 * @throws NetworkFault when no complete answer came
 */
export async function exchange(
  endpoints: CloudEndpoints,
  side: Side,
  request: HttpRequest,
  deadline: AbortSignal,
): Promise<HttpAnswer> {
  const origin = originOf(endpoints, side);
  const startedAt = performance.now();
  const flight = new Flight(deadline);
  try {
    // The deadline rules: undici's own limits of 300 s would only come after it.
    poolOf(origin).dispatch({ origin, ...onTheWire(request), headersTimeout: 0, bodyTimeout: 0 }, flight);
    return await flight.landed;
  } catch (error) {
    // A request that undici itself finds malformed is a fault of this program, not of the network.
    if ((error as { code?: unknown }).code === 'UND_ERR_INVALID_ARG') throw error;
    throw networkFaultOf(error, deadline.aborted, flight.maybeSent, flight.head);
  } finally {
    const durationMs = Math.round(performance.now() - startedAt);
    log.debug(
      {
        cloud: endpoints.cloud,
        side: typeof side === 'string' ? side : 'upload',
        status: flight.head?.status,
        durationMs,
      },
      'microsoft answered',
    );
  }
}

function originOf(endpoints: CloudEndpoints, side: Side): string {
  if (side === 'login') return endpoints.loginUrl;
  if (side === 'graph') return endpoints.graphUrl;
  if (!uploadOrigins(endpoints.cloud).includes(side.upload)) throw new Error('Not a place of uploads.');
  return side.upload;
}

/** What is made on the way is read by undici as fast as the socket takes it, so it never stands in memory whole. */
function onTheWire({ body, headers, ...rest }: HttpRequest) {
  if (body === undefined || typeof body === 'string') return { ...rest, headers, body: body ?? null };
  return {
    ...rest,
    headers: { ...headers, 'content-length': String(body.bytes) },
    body: Readable.from(body.pieces(), { objectMode: false }),
  };
}

/** Collects one answer, and knows how far the request came. */
class Flight implements Dispatcher.DispatchHandler {
  /** Whether a byte of the request may have been written. */
  maybeSent = false;
  head: Omit<HttpAnswer, 'body'> | null = null;
  readonly landed: Promise<HttpAnswer>;

  readonly #deadline: AbortSignal;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #controller: Dispatcher.DispatchController | undefined;
  #resolve: (answer: HttpAnswer) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  readonly #onDeadline = () => {
    this.#controller?.abort(this.#deadline.reason);
    // Without a controller it still waits for a connection: the caller is told now, undici when it would begin.
    this.#settle(() => this.#reject(this.#deadline.reason));
  };

  constructor(deadline: AbortSignal) {
    this.#deadline = deadline;
    this.landed = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Should dispatching throw, nobody is left to hear of the deadline.
    this.landed.catch(() => {});
    if (deadline.aborted) this.#onDeadline();
    else deadline.addEventListener('abort', this.#onDeadline, { once: true });
  }

  #settle(how: () => void): void {
    this.#deadline.removeEventListener('abort', this.#onDeadline);
    how();
  }

  /** undici calls this when it has a connection and is about to write. Aborted here, nothing is written. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#deadline.aborted) {
      controller.abort(this.#deadline.reason);
      return;
    }
    this.#controller = controller;
    this.maybeSent = true;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status >= 200) this.head = { status, headers: flat(headers) };
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > LARGEST_ANSWER_BYTES) controller.abort(new AnswerTooLarge());
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const body = new TextDecoder().decode(Buffer.concat(this.#chunks));
    const head = this.head ?? { status: 0, headers: {} };
    this.#settle(() => this.#resolve({ ...head, body }));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#settle(() => this.#reject(error));
  }
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
