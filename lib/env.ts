import { z } from 'zod';

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

const loopbackUrl = z.url().refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}, 'is not http on this machine (127.0.0.1, localhost or [::1])');

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
