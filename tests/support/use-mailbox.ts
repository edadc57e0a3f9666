import type { CustomerId } from '@/lib/customer/customer';
import { testConnection } from '@/lib/mailbox/test-connection';
import { sendTest } from '@/lib/outbox/send-test';

/**
 * A process of its own that tests a saved mailbox and sends from it, as the app does: for tests that start one in another
 * environment, or end one on the way. Its arguments are the customer, the mailbox, and `test`, `send` or both; it says
 * the code that each came to.
 */
const [customer, mailboxId = '', ...verbs] = process.argv.slice(2);
const customerId = customer as CustomerId;
const lin = { id: '00000000-0000-4000-8000-000000000001', name: 'Lin' };

async function use(verb: string): Promise<string | null> {
  if (verb === 'test') {
    const tested = await testConnection(customerId, lin, mailboxId);
    return tested.ok ? tested.value.report.code : tested.failure.code;
  }
  const mail = { to: 'lin@posthouse.example', subject: 'A test', text: 'Only a test.' };
  const sent = await sendTest(customerId, lin, { mailboxId, ...mail });
  return sent.ok ? sent.value.code : sent.failure.code;
}

for (const verb of verbs) process.stdout.write(`${verb} came to ${await use(verb)}\n`);
process.exit(0);
