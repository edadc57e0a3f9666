import type { About } from '@/app/_gate/word-outcome';
import type { CustomerId } from '@/lib/customer/customer';
import type { ConnectionTestRow } from '@/lib/mailbox/connection-test';
import type { MailboxDetails } from '@/lib/mailbox/mailbox';
import { readMailbox } from '@/lib/mailbox/reads';
import { readRegistration } from '@/lib/registration/reads';
import type { RegistrationDetails } from '@/lib/registration/registration';

/** What the words of an outcome need to know of a mailbox. */
export function aboutOf(
  mailbox: Pick<MailboxDetails, 'id' | 'address' | 'customerName'>,
  registration: RegistrationDetails | null,
): About & { readonly customerName: string } {
  return {
    cloud: registration?.cloud ?? null,
    tenantId: registration?.tenantId ?? null,
    clientId: registration?.clientId ?? null,
    mailboxAddress: mailbox.address,
    mailboxId: mailbox.id,
    customerName: mailbox.customerName,
  };
}

/** The same for the words of a test that is kept: with the values that it was about, not those that took their place. */
export function aboutTest(about: About, { about: tested }: Pick<ConnectionTestRow, 'about'>): About {
  if (!tested) return about;
  const { cloud, tenantId, clientId, mailboxAddress } = tested;
  return { ...about, cloud, tenantId, clientId, mailboxAddress };
}

/** The same, read for an action; null when the mailbox has gone meanwhile. */
export async function aboutMailbox(place: { readonly customerId: CustomerId; readonly mailboxId: string }) {
  const { customerId, mailboxId } = place;
  const mailbox = await readMailbox(customerId, mailboxId, new Date());
  if (!mailbox) return null;
  const { registrationId } = mailbox;
  return aboutOf(mailbox, registrationId ? await readRegistration(customerId, registrationId) : null);
}
