import { describe, expect, test } from 'vitest';
import { sendTest } from '@/lib/outbox/send-test';
import { lin, useHouse } from '@/tests/mailbox/house';

const house = useHouse();

describe('a mail begun while somebody', () => {
  test.each([
    ['pauses the mailbox', 'UPDATE mailbox SET paused_at = now()', 'mailbox_paused'],
    ['deletes the mailbox', 'DELETE FROM mailbox', 'mailbox_not_found'],
    ['takes its app registration away', 'UPDATE mailbox SET registration_id = NULL', 'no_credential'],
  ])('%s is not sent, and nothing is written down', async (_who, change, code) => {
    const made = await house.newMailbox('working-mailbox');
    const { customerId, mailboxId } = made;
    house.sandbox().reset();
    // One transaction: the change is there, and seen by nobody, for as long as it sleeps.
    const changing = house.sql(`${change} WHERE id = '${mailboxId}'; SELECT pg_sleep(0.4)`);
    await expect
      .poll(() => house.sql("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'"))
      .toHaveLength(1);
    const mail = { mailboxId, to: 'lin@posthouse.example', subject: 'A test', text: '' };
    expect(await sendTest(customerId, lin, mail)).toEqual({ ok: false, failure: { code } });
    await changing;
    expect(house.sandbox().requests()).toEqual([]);
    expect(await house.sql('SELECT id FROM message WHERE customer_id = $1', [customerId])).toEqual([]);
    expect((await house.deeds(customerId)).map(({ deed }) => deed)).not.toContain('message.send_test');
  });
});

test('the history tells whom a mail went to and what it had besides, and not what stood in it', async () => {
  const { customerId, mailboxId } = await house.newMailbox('working-mailbox');
  const person = (address: string) => ({ address, name: 'Somebody' });
  const file = {
    name: 'invoice.pdf',
    contentType: 'application/pdf',
    content: Buffer.from('%PDF'),
    contentId: null,
  };
  const more = {
    from: 'billing@x.example',
    replyTo: [person('r@x.example')],
    cc: [person('c@x.example'), person('d@x.example')],
    bcc: [person('b@x.example')],
    html: '<p>Pay this bill</p>',
    attachments: [file],
  };
  const to = 'lin@posthouse.example';
  await sendTest(customerId, lin, { mailboxId, to, subject: 'A test', text: 'Pay this', more });
  const told = (await house.deeds(customerId)).find(({ deed }) => deed === 'message.send_test')?.details;
  expect(told).toMatchObject({
    recipient: to,
    recipients: 4,
    sentFrom: 'billing@x.example',
    replyTo: 'r@x.example',
    cc: 'c@x.example, d@x.example',
    bcc: 'b@x.example',
    files: 1,
    html: true,
  });
  expect(JSON.stringify(told)).not.toMatch(/Pay|invoice/);
});
