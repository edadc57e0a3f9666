import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { readCustomer } from '@/lib/customer/reads';
import { isUniqueViolation, transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { adoptTest } from './adopt-test';
import { chooseRegistration } from './choose-registration';
import type { MailboxFailure } from './mailbox';
import type { MailboxFields, RegistrationChoice } from './schema';
import { insertMailbox } from './store';

/**
 * Adds a mailbox, and with it the app registration if a new one was typed: all of it or nothing. A test that this
 * person ran from the form on exactly these values (`testId`) becomes the mailbox's own, so that what was just proven
 * does not have to be proven again.
 */
export async function createMailbox(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: Omit<MailboxFields, 'customerId'> & RegistrationChoice & { readonly testId: string },
): Promise<Result<{ id: string }, MailboxFailure>> {
  const found = await readCustomer(customerId);
  if (!found) throw new Error('the customer of a new mailbox has gone');
  const customer = { id: customerId, name: found.name };
  try {
    return await transact(customerId, async (tx) => {
      const registration = await chooseRegistration(customer, tx, actor, input);
      if (!registration.ok) return registration;
      const id = await insertMailbox(customerId, tx, {
        address: input.mailboxAddress,
        name: input.mailboxName,
        description: input.description,
        registrationId: registration.value,
      });
      await adoptTest(customerId, tx, { mailboxId: id, testId: input.testId, choice: input, actor });
      await recordAudit(tx, {
        deed: 'mailbox.create',
        actor,
        customer,
        subject: { id, label: input.mailboxAddress },
        details: { name: input.mailboxName, registrationId: registration.value },
      });
      return succeed({ id });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return fail({ code: 'mailbox_address_taken' });
    throw error;
  }
}
