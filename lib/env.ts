import { z } from 'zod';
import { isOneOrganisation } from './oidc-issuer';

// Next reads it with atob(), which takes base64 alone, not base64url.
const base64Key = /^[A-Za-z0-9+/]{43}=$/;

const vaultKeys = z
  .string()
  .transform((text) => text.split(',').map((pair) => pair.trim()))
  .pipe(z.array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}:[A-Za-z0-9+/_-]{43}=?$/, 'is not id:key')).min(1))
  .transform((pairs) =>
    pairs.map((pair) => ({ id: pair.slice(0, pair.indexOf(':')), key: pair.slice(pair.indexOf(':') + 1) })),
  )
  .refine((keys) => new Set(keys.map((key) => key.id)).size === keys.length, 'names one key id twice');

const loopbackUrl = z.url({ abort: true }).refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}, 'is not http on this machine (127.0.0.1, localhost or [::1])');

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
  VAULT_KEYS: vaultKeys,
  VAULT_SEALING_KEY: z.string().optional(),
  SESSION_SECRET: z.string().min(32, 'is shorter than 32 characters'),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: z.string().regex(base64Key, 'is not 32 bytes in base64'),
  SANDBOX_URL: loopbackUrl.transform((text) => new URL(text).origin).optional(),
  REQUIRE_SECOND_FACTOR: z.enum(['off', 'admins', 'all']).default('off'),
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: z.string().max(200, 'is longer than 200 characters').optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().trim().max(40, 'is longer than 40 characters').optional(),
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
  if (parsed.success) {
    const { VAULT_KEYS, VAULT_SEALING_KEY } = parsed.data;
    if (VAULT_SEALING_KEY && !VAULT_KEYS.some((key) => key.id === VAULT_SEALING_KEY)) {
      faults.push('VAULT_SEALING_KEY names a key that is not in VAULT_KEYS');
    }
    if (faults.length === 0) return parsed.data;
  }
  throw new EnvironmentError(faults);
}

const wordsOf = (message: string) =>
  /^(is|names) /.test(message) ? message : `is not valid (${message.toLowerCase()})`;

let checked: Env | undefined;

/** The process's own environment, checked once. @throws EnvironmentError */
export function env(): Env {
  checked ??= readEnv(process.env);
  return checked;
}
