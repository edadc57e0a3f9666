/**
 * Runs once when the server starts, before its first answer: refuses an environment that is not complete and a database
 * role that the policies do not hold for, and says which vault keys cannot be used. Such a key stops nothing else: what needs no secret is still served.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { env } = await import('@/lib/env');
  // Thrown, it ends the server: Next exits when this function fails.
  env();
  const { refuseStrongRole } = await import('@/lib/health');
  await refuseStrongRole();
  const { log } = await import('@/lib/log');
  const { listTroubledKeys } = await import('@/lib/registration/reads');
  try {
    for (const { keyId, state, isKeyOf } of await listTroubledKeys()) {
      log.error({ keyId, state, isKeyOf }, 'a vault key cannot be used: what it sealed cannot be opened');
    }
  } catch (error) {
    const code = (error as { code?: unknown }).code ?? null;
    log.error({ code }, 'vault keys could not be checked: the database does not answer');
  }
}
