import { literally, type Reader, read } from '@/lib/database';
import { EVERY_CUSTOMER, type Reach } from '@/lib/scope';
import { Prisma } from '@/prisma/generated/client';
import type { AuditDeed, AuditRow, ExportedRow, HistoryFilter } from './audit';
import { type ChainedEntry, type ChainHead, INSTALLATION } from './chain';

/** How many entries a page of the history holds. */
export const HISTORY_PAGE_SIZE = 50;

/**
 * The history, newest first, at most {@link HISTORY_PAGE_SIZE} a page: what was done to the customers in reach, and for
 * those who see every customer also what concerns none. The filter narrows it.
 */
export async function listHistory(
  reach: Reach,
  query: HistoryFilter & { readonly page: number },
): Promise<{ rows: AuditRow[]; total: number }> {
  const where = whereOf(reach, query);
  const [total, rows] = await read(reach, (reader) =>
    Promise.all([
      reader.auditEntry.count({ where }),
      reader.auditEntry.findMany({
        where,
        orderBy: { id: 'desc' },
        skip: (query.page - 1) * HISTORY_PAGE_SIZE,
        take: HISTORY_PAGE_SIZE,
        select: SHOWN,
      }),
    ]),
  );
  return { total, rows: rows.map(rowOf) };
}

/** Everybody who has an entry in reach, by the name that they last had there; sorted by it. */
export async function listActors(reach: Reach): Promise<{ id: string; name: string }[]> {
  const actors = await read(
    reach,
    // From one to the next by the index: there are few of them and many entries.
    (reader) => reader.$queryRaw<{ id: string; name: string }[]>`
      with recursive actor as (
        (select actor_id as id, actor_name as name from audit_entry
         where actor_id is not null order by actor_id, audit_entry.id desc limit 1)
        union all
        select following.* from actor, lateral (
          select actor_id, actor_name from audit_entry
          where actor_id > actor.id order by actor_id, audit_entry.id desc limit 1
        ) following
      )
      select id, name from actor order by name, id`,
  );
  return actors;
}

/** How many entries a filter finds, and the id of the newest of them: where an export of them begins. */
export async function countHistory(
  reach: Reach,
  filter: HistoryFilter,
): Promise<{ total: number; newestId: bigint | null }> {
  const { _count, _max } = await read(reach, (reader) =>
    reader.auditEntry.aggregate({ where: whereOf(reach, filter), _count: true, _max: { id: true } }),
  );
  return { total: _count, newestId: _max.id };
}

/** Of what a filter finds the next `take` entries, newest first, that are not newer than `fromId`; with their hashes. */
export async function readHistory(
  reach: Reach,
  filter: HistoryFilter,
  { fromId, take }: { readonly fromId: bigint; readonly take: number },
): Promise<ExportedRow[]> {
  const rows = await read(reach, (reader) =>
    reader.auditEntry.findMany({
      where: { AND: [whereOf(reach, filter), { id: { lte: fromId } }] },
      orderBy: { id: 'desc' },
      take,
      select: { ...SHOWN, sequence: true, hash: true },
    }),
  );
  return rows.map((row) => ({
    ...rowOf(row),
    sequence: String(row.sequence),
    hash: Buffer.from(row.hash).toString('hex'),
  }));
}

/** An entry for verification, with its chain's head at the moment when both were read. */
export interface TrailEntry {
  readonly entry: ChainedEntry;
  readonly head: ChainHead | null;
}

const TRAIL_BATCH = 1000;

/**
 * Every entry in reach, chain by chain and in each in the order of the numbers. They are read in batches, each of which is
 * one statement and so of one moment; what is added to a chain before its last batch is read still comes.
 */
export async function* readTrail(reach: Reach): AsyncGenerator<TrailEntry> {
  for (const select of [selectOfCustomers, selectOfInstallation]) {
    let after: Mark = BEFORE_ALL;
    let rows: TrailRow[];
    do {
      rows = await read(reach, (reader) => select(reader, after));
      for (const { headSequence, headHash, ...entry } of rows) {
        const chain = entry.customerId ?? INSTALLATION;
        const hasHead = headSequence !== null && headHash !== null;
        yield { entry, head: hasHead ? { chain, sequence: headSequence, hash: headHash } : null };
        after = entry;
      }
    } while (rows.length === TRAIL_BATCH);
  }
}

