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
