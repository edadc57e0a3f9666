import {
  type ChainedEntry,
  type ChainFault,
  type ChainHead,
  faultOfEnd,
  faultOfNext,
} from '@/lib/audit/chain';

/**
 * Looks through one whole chain.
 * @param entries in the order of their numbers
 * @returns the first fault, or null: the chain is whole
 */
export function verifyChain(entries: readonly ChainedEntry[], head: ChainHead): ChainFault | null {
  let last: ChainedEntry | null = null;
  for (const entry of entries) {
    const found = faultOfNext(last, entry);
    if (found) return found;
    last = entry;
  }
  return faultOfEnd(head.chain, last, head);
}
