import type { Reach } from '@/lib/scope';
import { type ChainFault, chainOf, faultAt, faultOfEnd, faultOfNext } from './chain';
import type { ExportedHeads } from './exported-heads';
import { readBareHeads, readTrail, type TrailEntry } from './reads';

/** What a verification found. */
export interface TrailReport {
  /** How many entries were looked at. */
  readonly entries: number;
  /** How many chains they are of. */
  readonly chains: number;
  /** The first fault of every chain that is not whole. */
  readonly faults: readonly ChainFault[];
  /** How many exported heads were found again in the chains. */
  readonly headsFound: number;
  /** False: the limit was reached, and nothing is known about the rest. */
  readonly isComplete: boolean;
}

/**
 * Looks whether every chain in reach is whole: each entry what was hashed, none missing, each chain as long as its head
 * says. Somebody who can rewrite the tables can rewrite the hashes too; what they cannot reach are heads that were exported
 * before, so those show it.
 *
 * What is written meanwhile does no harm: each entry comes with the head of its chain at the moment when it was read.
 * @param limit how many entries are looked at at most
 * @param exported heads that were exported at some time, of these chains alone
 */
export async function verifyTrail(
  reach: Reach,
  {
    limit = Number.POSITIVE_INFINITY,
    exported = new Map(),
  }: { limit?: number; exported?: ExportedHeads } = {},
): Promise<TrailReport> {
  const seen = new Set<string>();
  const faults = new Map<string, ChainFault>();
  let entries = 0;
  let headsFound = 0;
  const note = (fault: ChainFault | null) => {
    if (fault && !faults.has(fault.chain)) faults.set(fault.chain, fault);
  };

  const take = (before: TrailEntry | null, next: TrailEntry) => {
    const chain = chainOf(next.entry);
    const isFirst = !before || chainOf(before.entry) !== chain;
    if (isFirst) {
      if (before) end(before);
      seen.add(chain);
    }
    entries += 1;
    note(faultOfNext(isFirst ? null : before.entry, next.entry));
    const known = exported.get(chain)?.get(next.entry.sequence);
    if (known === undefined) return;
    if (known === Buffer.from(next.entry.hash).toString('hex')) headsFound += 1;
    else note(faultAt('rewritten', next.entry));
  };
  const end = ({ entry, head }: TrailEntry) => {
    const chain = chainOf(entry);
    note(faultOfEnd(chain, entry, head));
    note(cutOff(chain, entry.sequence, exported));
  };

  let last: TrailEntry | null = null;
  for await (const next of readTrail(reach)) {
    if (entries === limit) return report(false);
    take(last, next);
    last = next;
  }
  if (last) end(last);

  for (const head of await readBareHeads(reach)) {
    seen.add(head.chain);
    note(faultOfEnd(head.chain, null, head));
  }
  for (const chain of exported.keys()) {
    if (seen.has(chain)) continue;
    seen.add(chain);
    note(cutOff(chain, 0n, exported));
  }
  return report(true);

  function report(isComplete: boolean): TrailReport {
    return { entries, chains: seen.size, faults: [...faults.values()], headsFound, isComplete };
  }
}

/** The fault of a chain that ends before an entry whose hash was exported. */
function cutOff(chain: string, length: bigint, exported: ExportedHeads): ChainFault | null {
  const isLonger = [...(exported.get(chain)?.keys() ?? [])].some((sequence) => sequence > length);
  return isLonger ? { kind: 'cut_off', chain, sequence: length + 1n, id: null } : null;
}
