import { record } from '@/lib/audit/record-audit';
import { createCustomer } from '@/lib/customer/create-customer';
import type { CustomerFailure, CustomerId } from '@/lib/customer/customer';
import { listCustomerChoices } from '@/lib/customer/reads';
import { createMailbox } from '@/lib/mailbox/create-mailbox';
import type { MailboxFailure } from '@/lib/mailbox/mailbox';
import { listMailboxes } from '@/lib/mailbox/reads';
import type { RegistrationChoice } from '@/lib/mailbox/schema';
import { setPaused } from '@/lib/mailbox/set-paused';
import { testConnection } from '@/lib/mailbox/test-connection';
import { sendTest } from '@/lib/outbox/send-test';
import { listRegistrations } from '@/lib/registration/reads';
import { fail, type Result, succeed } from '@/lib/result';
import { EXAMPLES, type ExampleCustomer, type ExampleMailbox, type ExamplesFailure } from './examples';
import { fetchScenarios, type Scenario } from './fetch-scenarios';
import { aloneWithExamples } from './store';

type Actor = { readonly id: string; readonly name: string; readonly email: string };
type Failure = ExamplesFailure | CustomerFailure | MailboxFailure;

const DAY_MS = 86_400_000;

/**
 * Makes the example customers with their mailboxes, tests them and sends from them, all through the verbs that staff
 * use, so that status, messages and history are real. Test mails go to the actor's own address. What is there already
 * is left as it is, so that a load that was cut off is finished by the next one; with nothing left to make it is
 * `examples_there`.
 */
export async function loadExamples(actor: Actor, now: Date): Promise<Result<{ mailboxes: number }, Failure>> {
  const fetched = await fetchScenarios();
  if (!fetched.ok) return fetched;
  const scenarios = fetched.value;
  const wanted = EXAMPLES.flatMap(({ mailboxes }) => mailboxes.map(({ scenario }) => scenario));
  if (wanted.some((id) => id !== null && !scenarios.has(id))) return fail({ code: 'sandbox_silent' });

  return aloneWithExamples(() => loadCustomers(actor, scenarios, now));
}

async function loadCustomers(
  actor: Actor,
  scenarios: ReadonlyMap<string, Scenario>,
  now: Date,
): Promise<Result<{ mailboxes: number }, Failure>> {
  let mailboxes = 0;
  for (const example of EXAMPLES) {
    const customer = await customerOf(actor, example);
    if (!customer.ok) return customer;
    const loaded = await loadMailboxes(customer.value, actor, { example, scenarios, now });
    if (!loaded.ok) return loaded;
    mailboxes += loaded.value;
  }
  if (mailboxes === 0) return fail({ code: 'examples_there' });
  await record({
    deed: 'examples.load',
    actor,
    subject: { label: EXAMPLES.map(({ name }) => name).join(', ') },
    details: { mailboxes },
  });
  return succeed({ mailboxes });
}

async function customerOf(
  actor: Actor,
  { name, note }: ExampleCustomer,
): Promise<Result<CustomerId, CustomerFailure>> {
  const created = await createCustomer(actor, { customerName: name, note });
  if (created.ok) return succeed(created.value.id);
  const there = (await listCustomerChoices({ every: true })).find((each) => each.name === name);
  return there ? succeed(there.id) : created;
}

/** @returns how many mailboxes were still to be made or put to work */
async function loadMailboxes(
  customerId: CustomerId,
  actor: Actor,
  given: {
    readonly example: ExampleCustomer;
    readonly scenarios: ReadonlyMap<string, Scenario>;
    readonly now: Date;
  },
): Promise<Result<number, MailboxFailure>> {
  const idle: { mailbox: ExampleMailbox; id: string }[] = [];
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
    const taken = !created.ok && created.failure.code === 'mailbox_address_taken';
    if (!created.ok && !taken) return created;
    const id = created.ok
      ? created.value.id
      : await findUnproven(customerId, { mailbox, address, now: given.now });
    if (id) idle.push({ mailbox, id });
  }
  await Promise.all(idle.map(({ mailbox, id }) => putToWork(customerId, actor, { mailbox, id })));
  return succeed(idle.length);
}

/** A mailbox that an earlier load made and did not come to test, or null. */
async function findUnproven(
  customerId: CustomerId,
  asked: { readonly mailbox: ExampleMailbox; readonly address: string; readonly now: Date },
): Promise<string | null> {
  const { mailbox, address, now } = asked;
  if (mailbox.mails === 'untested') return null;
  const only = { every: false, customerIds: [customerId] } as const;
  const { rows } = await listMailboxes(only, { search: address, sort: 'address', page: 1 }, now);
  const there = rows.find((row) => row.address === address);
  return there && there.provenAt === null ? there.id : null;
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
