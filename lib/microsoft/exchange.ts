import { type Dispatcher, Pool } from 'undici';
import { log } from '@/lib/log';
import type { CloudEndpoints } from './clouds';
import { AnswerTooLarge, networkFaultOf } from './network-fault';
import type { HttpAnswer } from './read-answer';

const LARGEST_ANSWER_BYTES = 1_048_576;

/** What is asked of one of a cloud's two origins. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query, percent-encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const held = globalThis as unknown as { posthousePools?: Map<string, Pool> };

function poolOf(origin: string): Pool {
  held.posthousePools ??= new Map();
  const pool = held.posthousePools.get(origin) ?? new Pool(origin, { connections: 64, pipelining: 1 });
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
 * One HTTP exchange with a cloud's sign-in or Graph origin, through one undici Pool an origin. There is no way to name
 * another origin, redirects are not followed, nothing is retried, and at most 1 MB of answer is read.
 *
 * @param deadline ends the whole exchange, whether it waits for a connection, the headers or the rest of the body
 * @throws NetworkFault when no complete answer came
 */
export async function exchange(
  endpoints: CloudEndpoints,
  side: 'login' | 'graph',
  request: HttpRequest,
  deadline: AbortSignal,
): Promise<HttpAnswer> {
  const origin = side === 'login' ? endpoints.loginUrl : endpoints.graphUrl;
  const startedAt = performance.now();
  const flight = new Flight(deadline);
  try {
    // The deadline rules: undici's own limits of 300 s would only come after it.
    poolOf(origin).dispatch({ origin, ...request, headersTimeout: 0, bodyTimeout: 0 }, flight);
    return await flight.landed;
  } catch (error) {
    // A request that undici itself finds malformed is a fault of this program, not of the network.
    if ((error as { code?: unknown }).code === 'UND_ERR_INVALID_ARG') throw error;
    throw networkFaultOf(error, deadline.aborted, flight.maybeSent, flight.head);
  } finally {
    const durationMs = Math.round(performance.now() - startedAt);
    log.debug(
      { cloud: endpoints.cloud, side, status: flight.head?.status, durationMs },
      'microsoft answered',
    );
  }
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
