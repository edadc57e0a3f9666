import { MAILBOX_STATUSES } from '@/lib/mailbox/mailbox';
import type { MailboxQuery } from '@/lib/mailbox/mailbox-query';
import { CLOUDS } from '@/lib/microsoft/cloud';
import { choiceIn, hrefWith, pageIn, type SearchParams, textIn } from '../list-query';

/** The ways to narrow by expiry, as in the address. */
export const EXPIRY_CHOICES = ['past', '7', '30', 'unknown'] as const;

/** The orders of the list; the first is the default and does not stand in the address. */
const SORTS = ['urgency', 'address', 'customer', 'expiry'] as const;

/**
 * What the address of the list asks for. What is not understood is left out, so that an old or mangled address still
 * shows a list. `customerId` is still text here: the gate says whether the asker may see that customer.
 */
export function readMailboxQuery(parameters: SearchParams): MailboxQuery {
  const search = textIn(parameters, 'q');
  const status = choiceIn(parameters, 'status', MAILBOX_STATUSES);
  const customerId = textIn(parameters, 'customer');
  const cloud = choiceIn(parameters, 'cloud', CLOUDS);
  const expiry = choiceIn(parameters, 'expiry', EXPIRY_CHOICES);
  return {
    ...(search ? { search } : {}),
    ...(status ? { status } : {}),
    ...(customerId ? { customerId } : {}),
    ...(cloud ? { cloud } : {}),
    ...(expiry ? { expiry } : {}),
    sort: choiceIn(parameters, 'sort', SORTS) ?? 'urgency',
    page: pageIn(parameters),
  };
}

/** The address of the list that shows `query`. */
export function mailboxesHref(query: MailboxQuery): string {
  return hrefWith('/mailboxes', {
    q: query.search,
    status: query.status,
    customer: query.customerId,
    cloud: query.cloud,
    expiry: query.expiry,
    sort: query.sort === 'urgency' ? null : query.sort,
    page: query.page > 1 ? query.page : null,
  });
}

/** Does the query narrow the list at all? */
export function isNarrowed({ search, status, customerId, cloud, expiry }: MailboxQuery): boolean {
  return [search, status, customerId, cloud, expiry].some(Boolean);
}