/** Heads in reach whose chain has no entry at all. There is none, unless somebody took the entries away. */
export async function readBareHeads(reach: Reach): Promise<ChainHead[]> {
  return read(
    reach,
    (reader) => reader.$queryRaw<ChainHead[]>`
      select chain, sequence, hash from audit_head
      where not exists (select from audit_entry where customer_id = chain)
        and not (chain = ${INSTALLATION}::uuid and exists (select from audit_entry where customer_id is null))
      order by chain`,
  );
}

/** The heads of all chains in reach. */
export async function readHeads(reach: Reach): Promise<ChainHead[]> {
  return read(reach, (reader) => reader.auditHead.findMany({ orderBy: { chain: 'asc' } }));
}

type TrailRow = ChainedEntry & {
  readonly headSequence: bigint | null;
  readonly headHash: Uint8Array<ArrayBuffer> | null;
};

/** How far the trail was read. */
type Mark = Pick<ChainedEntry, 'customerId' | 'sequence' | 'id'>;
const SMALLEST = -(2n ** 63n);
const BEFORE_ALL: Mark = { customerId: null, sequence: SMALLEST, id: SMALLEST };

// What somebody may have changed with every lock taken off is read all the same: a point in time that is none, a hash
// that is missing.
const TRAIL_COLUMNS = Prisma.raw(`
  entry.id, case when isfinite(at) then (extract(epoch from at) * 1000)::bigint end as "atMs", deed,
  actor_id as "actorId", actor_name as "actorName", customer_id as "customerId", customer_name as "customerName",
  subject_id as "subjectId", subject, details::text as details, entry.sequence,
  coalesce(previous_hash, '') as "previousHash", coalesce(entry.hash, '') as hash,
  audit_head.sequence as "headSequence", audit_head.hash as "headHash"`);

// Two queries and not one with coalesce(customer_id, …): under a policy no index answers that.
const selectOfCustomers = (reader: Reader, { customerId, sequence, id }: Mark) => reader.$queryRaw<
  TrailRow[]
>`
  select ${TRAIL_COLUMNS} from audit_entry entry left join audit_head on chain = customer_id
  where (customer_id, entry.sequence, entry.id) > (${customerId ?? INSTALLATION}::uuid, ${sequence}, ${id})
  order by customer_id, entry.sequence, entry.id limit ${TRAIL_BATCH}`;

const selectOfInstallation = (reader: Reader, { sequence, id }: Mark) => reader.$queryRaw<TrailRow[]>`
  select ${TRAIL_COLUMNS} from audit_entry entry left join audit_head on chain = ${INSTALLATION}::uuid
  where customer_id is null and (entry.sequence, entry.id) > (${sequence}, ${id})
  order by entry.sequence, entry.id limit ${TRAIL_BATCH}`;

/** The columns of a line of the history. */
const SHOWN = {
  id: true,
  at: true,
  deed: true,
  actorName: true,
  customerId: true,
  customerName: true,
  subjectId: true,
  subject: true,
  details: true,
} as const satisfies Prisma.AuditEntrySelect;

function rowOf(row: Prisma.AuditEntryGetPayload<{ select: typeof SHOWN }>): AuditRow {
  return {
    ...row,
    id: String(row.id),
    deed: row.deed as AuditDeed,
    details: row.details as AuditRow['details'],
  };
}

function whereOf(reach: Reach, filter: HistoryFilter): Prisma.AuditEntryWhereInput {
  const { customerId, subjectId, actorId, deeds, from, before, text } = filter;
  return {
    AND: [
      reach.every ? {} : { customerId: { in: [...reach.customerIds] } },
      customerId ? { customerId } : {},
      subjectId ? { subjectId } : {},
      actorId === undefined ? {} : { actorId },
      deeds ? { deed: { in: [...deeds] } } : {},
      from ? { at: { gte: from } } : {},
      before ? { at: { lt: before } } : {},
      text ? { subject: { contains: literally(text), mode: 'insensitive' } } : {},
    ],
  };
}

/** The last time that something was done, by whoever and to whomever; null: never. For what concerns the installation. */
export async function latestEntry(
  deed: AuditDeed,
): Promise<Pick<AuditRow, 'at' | 'actorName' | 'details'> | null> {
  const row = await read(EVERY_CUSTOMER, (reader) =>
    reader.auditEntry.findFirst({
      where: { deed },
      orderBy: { id: 'desc' },
      select: { at: true, actorName: true, details: true },
    }),
  );
  return row && { ...row, details: row.details as AuditRow['details'] };
}
