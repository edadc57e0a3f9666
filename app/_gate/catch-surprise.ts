import { unstable_rethrow } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { log, withRequestId } from '@/lib/log';
import type { Deed } from '@/lib/staff/deeds';
import { requestIdOf } from './request-id';

/**
 * Answers a request of a route handler under the name that it has in the log. Whatever is thrown meanwhile becomes one
 * line there, and whoever asked is told its reference: Next by itself would answer with an empty 500.
 * @param deed null: nobody has to be signed in for it
 * @param answer gets the request's name
 * @param tell words the surprise, by the reference that the line has
 */
export async function catchSurprise(
  request: NextRequest,
  {
    deed,
    answer,
    tell,
  }: {
    readonly deed: Deed | null;
    readonly answer: (requestId: string) => Promise<Response>;
    readonly tell: (reference: string) => Response;
  },
): Promise<Response> {
  const requestId = requestIdOf(request.headers.get('x-request-id'));
  try {
    return await withRequestId(requestId, () => answer(requestId));
  } catch (error) {
    unstable_rethrow(error);
    log.error({ reference: requestId, requestId, deed, method: request.method, error }, 'a request failed');
    return tell(requestId);
  }
}
