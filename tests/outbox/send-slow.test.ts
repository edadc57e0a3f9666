import { expect, test } from 'vitest';
import { sendTest } from '@/lib/outbox/send-test';
import { lin, useHouse } from '@/tests/mailbox/house';

// Each of the two answers would be in time by itself; together they are not.
const house = useHouse({ latencyMs: 8_000 });

test('a mail whose every answer is slow has its end within 15 seconds, and is not known to be sent', async () => {
  const { customerId, mailboxId } = await house.newMailbox('working-mailbox');
  const mail = { mailboxId, to: 'lin@posthouse.example', subject: 'A test', text: '' };
  const since = performance.now();
  const sent = await sendTest(customerId, lin, mail);
  expect(performance.now() - since).toBeLessThan(15_000);
  expect(sent).toMatchObject({ ok: true, value: { state: 'unknown', code: 'timed_out' } });
});
