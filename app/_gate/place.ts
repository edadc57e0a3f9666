import { notFound } from 'next/navigation';
import type { CustomerId } from '@/lib/customer/customer';
import { customerInReach } from '@/lib/customer/reads';
import { mailboxInReach } from '@/lib/mailbox/reads';
import type { Reach } from '@/lib/scope';
import { type Deed, may } from '@/lib/staff/deeds';
import type { Actor } from '@/lib/staff/staff';
import { reachOf, requireActor, requireSignedIn } from './actor';

/**
 * The first line of every page behind the sign-in: who asks, whether they may, and what they may see. Who may not gets
 * what is not there for them: 404.
 * @param but also for whoever has to set up a second factor first: the page on which it is done
 */
export async function requireDeed(
  deed: Deed,
  but: { readonly withoutSecondFactor?: true } = {},
): Promise<{ actor: Actor; reach: Reach }> {
  const actor = await (but.withoutSecondFactor ? requireSignedIn() : requireActor());
  return may(actor.role, deed) ? { actor, reach: reachOf(actor) } : notFound();
}

/** The same for the page of one customer. Not there, not theirs and no id at all are one answer: 404. */
export async function requireCustomer(
  deed: Deed,
  id: string,
): Promise<{ actor: Actor; reach: Reach; customerId: CustomerId }> {
  const { actor, reach } = await requireDeed(deed);
  const customerId = await customerInReach(reach, id);
  return customerId ? { actor, reach, customerId } : notFound();
}

/** The same for the page of one mailbox, with its customer. */
export async function requireMailbox(
  deed: Deed,
  id: string,
): Promise<{ actor: Actor; reach: Reach; customerId: CustomerId; mailboxId: string }> {
  const { actor, reach } = await requireDeed(deed);
  const place = await mailboxInReach(reach, id);
  return place ? { actor, reach, ...place } : notFound();
}
