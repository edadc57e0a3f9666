import {
  AUDIT_DEEDS,
  type AuditDeed,
  DEED_GROUPS,
  type DeedGroup,
  groupOf,
  type HistoryFilter,
} from '@/lib/audit/audit';
import { choiceIn, hrefWith, pageIn, type SearchParams, textIn } from '../list-query';
import { dayAfter, isDay, startOfDay } from './start-of-day';

/** Who did it, in the address: Posthouse by itself. Everybody else is there by id. */
export const POSTHOUSE = 'posthouse';

/** What the address of the history asks for. */
export interface HistoryQuery {
  /** Still text: the gate says whether the asker may see that customer. */
  readonly customer?: string;
  /** A staff member's id, or {@link POSTHOUSE}. */
  readonly actor?: string;
  readonly deed?: AuditDeed | DeedGroup;
  /** The first day, as YYYY-MM-DD. */
  readonly from?: string;
  /** The last day, which belongs to it. */
  readonly to?: string;
  readonly text?: string;
  readonly page: number;
}

/**
 * Reads the address. What is not understood narrows nothing, so that an old or mangled address still shows a list.
 * @returns the query, and the days that were given and are none
 */
export function readHistoryQuery(parameters: SearchParams): {
  query: HistoryQuery;
  badDays: readonly ('from' | 'to')[];
} {
  const days = { from: textIn(parameters, 'from'), to: textIn(parameters, 'to') };
  const customer = textIn(parameters, 'customer');
  const actor = textIn(parameters, 'actor');
  const deed = choiceIn(parameters, 'deed', [...DEED_GROUPS, ...AUDIT_DEEDS]);
  const text = textIn(parameters, 'q');
  return {
    query: {
      ...(customer ? { customer } : {}),
      ...(actor === POSTHOUSE || UUID.test(actor) ? { actor } : {}),
      ...(deed ? { deed } : {}),
      ...(isDay(days.from) ? { from: days.from } : {}),
      ...(isDay(days.to) ? { to: days.to } : {}),
      ...(text ? { text } : {}),
      page: pageIn(parameters),
    },
    badDays: (['from', 'to'] as const).filter((name) => days[name] !== '' && !isDay(days[name])),
  };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What narrows the list, as parameters of an address. */
export function parametersOf({
  customer,
  actor,
  deed,
  from,
  to,
  text,
}: HistoryQuery): Record<string, string> {
  const given = { customer, actor, deed, from, to, q: text };
  return Object.fromEntries(Object.entries(given).filter((pair): pair is [string, string] => !!pair[1]));
}

/** The address of the list that shows `query`. */
export function historyHref(query: HistoryQuery): string {
  return hrefWith('/history', { ...parametersOf(query), page: query.page > 1 ? query.page : null });
}

/**
 * The query as what the trail is narrowed by.
 * @param customerId the customer of the query, if the asker may see that one
 * @param timeZone in which its days begin and end
 */
export function filterOf(query: HistoryQuery, customerId: string | null, timeZone: string): HistoryFilter {
  const { actor, deed, from, to, text } = query;
  return {
    ...(customerId ? { customerId } : {}),
    ...(actor ? { actorId: actor === POSTHOUSE ? null : actor } : {}),
    ...(deed ? { deeds: AUDIT_DEEDS.filter((each) => each === deed || groupOf(each) === deed) } : {}),
    ...(from ? { from: startOfDay(from, timeZone) } : {}),
    ...(to ? { before: startOfDay(dayAfter(to), timeZone) } : {}),
    ...(text ? { text } : {}),
  };
}
