import { z } from 'zod';
import type { ChainHead } from './chain';

/** Exported heads: of each chain, by the number of an entry, the hash in hex that it had when it was exported. */
export type ExportedHeads = ReadonlyMap<string, ReadonlyMap<bigint, string>>;

/** One export, as a line of the file and as the body of the webhook, in the shape that Standard Webhooks advises. */
const line = z.object({
  type: z.literal('audit.heads'),
  timestamp: z.iso.datetime(),
  data: z.object({
    heads: z.array(
      z.object({ chain: z.uuid(), sequence: z.int().positive(), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
    ),
  }),
});

/** Heads as one line of JSON, without an end of line. */
export function lineOfHeads(heads: readonly ChainHead[], at: Date): string {
  return JSON.stringify({
    type: 'audit.heads',
    timestamp: at.toISOString(),
    data: {
      heads: heads.map(({ chain, sequence, hash }) => ({
        chain,
        sequence: Number(sequence),
        hash: Buffer.from(hash).toString('hex'),
      })),
    },
  } satisfies z.infer<typeof line>);
}

/**
 * Collects the heads of lines that were exported. Where two speak of the same entry the older one counts: a trail that
 * was rewritten is exported again.
 * @returns the heads, and the numbers of the lines that cannot be read, such as one that a crash cut off
 */
export async function readHeadLines(
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<{ heads: ExportedHeads; unreadable: number[] }> {
  const heads = new Map<string, Map<bigint, string>>();
  const unreadable: number[] = [];
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (text.trim() === '') continue;
    const parsed = line.safeParse(parseJson(text));
    if (!parsed.success) unreadable.push(number);
    for (const { chain, sequence, hash } of parsed.data?.data.heads ?? []) {
      const known = heads.get(chain) ?? new Map<bigint, string>();
      heads.set(chain, known);
      if (!known.has(BigInt(sequence))) known.set(BigInt(sequence), hash);
    }
  }
  return { heads, unreadable };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
