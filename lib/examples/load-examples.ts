import { recordAudit } from '@/lib/audit/record-audit';
import { createCustomer } from '@/lib/customer/create-customer';
import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { createMailbox } from '@/lib/mailbox/create-mailbox';
import type { MailboxFailure } from '@/lib/mailbox/mailbox';
import type { RegistrationChoice } from '@/lib/mailbox/schema';
import { setPaused } from '@/lib/mailbox/set-paused';
import { testConnection } from '@/lib/mailbox/test-connection';
import { sendTest } from '@/lib/outbox/send-test';
import { listRegistrations } from '@/lib/registration/reads';
import { fail, type Result, succeed } from '@/lib/result';
import { EXAMPLES, type ExampleCustomer, type ExampleMailbox, type ExamplesFailure } from './examples';
import { fetchScenarios, type Scenario } from './fetch-scenarios';

type Actor = { readonly id: string; readonly name: string; readonly email: string };
type Failure = ExamplesFailure | MailboxFailure;

const DAY_MS = 86_400_000;

/**
 * Makes the example customers with their mailboxes, tests them and sends from them, all through the verbs that staff
 * use, so that status, messages and history are real. Test mails go to the actor's own address. Once only: with one of
 * the customers there it is `examples_there`.
 */
export async function loadExamples(actor: Actor, now: Date): Promise<Result<{ customers: number }, Failure>> {
  const fetched = await fetchScenarios();
  if (!fetched.ok) return fetched;
  const scenarios = fetched.value;
  const wanted = EXAMPLES.flatMap(({ mailboxes }) => mailboxes.map(({ scenario }) => scenario));
  if (wanted.some((id) => id !== null && !scenarios.has(id))) return fail({ code: 'sandbox_silent' });

  for (const example of EXAMPLES) {
    const customer = await createCustomer(actor, { customerName: example.name, note: example.note });
    if (!customer.ok) return fail({ code: 'examples_there' });
    const loaded = await loadMailboxes(customer.value.id, actor, { example, scenarios, now });
    if (!loaded.ok) return loaded;
  }
  return transact(async (tx) => {
    const subject = { label: EXAMPLES.map(({ name }) => name).join(', ') };
    await recordAudit(tx, { deed: 'examples.load', actor, subject });
    return succeed({ customers: EXAMPLES.length });
  });
}

async function loadMailboxes(
  customerId: CustomerId,
  actor: Actor,
  given: {
    readonly example: ExampleCustomer;
    readonly scenarios: ReadonlyMap<string, Scenario>;
    readonly now: Date;
  },
): Promise<Result<null, MailboxFailure>> {
  const made: { mailbox: ExampleMailbox; id: string }[] = [];
  // One after the other: two of them may share a registration, which the first one makes.
  for (const mailbox of given.example.mailboxes) {
    const scenario = mailbox.scenario === null ? undefined : given.scenarios.get(mailbox.scenario);
    const { address, name } = addressOf(mailbox, scenario);
    const created = await createMailbox(customerId, actor, {
      mailboxAddress: address,
      mailboxName: name,
      description: mailbox.description,
      testId: '',
      ...(await choiceOf(customerId, { mailbox, scenario, now: given.now })),
    });
    if (!created.ok) return created;
    made.push({ mailbox, id: created.value.id });
  }
  await Promise.all(made.map(({ mailbox, id }) => putToWork(customerId, actor, { mailbox, id })));
  return succeed(null);
}

function addressOf({ address }: ExampleMailbox, scenario: Scenario | undefined) {
  if (typeof address === 'string') return { address, name: '' };
  const other = address === null ? undefined : scenario?.otherMailboxes[address];
  return (
    other ?? { address: scenario?.values.mailboxAddress ?? '', name: scenario?.values.mailboxName ?? '' }
  );
}

async function choiceOf(
  customerId: CustomerId,
  given: { readonly mailbox: ExampleMailbox; readonly scenario: Scenario | undefined; readonly now: Date },
): Promise<RegistrationChoice> {
  const { mailbox, scenario, now } = given;
  if (!scenario) return { registrationChoice: 'later' };
  const { tenantId, clientId, clientSecret } = scenario.values;
  const there = (await listRegistrations(customerId)).find((each) => each.clientId === clientId);
  if (there) return { registrationChoice: 'existing', registrationId: there.id };
  const { expiresInDays } = mailbox;
  const today = Math.floor(now.getTime() / DAY_MS);
  return {
    registrationChoice: 'new',
    cloud: 'sandbox',
    tenantId,
    clientId,
    clientSecret,
    secretIsValue: false,
    secretExpiresOn: expiresInDays === null ? null : new Date((today + expiresInDays) * DAY_MS),
  };
}

async function putToWork(
  customerId: CustomerId,
  actor: Actor,
  { mailbox, id }: { readonly mailbox: ExampleMailbox; readonly id: string },
): Promise<void> {
  if (mailbox.mails === 'untested') return;
  await testConnection(customerId, actor, id);
  for (let at = 0; at < mailbox.mails; at++) {
    const subject = 'Test mail from Posthouse';
    const text = 'An example, sent to the sandbox. If you read this in a real mailbox, tell your operator.';
    await sendTest(customerId, actor, { mailboxId: id, to: actor.email, subject, text });
  }
  if (mailbox.paused) await setPaused(customerId, actor, { mailboxId: id, paused: true });
}
