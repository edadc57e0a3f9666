import { z } from 'zod';
import type { CustomerId } from '@/lib/customer/customer';
import { whereInReach } from '@/lib/customer/reads';
import { literally, type Reader, read } from '@/lib/database';
import type { Cloud } from '@/lib/microsoft/cloud';
import type { Reach } from '@/lib/scope';
import type { Prisma } from '@/prisma/generated/client';
import {
  type Check,
  type ConnectionTestRow,
  isStillAbout,
  type OutcomeCode,
  type TestedMailbox,
} from './connection-test';
import {
  type MailboxDetails,
  type MailboxRow,
  type MailboxStatus,
  type StatusFacts,
  statusOf,
} from './mailbox';
import { isAskedFor, MAILBOX_ORDERS, type MailboxQuery } from './mailbox-query';

const factColumns = {
  id: true,
  customerId: true,
  address: true,
  name: true,
  pausedAt: true,
  evidenceAt: true,
  evidenceVerdict: true,
  evidenceCode: true,
  registrationId: true,
  customer: { select: { name: true } },
  registration: {
    select: {
      cloud: true,
      signInFailedAt: true,
      signInFailureCode: true,
      credential: { select: { expiresOn: true, expiresFrom: true } },
    },
  },
} as const;

/**
 * Where a mailbox lies: null when the text is no id, there is no such mailbox, or it lies outside the asker's reach.
 * The three are not told apart.
 */
export async function mailboxInReach(
  reach: Reach,
  id: string,
): Promise<{ customerId: CustomerId; mailboxId: string } | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const row = await read(reach, (reader) =>
    reader.mailbox.findFirst({
      where: { AND: [{ id }, whereInReach(reach)] },
      select: { id: true, customerId: true },
    }),
  );
  return row && { customerId: row.customerId as CustomerId, mailboxId: row.id };
}

/** What the verbs have to know of a mailbox before they change, test or delete it; null when it is not there. */
export async function findMailbox(customerId: CustomerId, mailboxId: string, reader: Reader) {
  const row = await reader.mailbox.findFirst({
    where: { id: mailboxId, customerId },
    select: {
      ...testedColumns,
      name: true,
      revision: true,
      pausedAt: true,
      customer: { select: { name: true } },
    },
  });
  if (!row) return null;
  const { registration, customer, ...rest } = row;
  return {
    ...rest,
    customer: { id: customerId, name: customer.name },
    /** What its registration signs in as. */
    ids: registration && {
      cloud: registration.cloud,
      tenantId: registration.tenantId,
      clientId: registration.clientId,
    },
    /** Of the secret that is stored at the moment. */
    credentialVersion: registration?.credential?.version ?? null,
    /** What a test is about that reads it now. */
    tested: testedOf(row),
  };
}

const testedColumns = {
  address: true,
  registrationId: true,
  registration: {
    select: { cloud: true, tenantId: true, clientId: true, credential: { select: { version: true } } },
  },
} as const;

function testedOf(row: Prisma.MailboxGetPayload<{ select: typeof testedColumns }>): TestedMailbox {
  const { address, registrationId, registration } = row;
  return {
    mailboxAddress: address,
    registrationId,
    version: registration?.credential?.version ?? null,
    cloud: registration?.cloud ?? null,
    tenantId: registration?.tenantId ?? null,
    clientId: registration?.clientId ?? null,
  };
}

/** One mailbox with its status at `now`, or null when it has gone meanwhile. */
export async function readMailbox(
  customerId: CustomerId,
  mailboxId: string,
  now: Date,
): Promise<MailboxDetails | null> {
  const row = await read(customerId, (reader) =>
    reader.mailbox.findFirst({
      where: { id: mailboxId, customerId },
      select: { ...factColumns, description: true, revision: true, createdAt: true },
    }),
  );
  if (!row) return null;
  const facts = factsOf(row);
  return {
    id: row.id,
    customerId,
    customerName: row.customer.name,
    address: row.address,
    name: row.name,
    description: row.description,
    registrationId: row.registrationId,
    revision: row.revision,
    createdAt: row.createdAt,
    pausedAt: row.pausedAt,
    evidence: facts.evidence,
    verdict: statusOf(facts, now),
  };
}

/** How many mailboxes a page of the list holds. */
export const MAILBOX_PAGE_SIZE = 50;

