import { databaseIsWell } from '@/lib/health';
import { log } from '@/lib/log';
import { listTroubledKeys } from '@/lib/vault-key/reads';

export const dynamic = 'force-dynamic';

let lastSaid = '';

/**
 * For load balancers that choose between several instances: 200 when this one can do everything, 503 when its database does
 * not answer or a vault key that is needed cannot be used here. Which one stands in the log alone, once for each change.
 */
export async function GET(): Promise<Response> {
  const troubled = (await databaseIsWell()) ? (await listTroubledKeys()).map(({ keyId }) => keyId) : null;
  const said = troubled?.join() ?? '';
  if (said !== lastSaid) {
    for (const keyId of troubled ?? []) log.error({ keyId }, 'not ready: a vault key cannot be used');
    if (!said) log.info({}, 'vault keys can be used again');
    lastSaid = said;
  }
  const isReady = troubled?.length === 0;
  return Response.json(
    { status: isReady ? 'ready' : 'unavailable' },
    { status: isReady ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
}
