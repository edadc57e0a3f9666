import { type ChainFault, type ChainFaultKind, INSTALLATION } from '@/lib/audit/chain';

const SENTENCES: Record<ChainFaultKind, string> = {
  changed: 'it is not what was hashed when it was written',
  missing: 'there is no such entry, and one after it',
  out_of_order: 'an entry of this number stands before it',
  cut_off: 'there is no such entry, and the chain was that long',
  head_changed: 'the head of the chain is not that of this entry, the last one',
  rewritten: 'its hash is not the one that was exported: it, or one before it, was replaced',
};

/** A fault as a line for an operator: what it is, and which entry of which chain. */
export function tellFault({ kind, chain, sequence, id }: ChainFault): string {
  const whose = chain === INSTALLATION ? 'installation' : chain;
  return `${kind}: id ${id ?? 'none'}, chain ${whose}, sequence ${sequence}: ${SENTENCES[kind]}`;
}