/** The mailboxes that match, worst first unless sorted otherwise: one page of them, and how many there are in all. */
export async function listMailboxes(
  reach: Reach,
  query: MailboxQuery,
  now: Date,
): Promise<{ rows: MailboxRow[]; total: number }> {
  const text = { contains: literally(query.search ?? ''), mode: 'insensitive' as const };
  const where = {
    AND: [
      whereInReach(reach),
      query.customerId ? { customerId: query.customerId } : {},
      query.cloud ? { registration: { cloud: query.cloud } } : {},
      query.search ? { OR: [{ address: text }, { name: text }, { customer: { name: text } }] } : {},
    ],
  };
  const rows = await read(reach, (reader) => reader.mailbox.findMany({ where, select: factColumns }));
  const matching = rows
    .map((row) => rowOf(row, now))
    .filter((row) => isAskedFor(row, query))
    .sort(MAILBOX_ORDERS[query.sort]);
  const from = (query.page - 1) * MAILBOX_PAGE_SIZE;
  return { rows: matching.slice(from, from + MAILBOX_PAGE_SIZE), total: matching.length };
}

/** A mailbox as a choice offers it. */
export interface MailboxChoice {
  readonly id: string;
  readonly address: string;
  readonly customerName: string;
}

/** The mailboxes in reach by address, at most `limit`: for a choice among them. */
export async function listMailboxChoices(reach: Reach, limit: number): Promise<MailboxChoice[]> {
  const rows = await read(reach, (reader) =>
    reader.mailbox.findMany({
      where: whereInReach(reach),
      orderBy: [{ address: 'asc' }, { id: 'asc' }],
      take: limit,
      select: { id: true, address: true, customer: { select: { name: true } } },
    }),
  );
  return rows.map(({ id, address, customer }) => ({ id, address, customerName: customer.name }));
}

/** Everything in reach for the overview: how many of each status, and those that need somebody today, worst first. */
export async function surveyMailboxes(
  reach: Reach,
  now: Date,
  limit: number,
): Promise<{
  counts: Record<MailboxStatus, number>;
  total: number;
  urgent: MailboxRow[];
  urgentTotal: number;
}> {
  const rows = await read(reach, (reader) =>
    reader.mailbox.findMany({ where: whereInReach(reach), select: factColumns }),
  );
  const all = rows.map((row) => rowOf(row, now)).sort(MAILBOX_ORDERS.urgency);
  const counts: Record<MailboxStatus, number> = {
    expired: 0,
    expires_soon: 0,
    needs_attention: 0,
    not_verified: 0,
    waiting_for_customer: 0,
    paused: 0,
    working: 0,
  };
  for (const row of all) counts[row.verdict.status] += 1;
  const urgent = all.filter((row) => row.verdict.urgency < 70);
  return { counts, total: all.length, urgent: urgent.slice(0, limit), urgentTotal: urgent.length };
}

/** The last tests of a mailbox, newest first. */
export async function listTests(
  customerId: CustomerId,
  mailboxId: string,
  limit: number,
): Promise<ConnectionTestRow[]> {
  const rows = await read(customerId, (reader) =>
    reader.connectionTest.findMany({
      where: { customerId, mailboxId },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      take: limit,
      select: {
        id: true,
        verdict: true,
        code: true,
        checks: true,
        about: true,
        ranByName: true,
        startedAt: true,
        finishedAt: true,
        mailbox: { select: testedColumns },
      },
    }),
  );
  return rows.map(({ mailbox, ...row }) => {
    const about = row.about as unknown as TestedMailbox | null;
    return {
      ...row,
      code: row.code as OutcomeCode | null,
      checks: row.checks as unknown as Check[],
      about,
      outdated: mailbox === null || !isStillAbout(about, testedOf(mailbox)),
    };
  });
}

interface FactRow {
  id: string;
  customerId: string;
  address: string;
  name: string;
  pausedAt: Date | null;
  evidenceAt: Date | null;
  evidenceVerdict: ConnectionTestRow['verdict'] | null;
  evidenceCode: string | null;
  registrationId: string | null;
  customer: { name: string };
  registration: {
    cloud: Cloud;
    signInFailedAt: Date | null;
    signInFailureCode: string | null;
    credential: StatusFacts['credential'];
  } | null;
}

function factsOf(row: FactRow): StatusFacts {
  const { evidenceAt, evidenceVerdict, evidenceCode, registration } = row;
  const { signInFailedAt, signInFailureCode } = registration ?? {};
  return {
    pausedAt: row.pausedAt,
    hasRegistration: row.registrationId !== null,
    credential: registration?.credential ?? null,
    signInRefused:
      signInFailedAt && signInFailureCode
        ? { at: signInFailedAt, code: signInFailureCode as OutcomeCode }
        : null,
    evidence:
      evidenceAt && evidenceVerdict
        ? { at: evidenceAt, verdict: evidenceVerdict, code: evidenceCode as OutcomeCode | null }
        : null,
  };
}

function rowOf(row: FactRow, now: Date): MailboxRow {
  return {
    id: row.id,
    customerId: row.customerId as CustomerId,
    customerName: row.customer.name,
    address: row.address,
    name: row.name,
    cloud: row.registration?.cloud ?? null,
    provenAt: row.evidenceAt,
    verdict: statusOf(factsOf(row), now),
  };
}
