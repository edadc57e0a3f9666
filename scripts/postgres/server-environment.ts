/**
 * The environment of the Postgres programs: nothing of ours, which may hold keys and PG* variables, and one language
 * and time zone on every machine.
 */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { NODE_ENV, PATH, SystemRoot, TEMP, TMP } = process.env;
  return { NODE_ENV, PATH, SystemRoot, TEMP, TMP, LC_ALL: 'C', TZ: 'UTC' };
}
