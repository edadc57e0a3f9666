import type { ServerResponse } from 'node:http';

/** Which of Microsoft's doors a fault stands at; `application`: Graph, where an app registration is read. */
export type FaultPlace = 'token' | 'openid' | 'graph' | 'application';

/**
 * What happens: the connection is cut; no answer ever comes; headers come and the body never ends; a proxy's page; no
 * body; half a body; an error status in this door's words; an answer given word for word; bytes given one by one, which
 * need not be HTTP, and then the end of the connection.
 */
export const FAULT_KINDS = [
  'reset',
  'stall',
  'stall-body',
  'html',
  'empty',
  'truncated',
  'status',
  'answer',
  'bytes',
] as const;

/** One of {@link FAULT_KINDS}. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** One fault, and whom it meets: the names that are given all have to match, none given meets everybody. */
export interface Fault {
  readonly where: FaultPlace;
  /** Before the request is looked at, or after its work is done and recorded (the answer is lost). */
  readonly when: 'before' | 'after';
  readonly kind: FaultKind;
  /** The HTTP status; 503 for `status`, else 200. */
  readonly status?: number;
  /** What an `answer` says: an object is sent as JSON, a text as it is. */
  readonly body?: string | Readonly<Record<string, unknown>>;
  /** More headers of an `answer`, or others than its Content-Type. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What `bytes` sends, in base64. */
  readonly base64?: string;
  /** The header Retry-After as it is to be sent: seconds or an HTTP date. */
  readonly retryAfter?: string;
  /** How many requests it meets; without end when not given. */
  readonly times?: number;
  /** How many requests that it would meet it lets pass first. */
  readonly skip?: number;
  /** The one route of Graph that it stands at, by its name such as `sendMail`. */
  readonly route?: string;
  readonly tenantId?: string;
  readonly clientId?: string;
  readonly address?: string;
}

/** What is known about a request when faults are looked for. */
export interface FaultSubject {
  readonly where: FaultPlace;
  readonly route?: string | undefined;
  readonly tenantId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly address?: string | undefined;
}

/** The faults that stand: those of the scenarios, and those switched on at run time. */
export interface Faults {
  add(fault: Fault): void;
  /** Removes what was switched on; the scenarios' own faults stay. */
  clear(): void;
  list(): readonly Fault[];
  /** The fault that this request meets, used up by one. */
  take(subject: FaultSubject, when: 'before' | 'after'): Fault | undefined;
}

/** Keeps at most 100 switched-on faults; the oldest go first. */
export function createFaults(scenarioFaults: readonly Fault[]): Faults {
  let switchedOn: { readonly fault: Fault; toSkip: number; left: number }[] = [];
  const same = (wanted: string | undefined, given: string | undefined) =>
    wanted === undefined || wanted.toLowerCase() === given?.toLowerCase();
  const meets = (fault: Fault, subject: FaultSubject, when: 'before' | 'after') =>
    fault.where === subject.where &&
    fault.when === when &&
    same(fault.route, subject.route) &&
    same(fault.tenantId, subject.tenantId) &&
    same(fault.clientId, subject.clientId) &&
    same(fault.address, subject.address);
  return {
    add(fault) {
      const entry = { fault, toSkip: fault.skip ?? 0, left: fault.times ?? Number.POSITIVE_INFINITY };
      switchedOn = [...switchedOn, entry].slice(-100);
    },
    clear() {
      switchedOn = [];
    },
    list: () =>
      switchedOn.map(({ fault, toSkip, left }) => ({
        ...fault,
        ...(fault.skip === undefined ? {} : { skip: toSkip }),
        ...(Number.isFinite(left) ? { times: left } : {}),
      })),
    take(subject, when) {
      const met = switchedOn.filter(({ fault }) => meets(fault, subject, when));
      const entry = met.find(({ toSkip }) => toSkip === 0);
      for (const waiting of met) if (waiting.toSkip > 0) waiting.toSkip -= 1;
      if (entry) {
        entry.left -= 1;
        if (entry.left <= 0) switchedOn = switchedOn.filter((other) => other !== entry);
        return entry.fault;
      }
      return scenarioFaults.find((fault) => meets(fault, subject, when));
    },
  };
}

const PROXY_PAGE =
  '<!DOCTYPE html><html><head><title>Proxy</title></head><body><h1>Authentication required</h1></body></html>';

/**
 * Answers with the fault instead of the answer.
 * @param errorBody Microsoft's own error for a status, as this door would word it.
 */
export function answerWithFault(
  response: ServerResponse,
  fault: Fault,
  errorBody: (status: number) => { readonly headers: Record<string, string>; readonly body: unknown },
): void {
  const retryAfter: Record<string, string> = fault.retryAfter ? { 'Retry-After': fault.retryAfter } : {};
  const send = (status: number, headers: Record<string, string>, body: string) => {
    response.writeHead(status, {
      ...headers,
      ...retryAfter,
      'Content-Length': String(Buffer.byteLength(body)),
    });
    response.end(body);
  };
  const json = { 'Content-Type': 'application/json; charset=utf-8' };
  switch (fault.kind) {
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'stall':
      return;
    case 'stall-body':
      response.writeHead(fault.status ?? 200, { ...json, ...retryAfter, 'Content-Length': '4096' });
      response.write('{"');
      return;
    case 'html':
      send(fault.status ?? 200, { 'Content-Type': 'text/html; charset=utf-8' }, PROXY_PAGE);
      return;
    case 'empty':
      send(fault.status ?? 200, {}, '');
      return;
    case 'truncated':
      send(fault.status ?? 200, json, '{"token_type":"Bearer","expires_in":35');
      return;
    case 'status': {
      const status = fault.status ?? 503;
      const { headers, body } = errorBody(status);
      send(status, { ...json, ...headers }, JSON.stringify(body));
      return;
    }
    case 'answer': {
      const { body = '' } = fault;
      const isText = typeof body === 'string';
      send(
        fault.status ?? 200,
        { ...(isText ? {} : json), ...fault.headers },
        isText ? body : JSON.stringify(body),
      );
      return;
    }
    case 'bytes':
      response.socket?.end(Buffer.from(fault.base64 ?? '', 'base64'));
  }
}
