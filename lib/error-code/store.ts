import { database } from '@/lib/database';
import type { CodeSource } from './error-code';

/**
 * Counts one meeting with a code. One statement: of two processes that meet it at once none is lost.
 * @throws the violation of a check when `rawCode` is neither a word nor a status
 */
export async function countCode(rawCode: string, source: CodeSource, at: Date): Promise<{ isNew: boolean }> {
  const rows = await database().$queryRaw<{ count: number }[]>`
    insert into unknown_code as known (raw_code, source, first_seen_at, last_seen_at, count)
    values (${rawCode}, ${source}::"CodeSource", ${at}, ${at}, 1)
    on conflict (raw_code, source) do update set
      first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
      count = known.count + 1
    returning count`;
  return { isNew: rows[0]?.count === 1 };
}

/**
 * Forgets all but the `most` codes seen last. A statement of its own, after the one that added: the last of several at
 * once sees what all of them added.
 */
export async function keepLatest(most: number): Promise<void> {
  await database().$executeRaw`
    delete from unknown_code where (raw_code, source) in (
      select raw_code, source from unknown_code
      order by last_seen_at desc, first_seen_at desc, raw_code, source offset ${most}
    )`;
}
