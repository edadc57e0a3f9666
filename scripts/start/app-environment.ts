import { ENV_NAMES, EnvironmentError, readEnv } from '@/lib/env';
import { Stop } from './end.mjs';
import { KEY_NAMES, type KeyEnvironment } from './keys';
import { readSettings, type Settings } from './settings';

type Source = Record<string, string | undefined>;

/** How this start gets its database and its keys. */
export interface Plan {
  readonly settings: Settings;
  /** The given server, as the app's role and as the owner if that is told; or null: the embedded one. */
  readonly database: { readonly url: string; readonly ownerUrl: string | null } | null;
  /** See {@link keysAreGiven}. */
  readonly keysAreGiven: boolean;
}

/** Passes every check of lib/env.ts in the place of keys that are made later. */
const PLACEHOLDER_KEYS = {
  VAULT_KEYS: `later:${'A'.repeat(43)}=`,
  VAULT_KEYS_FILE: '',
  VAULT_SEALING_KEY: '',
  SESSION_SECRET: 'A'.repeat(44),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: `${'A'.repeat(43)}=`,
};

/** The plan, with faults as a sentence for the person who started it. @throws Stop */
export function planOrStop(source: Source, root: string): Plan {
  try {
    return planStart(source, root);
  } catch (error) {
    throw error instanceof EnvironmentError ? new Stop(error.message) : error;
  }
}

/**
 * The environment of the app.
 * @param database where it is and, in local mode, its keys
 * @param sandboxUrl undefined when it is off
 */
export function appEnvironment(
  source: Source,
  { settings }: Plan,
  database: { readonly url: string; readonly keys: KeyEnvironment | null },
  sandboxUrl: string | undefined,
): Source & { APP_URL: string } {
  return {
    ...source,
    ...database.keys,
    DATABASE_URL: database.url,
    // Of no use to the app; empty, not absent, for the reason below.
    DATABASE_OWNER_URL: '',
    APP_URL: new URL(source.APP_URL || settings.address).origin,
    // Empty, not absent: Next reads .env by itself and would bring back what was switched off.
    SANDBOX_URL: sandboxUrl ?? '',
  };
}

/**
 * Checks everything that the environment says before anything is started.
 * @throws EnvironmentError with all faults at once, those of the settings and those of the app
 */
export function planStart(source: Source, root: string): Plan {
  const { settings, faults } = readSettings(source, root);
  const url = source.DATABASE_URL || null;
  const ownerUrl = source.DATABASE_OWNER_URL || null;
  if (ownerUrl && !/^postgres(ql)?:\/\//.test(ownerUrl))
    faults.push('DATABASE_OWNER_URL is not a postgresql:// address');
  if (ownerUrl && !url) faults.push('DATABASE_OWNER_URL is set and DATABASE_URL is not');
  try {
    readEnv({
      ...source,
      DATABASE_URL: url ?? 'postgresql://127.0.0.1/posthouse',
      APP_URL: source.APP_URL || 'http://localhost',
      ...(keysAreGiven(source) ? {} : PLACEHOLDER_KEYS),
    });
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    faults.push(...error.faults);
  }
  if (faults.length > 0) throw new EnvironmentError(faults);
  return { settings, database: url ? { url, ownerUrl } : null, keysAreGiven: keysAreGiven(source) };
}

/** Are the keys given by the environment? Always with a given server, or when one of them is given. */
export function keysAreGiven(source: Source): boolean {
  return [...KEY_NAMES, 'DATABASE_URL'].some((name) => source[name]);
}

/** The environment without the app's own variables: for the build and the sandbox, which have no use for a key. */
export function withoutAppVariables(source: Source): Source {
  const own: readonly string[] = [...ENV_NAMES, 'DATABASE_OWNER_URL'];
  return Object.fromEntries(Object.entries(source).filter(([name]) => !own.includes(name)));
}
