import { createHash } from 'node:crypto';

/** The chain of the entries that concern no customer: those of the installation. */
export const INSTALLATION = '00000000-0000-0000-0000-000000000000';

/** What stands before the first entry of a chain. */
const NOTHING = Buffer.alloc(32);

/** The version of the canonical form, and its first byte. */
const VERSION = 1;

/** An entry of the audit trail with all that its hash is over, each value as the database holds it. */
export interface ChainedEntry {
  readonly id: bigint;
  /** Milliseconds since 1970; null: no point in time. */
  readonly atMs: bigint | null;
  readonly deed: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly customerId: string | null;
  readonly customerName: string | null;
  readonly subjectId: string | null;
  readonly subject: string;
  /** The text that Postgres writes of it: read as an object it could lose the order of its keys, or digits. */
  readonly details: string;
  /** Its place in its chain, counted from 1. */
  readonly sequence: bigint;
  readonly previousHash: Uint8Array;
  readonly hash: Uint8Array;
}

/** The end of a chain as the database keeps it beside the entries. */
export interface ChainHead {
  /** A customer's id, or {@link INSTALLATION}. */
  readonly chain: string;
  /** How many entries the chain has. */
  readonly sequence: bigint;
  /** The hash of the last one. */
  readonly hash: Uint8Array;
}

/** What can be wrong with a chain. */
export type ChainFaultKind =
  /** The entry is not what was hashed. */
  | 'changed'
  /** There is no entry of this number, and one after it. */
  | 'missing'
  /** Its number was there before. */
  | 'out_of_order'
  /** The head has this entry, or an exported head has, and it is not there. */
  | 'cut_off'
  /** The head is not that of the last entry, or has gone. */
  | 'head_changed'
  /** The chain fits together, but this entry is not the one whose hash was exported: it or one before it was replaced. */
  | 'rewritten';

/** The first place at which a chain is not whole. */
export interface ChainFault {
  readonly kind: ChainFaultKind;
  readonly chain: string;
  /** The number of the entry in its chain. */
  readonly sequence: bigint;
  /** The entry's id; null when the entry is not there. */
  readonly id: bigint | null;
}

/** The chain that an entry belongs to. */
export function chainOf({ customerId }: Pick<ChainedEntry, 'customerId'>): string {
  return customerId ?? INSTALLATION;
}

/**
 * The bytes that an entry's hash is over: the version of this form, then every column but the hash, each as its length
 * in four bytes and its bytes (NULL: -1 and nothing). Written down a second time, apart from the function
 * audit_entry_hash of the database, so that neither can be wrong alone.
 */
export function canonicalBytes(entry: ChainedEntry): Buffer {
  return Buffer.concat([
    Buffer.of(VERSION),
    field(integer(entry.id)),
    field(integer(entry.atMs)),
    field(text(entry.deed)),
    field(uuid(entry.actorId)),
    field(text(entry.actorName)),
    field(uuid(entry.customerId)),
    field(text(entry.customerName)),
    field(text(entry.subjectId)),
    field(text(entry.subject)),
    field(text(entry.details)),
    field(integer(entry.sequence)),
    field(entry.previousHash),
  ]);
}

/** The hash that an entry has to have: SHA-256, 32 bytes. */
export function hashOf(entry: ChainedEntry): Buffer {
  return createHash('sha256').update(canonicalBytes(entry)).digest();
}

/**
 * Is `entry` the one after `last` in its chain, unchanged?
 * @param last null: it is the first
 * @returns the fault, or null
 */
export function faultOfNext(last: ChainedEntry | null, entry: ChainedEntry): ChainFault | null {
  const next = (last?.sequence ?? 0n) + 1n;
  if (entry.sequence > next) return fault('missing', chainOf(entry), next, null);
  if (entry.sequence < next) return faultAt('out_of_order', entry);
  if (!same(hashOf(entry), entry.hash)) return faultAt('changed', entry);
  // This one is whole, and was made when another stood before it: that one was replaced, with a hash of its own.
  if (!same(entry.previousHash, last?.hash ?? NOTHING)) return faultAt('changed', last ?? entry);
  return null;
}

/** Does a chain end with `last`, as its head says? @param last null: no entry is there */
export function faultOfEnd(
  chain: string,
  last: ChainedEntry | null,
  head: ChainHead | null,
): ChainFault | null {
  const length = last?.sequence ?? 0n;
  if (head && head.sequence > length) return fault('cut_off', chain, length + 1n, null);
  if (last && !(head && head.sequence === length && same(head.hash, last.hash)))
    return faultAt('head_changed', last);
  return null;
}

const fault = (kind: ChainFaultKind, chain: string, sequence: bigint, id: bigint | null): ChainFault => ({
  kind,
  chain,
  sequence,
  id,
});

/** A fault of an entry that is there. */
export const faultAt = (kind: ChainFaultKind, entry: ChainedEntry): ChainFault =>
  fault(kind, chainOf(entry), entry.sequence, entry.id);

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

function field(value: Uint8Array | null): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(value?.length ?? -1);
  return Buffer.concat([length, value ?? Buffer.alloc(0)]);
}

function integer(value: bigint | null): Buffer | null {
  if (value === null) return null;
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}

const text = (value: string | null) => (value === null ? null : Buffer.from(value, 'utf8'));
const uuid = (value: string | null) =>
  value === null ? null : Buffer.from(value.replaceAll('-', ''), 'hex');
