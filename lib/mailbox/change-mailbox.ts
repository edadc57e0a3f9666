import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { isUniqueViolation, transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { chooseRegistration } from './choose-registration';
import type { MailboxFailure } from './mailbox';
import { findMailbox } from './reads';
import type { MailboxFields, RegistrationChange } from './schema';
import { updateMailbox } from './store';

/**
 * Saves a mailbox if it is still at `revision`: the second of two people who edit at once gets `mailbox_changed` and
 * overwrites nothing. Another address or another registration makes it "not verified" again.
 */
export async function changeMailbox(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: Omit<MailboxFields, 'customerId'> &
    RegistrationChange & { readonly mailboxId: string; readonly revision: number },
): Promise<Result<{ id: string }, MailboxFailure>> {
  const { mailboxId, revision } = input;
  try {
    return await transact(customerId, async (tx) => {
      const before = await findMailbox(customerId, mailboxId, tx);
      if (!before) return fail({ code: 'mailbox_not_found' });
      const { customer } = before;
      // Who moved the mailbox to another one meanwhile has counted its revision up.
      const registration =
        input.registrationChoice === 'unchanged'
          ? succeed(before.registrationId)
          : await chooseRegistration(customer, tx, actor, input);
      if (!registration.ok) return registration;
      const registrationId = registration.value;
      const changed = await updateMailbox(customerId, tx, {
        mailboxId,
        revision,
        values: {
          address: input.mailboxAddress,
          name: input.mailboxName,
          description: input.description,
          registrationId,
        },
        forgetsProof: registrationId !== before.registrationId || input.mailboxAddress !== before.address,
      });
      if (!changed) return fail({ code: 'mailbox_changed' });
      await recordAudit(tx, {
        deed: 'mailbox.change',
        actor,
        customer,
        subject: { id: mailboxId, label: input.mailboxAddress },
        details: {
          ...(input.mailboxAddress === before.address ? {} : { addressBefore: before.address }),
          ...(input.mailboxName === before.name ? {} : { nameBefore: before.name, name: input.mailboxName }),
          ...(registrationId === before.registrationId ? {} : { registrationId }),
        },
      });
      return succeed({ id: mailboxId });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return fail({ code: 'mailbox_address_taken' });
    throw error;
  }
}
