import type { Instrumentation } from 'next';

/**
 * Runs once when the server starts, before its first answer: refuses an environment that is not complete and a database
 * role that the policies do not hold for, and says which vault keys cannot be used. Such a key stops nothing else: what
 * needs no secret is still served. What asks others by fetch goes the same way out as everything else. From then on the heads of the audit trail are exported, if the environment says where to,
 * and mailboxes that wait for a grant are tested again.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { env } = await import('@/lib/env');
  // Thrown, it ends the server: Next exits when this function fails.
  env();
  const { leadFetch } = await import('@/lib/way-out');
  leadFetch();
  const { refuseStrongRole } = await import('@/lib/health');
  await refuseStrongRole();
  // Not earlier: why a server does not start has to be read in full.
  if (process.env.NODE_ENV === 'production') {
    const { quietConsole } = await import('@/lib/quiet-console');
    quietConsole();
  }
  const { log } = await import('@/lib/log');
  const { listTroubledKeys } = await import('@/lib/vault-key/reads');
  try {
    for (const { keyId, state, isKeyOf } of await listTroubledKeys()) {
      log.error({ keyId, state, isKeyOf }, 'a vault key cannot be used: what it sealed cannot be opened');
    }
  } catch (error) {
    log.error({ error }, 'vault keys could not be checked: the database does not answer');
  }
  const { keepHeadsExported } = await import('@/lib/audit/keep-heads-exported');
  keepHeadsExported();
  const { keepRetesting } = await import('@/lib/retest/keep-retesting');
  keepRetesting();
}

const told = new WeakSet<object>();

/**
 * Next calls it with every failure that none of our code caught, such as of a page: one log line. Its reference is what
 * the person sees, which Next makes out of the error; a failure that happens again has the same.
 */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  // One error may fail a page and the frame around it.
  if (error instanceof Error && told.has(error)) return;
  if (error instanceof Error) told.add(error);
  const { log } = await import('@/lib/log');
  const { requestIdOf } = await import('@/app/_gate/request-id');
  log.error(
    {
      reference: (error as { digest?: string } | null)?.digest,
      requestId: requestIdOf(request.headers['x-request-id']),
      kind: context.routeType,
      method: request.method,
      route: context.routePath,
      error,
    },
    'a request failed',
  );
};
