import { recordAudit } from '@/lib/audit/record-audit';
import type { CustomerId } from '@/lib/customer/customer';
import { isUniqueViolation, type Transaction, transact } from '@/lib/database';
import { fail, type Result, succeed } from '@/lib/result';
import { fingerprint } from '@/lib/vault/fingerprint';
import { chooseRegistration } from './choose-registration';
import { fingerprintParts, type OutcomeCode, saysNothingOfMailbox } from './connection-test';
import type { MailboxFailure } from './mailbox';
import type { MailboxFields, RegistrationChoice } from './schema';

/** For how long a test run from the form counts for the save that follows. */
const ADOPTION_MS = 60 * 60_000;

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
  try {
    return await transact(async (tx) => {
      const { name } = await tx.customer.findUniqueOrThrow({
        where: { id: customerId },
        select: { name: true },
      });
      const customer = { id: customerId, name };
      const registration = await chooseRegistration(customer, tx, actor, input);
      if (!registration.ok) return registration;
      const { id } = await tx.mailbox.create({
        data: {
          customerId,
          registrationId: registration.value,
          address: input.mailboxAddress,
          name: input.mailboxName,
          description: input.description,
        },
        select: { id: true },
      });
      await adoptTest(customerId, tx, { mailboxId: id, actor, input });
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

async function adoptTest(
  customerId: CustomerId,
  tx: Transaction,
  save: {
    readonly mailboxId: string;
    readonly actor: { readonly id: string };
    readonly input: { readonly testId: string; readonly mailboxAddress: string } & RegistrationChoice;
  },
): Promise<void> {
  const { input } = save;
  if (input.registrationChoice !== 'new' || !input.testId) return;
  const [test] = await tx.connectionTest.findMany({
    where: {
      customerId,
      mailboxId: null,
      ranById: save.actor.id,
      fingerprint: fingerprint(fingerprintParts(input)),
      finishedAt: { gt: new Date(Date.now() - ADOPTION_MS) },
    },
    orderBy: { finishedAt: 'desc' },
    take: 1,
  });
  if (test?.id !== input.testId) return;
  await tx.connectionTest.updateMany({
    where: { id: test.id, customerId },
    data: { mailboxId: save.mailboxId },
  });
  if (test.code && saysNothingOfMailbox(test.code as OutcomeCode)) return;
  await tx.mailbox.updateMany({
    where: { id: save.mailboxId, customerId },
    data: { evidenceAt: test.finishedAt, evidenceVerdict: test.verdict, evidenceCode: test.code },
  });
}
