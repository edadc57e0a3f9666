import {
  AuthError,
  type INetworkModule,
  type NetworkRequestOptions,
  type NetworkResponse,
} from '@azure/msal-node';
import type { CloudEndpoints } from './clouds';
import { exchange } from './exchange';
import { type HttpAnswer, jsonObjectOf } from './read-answer';

/**
 * Entra's answer is no JSON object, or a redirect: MSAL could do nothing with it but lose its status. Kept whole in
 * {@link EntraNetwork.answer}.
 */
export class UnusableAnswer extends AuthError {
  constructor(status: number) {
    super('unusable_answer', '', `HTTP ${status}`);
    // AuthError's constructor sets the prototype back to its own.
    Object.setPrototypeOf(this, UnusableAnswer.prototype);
    this.name = 'UnusableAnswer';
  }
}

/** MSAL wanted to go where the cloud table does not lead. A fault of this program: nothing was sent. */
export class ForeignOrigin extends AuthError {
  constructor(origin: string) {
    super('foreign_origin', '', `Refused to send a request to ${origin}.`);
    Object.setPrototypeOf(this, ForeignOrigin.prototype);
    this.name = 'ForeignOrigin';
  }
}

/**
 * MSAL's way out, for one request for a token. MSAL by itself has no time limit (301 s), no size limit, and reports every
 * network failure alike. All that one instance does ends with one signal: a deadline, or nobody waits any more.
 */
export class EntraNetwork implements INetworkModule {
  /** Entra's last answer as it came, for its status, Retry-After and ids, of which MSAL keeps little. */
  answer: HttpAnswer | null = null;

  readonly #endpoints: CloudEndpoints;
  readonly #deadline: AbortSignal;

  constructor(endpoints: CloudEndpoints, deadline: AbortSignal) {
    this.#endpoints = endpoints;
    this.#deadline = deadline;
  }

  /** @throws NetworkFault, UnusableAnswer, ForeignOrigin: all pass through MSAL unchanged. */
  sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send<T>('GET', url, options);
  }

  /** @throws NetworkFault, UnusableAnswer, ForeignOrigin: all pass through MSAL unchanged. */
  sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send<T>('POST', url, options);
  }

  async #send<T>(
    method: 'GET' | 'POST',
    url: string,
    options?: NetworkRequestOptions,
  ): Promise<NetworkResponse<T>> {
    const { origin, pathname, search } = new URL(url);
    if (origin !== authorityOrigin(this.#endpoints)) throw new ForeignOrigin(origin);
    const answer = await exchange(
      this.#endpoints,
      'login',
      {
        method,
        path: pathname + search,
        headers: { accept: 'application/json', ...options?.headers },
        ...(options?.body === undefined ? {} : { body: options.body }),
      },
      this.#deadline,
    );
    this.answer = answer;
    const body = jsonObjectOf(answer.body);
    if (body === null || (answer.status >= 300 && answer.status < 400))
      throw new UnusableAnswer(answer.status);
    return { status: answer.status, headers: { ...answer.headers }, body: body as T };
  }
}

/**
 * The origin that MSAL is told. MSAL refuses an http authority, and the sandbox is http on this machine: so MSAL is told
 * the https form of the table's origin, and {@link EntraNetwork} leads exactly that one back to the table's.
 */
export function authorityOrigin(endpoints: CloudEndpoints): string {
  return new URL(endpoints.loginUrl.replace(/^http:/, 'https:')).origin;
}
