import type { AppChange } from './app-changes';
import { FAULT_KINDS, type Fault } from './faults';
import { isGuid } from './identity';
import type { Settings } from './settings';

/** What a property has to be, and how that is said when it is not. */
type Rule = readonly [is: (value: unknown) => boolean, otherwise: string];

const isBetween = (value: unknown, low: number, high: number) =>
  Number.isInteger(value) && Number(value) >= low && Number(value) <= high;
const whole = (low: number, high: number): Rule => [
  (value) => isBetween(value, low, high),
  `is not a number from ${low} to ${high.toLocaleString('en')}`,
];
const oneOf = (...values: readonly string[]): Rule => [
  (value) => values.includes(value as string),
  `is none of ${values.join(', ')}`,
];
const isPlain = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x20-\x7e]+$/.test(value);
const plain: Rule = [isPlain, 'is not a plain text'];
const yesOrNo: Rule = [(value) => typeof value === 'boolean', 'is neither true nor false'];
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isPlain);
const texts: Rule = [isTexts, 'is not a list of plain texts'];
const textsOrNone: Rule = [
  (value) => value === null || isTexts(value),
  'is neither null nor a list of texts',
];

const FAULT: Readonly<Record<keyof Fault, Rule>> = {
  where: oneOf('token', 'openid', 'graph', 'application'),
  when: oneOf('before', 'after'),
  kind: oneOf(...FAULT_KINDS),
  status: whole(200, 599),
  body: [(value) => typeof value === 'string' || isObject(value), 'is neither a text nor an object'],
  headers: [
    (value) => isObject(value) && Object.entries(value).flat().every(isPlain),
    'is not an object of plain texts',
  ],
  base64: [(value) => typeof value === 'string' && /^[A-Za-z0-9+/]*={0,2}$/.test(value), 'is not base64'],
  retryAfter: plain,
  times: whole(1, 1_000_000),
  skip: whole(0, 1_000_000),
  route: plain,
  tenantId: plain,
  clientId: plain,
  address: plain,
};

const SETTINGS: Readonly<Record<keyof Settings, Rule>> = {
  latencyMs: whole(0, 60_000),
  inFlight: whole(1, 1_000_000),
  requestsPerTenMinutes: whole(1, 1_000_000),
  messagesPerMinute: whole(1, 1_000_000),
  retryAfter: oneOf('seconds', 'date', 'absent'),
};

/** A change of one app, and the seconds until it is known everywhere. */
export interface AskedAppChange extends AppChange {
  readonly clientId: string;
  readonly afterSeconds: number;
}

const APP: Readonly<Record<Exclude<keyof AskedAppChange, 'secrets'>, Rule>> = {
  clientId: [(value) => typeof value === 'string' && isGuid(value), 'is not a GUID'],
  afterSeconds: whole(0, 86_400),
  enabled: yesOrNo,
  blockedByConditionalAccess: yesOrNo,
  roles: texts,
  rbacScope: textsOrNone,
  rbacReadWriteScope: textsOrNone,
  accessPolicy: textsOrNone,
};

/** The fault, or what is wrong with it. */
export function readFault(given: unknown): Fault | string {
  return faultOf(given, FAULT, ['where', 'when', 'kind']) ?? (given as Fault);
}

/** The settings to change, or what is wrong with them. */
export function readSettings(given: unknown): Partial<Settings> | string {
  return faultOf(given, SETTINGS, []) ?? (given as Partial<Settings>);
}

/** The change, or what is wrong with it; at once when no delay is given. */
export function readAppChange(given: unknown): AskedAppChange | string {
  return (
    faultOf(given, APP, ['clientId']) ?? { afterSeconds: 0, ...(given as { readonly clientId: string }) }
  );
}

function faultOf(
  given: unknown,
  rules: Readonly<Record<string, Rule>>,
  needed: readonly string[],
): string | null {
  if (!isObject(given)) return 'The body is not an object.';
  for (const name of new Set([...needed, ...Object.keys(given)])) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) return `${name} is not known here.`;
    if (!rule[0](given[name])) return `${name} ${rule[1]}.`;
  }
  return null;
}
