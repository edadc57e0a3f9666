/**
 * Runs once when the server starts, before its first answer: refuses an environment that is not complete and a database
 * role that the policies do not hold for, and says which vault keys are missing. A missing key stops nothing else: what needs no secret is still served.
 * From then on the heads of the audit trail are exported, if the environment says where to.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { env } = await import('@/lib/env');
  // Thrown, it ends the server: Next exits when this function fails.
  env();
  const { refuseStrongRole } = await import('@/lib/health');
  await refuseStrongRole();
  const { log } = await import('@/lib/log');
  const { checkKeys } = await import('@/lib/vault/check-keys');
  try {
    for (const { keyId, state } of await checkKeys()) {
      if (state === 'missing') log.error({ keyId }, 'vault key is missing: what it sealed cannot be opened');
      if (state === 'wrong') log.error({ keyId }, 'vault key is not the one that sealed here under this id');
    }
  } catch (error) {
    const code = (error as { code?: unknown }).code ?? null;
    log.error({ code }, 'vault keys could not be checked: the database does not answer');
  }
  const { keepHeadsExported } = await import('@/lib/audit/keep-heads-exported');
  keepHeadsExported();
}
