import { database } from '@/lib/database';
import type { UnknownCode } from './error-code';

/** The codes that the catalogue does not know, those seen last first, at most `limit`. For admins. */
export async function listUnknownCodes(limit: number): Promise<UnknownCode[]> {
  return database().unknownCode.findMany({
    orderBy: [{ lastSeenAt: 'desc' }, { rawCode: 'asc' }, { source: 'asc' }],
    take: limit,
    select: { rawCode: true, source: true, firstSeenAt: true, lastSeenAt: true, count: true },
  });
}
