import { notFound } from 'next/navigation';
import type { CustomerId } from '@/lib/customer/customer';
import { customerInReach } from '@/lib/customer/reads';
import { mailboxInReach } from '@/lib/mailbox/reads';
import type { Reach } from '@/lib/scope';
import type { Actor } from '@/lib/staff/staff';
import { reachOf, requireActor } from './actor';

/** Who asks, and what they may see: the first line of every page behind the sign-in. */
export async function requireReach(): Promise<{ actor: Actor; reach: Reach }> {
  const actor = await requireActor();
  return { actor, reach: reachOf(actor) };
}

/** The customer that an address names. Not there, not theirs and no id at all are one answer: 404. */
export async function requireCustomer(
  id: string,
): Promise<{ actor: Actor; reach: Reach; customerId: CustomerId }> {
  const { actor, reach } = await requireReach();
  const customerId = await customerInReach(reach, id);
  return customerId ? { actor, reach, customerId } : notFound();
}

/** The mailbox that an address names, with its customer; else 404. */
export async function requireMailbox(
  id: string,
): Promise<{ actor: Actor; reach: Reach; customerId: CustomerId; mailboxId: string }> {
  const { actor, reach } = await requireReach();
  const place = await mailboxInReach(reach, id);
  return place ? { actor, reach, ...place } : notFound();
}
