import { z } from 'zod';
import { isOneOrganisation } from './oidc-issuer';

// Next reads it with atob(), which takes base64 alone, not base64url.
const base64Key = /^[A-Za-z0-9+/]{43}=$/;

/** A key as it is written down. Whether `key` is a whole one is told when it is used: one that is not stops nothing else. */
export interface ListedKey {
  readonly id: string;
  readonly key: string;
}

/** Keys as VAULT_KEYS and a key file have them: id:key, one a line or with commas between. */
export const keyListSchema = z
  .string()
  .transform((text) =>
    text
      .split(/[\n,]/)
      .map((pair) => pair.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}:/, 'is not id:key')).min(1))
  .transform((pairs) =>
    pairs.map(
      (pair): ListedKey => ({ id: pair.slice(0, pair.indexOf(':')), key: pair.slice(pair.indexOf(':') + 1) }),
    ),
  )
  .refine((keys) => new Set(keys.map((key) => key.id)).size === keys.length, 'names one key id twice');

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

const loopbackUrl = z.url({ abort: true }).refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'http:' && LOOPBACK.includes(hostname);
}, 'is not http on this machine (127.0.0.1, localhost or [::1])');

const webhookUrl = z.url({ abort: true }).refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
}, 'is neither https nor http on this machine (127.0.0.1, localhost or [::1])');

// Plain http only to a provider on this machine, for trying it out.
const issuer = z
  .url({ abort: true })
  .refine(
    (text) => text.startsWith('https://') || loopbackUrl.safeParse(text).success,
    'is not an https address',
  )
  .refine(
    (text) => new URL(text).search === '' && new URL(text).hash === '',
    'is not an issuer: it has a query',
  )
  .refine(
    isOneOrganisation,
    'is not one directory: for Entra it is https://login.microsoftonline.com/{tenant id}/v2.0',
  );

function canBeDecoded(text: string): boolean {
  try {
    return decodeURIComponent(text) !== '';
  } catch {
    return false;
  }
}

/** Sign-in by an identity provider: all of it or nothing. */
const OIDC_NAMES = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_NAME'] as const;

/**
 * What the app reads from its environment. `npm start` makes all of it by itself when DATABASE_URL is not set;
 * with DATABASE_URL the keys have to be given. `.env.example` gives each one's reason and how to make it.
 */
const schema = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'is not a postgresql:// address'),
  APP_URL: z
    .url({ protocol: /^https?$/, error: 'is not an http or https address' })
    .transform((text) => new URL(text).origin),
  VAULT_KEYS: keyListSchema.optional(),
  VAULT_KEYS_FILE: z.string().optional(),
  VAULT_SEALING_KEY: z.string().optional(),
  SESSION_SECRET: z.string().min(32, 'is shorter than 32 characters'),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: z.string().regex(base64Key, 'is not 32 bytes in base64'),
  HTTPS_PROXY: z
    .url({ protocol: /^https?$/, error: 'is not an http or https address' })
    .refine((text) => !text.includes('%') || canBeDecoded(text), 'has a % that begins no character')
    .optional(),
  NO_PROXY: z.string().optional(),
  SANDBOX_URL: loopbackUrl.transform((text) => new URL(text).origin).optional(),
  REQUIRE_SECOND_FACTOR: z.enum(['off', 'admins', 'all']).default('off'),
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: z.string().max(200, 'is longer than 200 characters').optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().trim().max(40, 'is longer than 40 characters').optional(),
  AUDIT_HEADS_FILE: z.string().optional(),
  AUDIT_HEADS_URL: webhookUrl.optional(),
  AUDIT_HEADS_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, 'is not whsec_ and 24 to 64 bytes in base64')
    .optional(),
  TRUST_PROXY: z.enum(['on', 'off']).default('off'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** The checked environment. */
export type Env = z.infer<typeof schema>;

/** The names that {@link readEnv} understands; the variables of the start script stand in `scripts/start/settings.ts`. */
export const ENV_NAMES = Object.keys(schema.shape) as (keyof Env)[];

/** Thrown when the environment is not usable; lists every fault at once and never prints a value. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  constructor(readonly faults: readonly string[]) {
    super(
      `The environment is not complete:\n${faults.map((fault) => `  - ${fault}`).join('\n')}\nSee .env.example.`,
    );
  }
}

/**
 * Checks an environment. An empty string counts as not set.
 * @throws EnvironmentError naming every fault, without values: they may be keys.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(ENV_NAMES.map((name) => [name, source[name] || undefined]));
  // Other programs read these in small letters first, and so they stand in many a shell.
  for (const name of ['HTTPS_PROXY', 'NO_PROXY'] as const)
    given[name] = source[name.toLowerCase()] || given[name];
  const parsed = schema.safeParse(given);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        return given[name] === undefined ? `${name} is not set` : `${name} ${wordsOf(issue.message)}`;
      });
  const [oidc, ...others] = OIDC_NAMES.filter((name) => given[name]);
  if (oidc && others.length + 1 < OIDC_NAMES.length) {
    const missing = OIDC_NAMES.filter((name) => !given[name]);
    faults.push(`${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not set, and ${oidc} is`);
  }
  faults.push(...faultsOfKeys(given));
  if (parsed.success) {
    const { VAULT_KEYS, VAULT_SEALING_KEY, AUDIT_HEADS_URL, AUDIT_HEADS_SECRET } = parsed.data;
    if (VAULT_KEYS && VAULT_SEALING_KEY && !VAULT_KEYS.some((key) => key.id === VAULT_SEALING_KEY)) {
      faults.push('VAULT_SEALING_KEY names a key that is not in VAULT_KEYS');
    }
    if (AUDIT_HEADS_URL && !AUDIT_HEADS_SECRET)
      faults.push('AUDIT_HEADS_SECRET is not set, and AUDIT_HEADS_URL needs it');
    if (faults.length === 0) return parsed.data;
  }
  throw new EnvironmentError(faults);
}

function faultsOfKeys({ VAULT_KEYS, VAULT_KEYS_FILE }: Partial<Record<keyof Env, string>>): string[] {
  if (VAULT_KEYS && VAULT_KEYS_FILE)
    return ['VAULT_KEYS is set and VAULT_KEYS_FILE too: keys come from one place'];
  if (VAULT_KEYS || VAULT_KEYS_FILE) return [];
  return ['VAULT_KEYS is not set, nor VAULT_KEYS_FILE'];
}

const wordsOf = (message: string) =>
  /^(is|names) /.test(message) ? message : `is not valid (${message.toLowerCase()})`;

let checked: Env | undefined;

/** The process's own environment, checked once. @throws EnvironmentError */
export function env(): Env {
  checked ??= readEnv(process.env);
  return checked;
}
