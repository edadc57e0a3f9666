import { AsyncLocalStorage } from 'node:async_hooks';
import pino from 'pino';
import { nameError } from './name-error';

/**
 * What may stand in a log line, by name, and what it has to look like. A person's text, an address, a mail's words and a
 * secret are of no kind: there is no field for them. Whatever does not look like its kind is left out.
 */
const FIELDS = {
  /** What a person who met this failure was shown, to find the line by. */
  reference: 'id',
  /** The same in all lines of one request. */
  requestId: 'id',
  keyId: 'id',
  /** The id of the key that this one really is. */
  isKeyOf: 'id',
  mailboxId: 'uuid',
  messageId: 'uuid',
  customerId: 'uuid',
  registrationId: 'uuid',
  staffId: 'uuid',
  /** Which library or part speaks, when it is not the product itself. */
  from: 'code',
  code: 'code',
  state: 'code',
  deed: 'code',
  kind: 'code',
  method: 'code',
  cloud: 'code',
  side: 'code',
  /** A route's pattern, such as `/mailboxes/[id]`; never the address that was asked for. */
  route: 'route',
  status: 'number',
  count: 'number',
  durationMs: 'number',
  at: 'date',
  /** Whatever was thrown. Its name, code and place are told, not what it says. */
  error: 'error',
} as const;

interface Kinds {
  id: string;
  uuid: string;
  code: string;
  route: string;
  number: number;
  date: Date;
  error: unknown;
}

/** The fields of a log line. One that is missing, null or undefined does not stand there. */
export type LogFields = {
  readonly [Name in keyof typeof FIELDS]?: Kinds[(typeof FIELDS)[Name]] | null;
};

const matching = (shape: RegExp) => (value: unknown) =>
  typeof value === 'string' && shape.test(value) ? value : undefined;

/** Each gives back what is written of a value, or nothing of one that is not of its kind. */
const WRITTEN: { readonly [Kind in keyof Kinds]: (value: unknown) => unknown } = {
  // Next adds its own error's number to a digest: 1234567890@E394.
  id: matching(/^[A-Za-z0-9_-]{1,64}(?:@E\d{1,6})?$/),
  uuid: matching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  code: matching(/^[A-Za-z0-9_.-]{1,40}$/),
  route: matching(/^\/[\w()[\]./-]{0,200}$/),
  number: (value) => (Number.isFinite(value) ? value : undefined),
  date: (value) =>
    value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined,
  error: nameError,
};

/**
 * What is written of `fields`: the known ones whose value is of their kind. How many others were given stands under
 * `dropped`, so that a line that lacks something says so. Looks at run time because types end where `any` begins.
 */
export function lineOf(fields: LogFields): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  let dropped = 0;
  for (const [name, value] of Object.entries({ requestId: requests().getStore(), ...fields })) {
    if (value === undefined || value === null) continue;
    const kind = Object.hasOwn(FIELDS, name) ? FIELDS[name as keyof typeof FIELDS] : null;
    const written = kind && WRITTEN[kind](value);
    if (written === undefined || written === null) dropped += 1;
    else line[name] = written;
  }
  return dropped === 0 ? line : { ...line, dropped };
}

// On globalThis: Next.js bundles this file more than once, and they have to mean the same request.
const held = globalThis as unknown as { posthouseRequests?: AsyncLocalStorage<string> };

function requests(): AsyncLocalStorage<string> {
  held.posthouseRequests ??= new AsyncLocalStorage();
  return held.posthouseRequests;
}

/** Runs `work` so that every line it logs carries the request's id. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return requests().run(requestId, work);
}

/** The id of the request that is being worked for; undefined outside of any. */
export function currentRequestId(): string | undefined {
  return requests().getStore();
}

// A level that is none is told by lib/env.ts with all other faults; until then the log is as by default.
const wanted = process.env.LOG_LEVEL ?? '';
const level = ['debug', 'info', 'warn', 'error', 'silent'].includes(wanted) ? wanted : 'info';

const pen = pino(
  { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
  pino.destination({ dest: 2, sync: true }),
);

/** A sentence that stands in the source as it is: a text with a value joined into it is `never`. */
type Constant<Text extends string> = Record<never, never> extends Record<Text, 1> ? never : Text;

type Write = <const Text extends string>(fields: LogFields, sentence: Text & Constant<Text>) => void;

const at =
  (level: 'debug' | 'info' | 'warn' | 'error'): Write =>
  (fields, sentence) =>
    pen[level](lineOf(fields), sentence);

/**
 * The one log: a JSON line a happening, on standard error. What can stand in a line are ids, codes, numbers, days and
 * the place of an error, under the names of {@link LogFields}; the sentence is a constant.
 */
export const log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
