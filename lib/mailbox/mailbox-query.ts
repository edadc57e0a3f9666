import type { Cloud } from '@/lib/microsoft/cloud';
import type { MailboxRow, MailboxStatus, StatusVerdict } from './mailbox';

/** What narrows and orders the list of mailboxes; every part optional, all of it in the address of the page. */
export interface MailboxQuery {
  readonly search?: string;
  readonly status?: MailboxStatus;
  readonly customerId?: string;
  readonly cloud?: Cloud;
  readonly expiry?: 'past' | '7' | '30' | 'unknown';
  readonly sort: 'urgency' | 'address' | 'customer' | 'expiry';
  readonly page: number;
}

/** Is this the status and the expiry that are asked for? Both follow from the time, so the database cannot tell. */
export function isAskedFor({ verdict }: MailboxRow, { status, expiry }: MailboxQuery): boolean {
  return (!status || verdict.status === status) && (!expiry || matchesExpiry(verdict, expiry));
}

function matchesExpiry({ expiry }: StatusVerdict, wanted: NonNullable<MailboxQuery['expiry']>): boolean {
  if (!expiry) return false;
  if (expiry.kind === 'unknown') return wanted === 'unknown';
  if (wanted === 'past') return expiry.daysLeft < 0;
  return wanted !== 'unknown' && expiry.daysLeft >= 0 && expiry.daysLeft <= Number(wanted);
}

const daysLeft = ({ verdict: { expiry } }: MailboxRow) =>
  expiry?.kind === 'known' ? expiry.daysLeft : Number.POSITIVE_INFINITY;
const byText = (a: string, b: string) => a.localeCompare(b, 'en');

// Infinity minus Infinity is not a number, hence the comparison.
const byDays = (a: MailboxRow, b: MailboxRow) =>
  daysLeft(a) === daysLeft(b) ? 0 : daysLeft(a) < daysLeft(b) ? -1 : 1;
const byAddress = (a: MailboxRow, b: MailboxRow) => byText(a.address, b.address) || byText(a.id, b.id);

/** The orders of the list. */
export const MAILBOX_ORDERS: Record<MailboxQuery['sort'], (a: MailboxRow, b: MailboxRow) => number> = {
  urgency: (a, b) => a.verdict.urgency - b.verdict.urgency || byDays(a, b) || byAddress(a, b),
  address: byAddress,
  customer: (a, b) => byText(a.customerName, b.customerName) || byAddress(a, b),
  expiry: (a, b) => byDays(a, b) || byAddress(a, b),
};
