import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { isUniqueViolation, transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { chooseRegistration } from './choose-registration';
import type { MailboxFailure } from './mailbox';
import type { MailboxFields, RegistrationChoice } from './schema';
import { NO_EVIDENCE } from './store';

/**
 * Saves a mailbox if it is still at `revision`: the second of two people who edit at once gets `mailbox_changed` and
 * overwrites nothing. Another address or another registration makes it "not verified" again.
 */
export async function changeMailbox(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: Omit<MailboxFields, 'customerId'> &
    RegistrationChoice & { readonly mailboxId: string; readonly revision: number },
): Promise<Result<{ id: string }, MailboxFailure>> {
  const { mailboxId, revision } = input;
  try {
    return await transact(async (tx) => {
      const before = await tx.mailbox.findFirst({
        where: { id: mailboxId, customerId },
        select: { address: true, name: true, registrationId: true, customer: { select: { name: true } } },
      });
      if (!before) return fail({ code: 'mailbox_not_found' });
      const customer = { id: customerId, name: before.customer.name };
      const registration = await chooseRegistration(customer, tx, actor, input);
      if (!registration.ok) return registration;
      const moved = registration.value !== before.registrationId || input.mailboxAddress !== before.address;
      const { count } = await tx.mailbox.updateMany({
        where: { id: mailboxId, customerId, revision },
        data: {
          address: input.mailboxAddress,
          name: input.mailboxName,
          description: input.description,
          registrationId: registration.value,
          revision: { increment: 1 },
          ...(moved ? NO_EVIDENCE : {}),
        },
      });
      if (count === 0) return fail({ code: 'mailbox_changed' });
      await recordAudit(tx, {
        deed: 'mailbox.change',
        actor,
        customer,
        subject: { id: mailboxId, label: input.mailboxAddress },
        details: {
          ...(input.mailboxAddress === before.address ? {} : { addressBefore: before.address }),
          ...(input.mailboxName === before.name ? {} : { nameBefore: before.name, name: input.mailboxName }),
          ...(registration.value === before.registrationId ? {} : { registrationId: registration.value }),
        },
      });
      return succeed({ id: mailboxId });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return fail({ code: 'mailbox_address_taken' });
    throw error;
  }
}
