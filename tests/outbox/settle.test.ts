import { describe, expect, test } from 'vitest';
import { listMessages } from '@/lib/outbox/reads';
import { sendTest } from '@/lib/outbox/send-test';
import { type Made, useHouse } from '@/tests/mailbox/house';

const house = useHouse();
const lin = { id: '00000000-0000-4000-8000-000000000001', name: 'Lin' };
const mail = { to: 'lin@posthouse.example', subject: 'A test', text: 'Only a test.' };

const send = ({ customerId, mailboxId }: Made) => sendTest(customerId, lin, { mailboxId, ...mail });

/** From now on the database refuses every change of `table`'s rows, as a full disk would. */
async function refuseChangesOf(table: 'message' | 'mailbox'): Promise<() => Promise<unknown>> {
  await house.sql(`
    CREATE FUNCTION refuse_${table}() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
    CREATE TRIGGER refuse BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_${table}()`);
  return () => house.sql(`DROP TRIGGER refuse ON ${table}; DROP FUNCTION refuse_${table}`);
}

describe('a mail that Microsoft took while the database fails', () => {
  test('is reported as accepted although that could not be written down', async () => {
    const made = await house.newMailbox('working-mailbox');
    const lift = await refuseChangesOf('message');
    const sent = await send(made).finally(lift);
    expect(sent).toMatchObject({ ok: true, value: { state: 'accepted' } });
    const inAMinute = new Date(Date.now() + 61_000);
    const { rows } = await listMessages({ every: true }, { mailboxId: made.mailboxId, page: 1 }, inAMinute);
    expect(rows).toMatchObject([{ state: 'unknown', code: 'interrupted' }]);
    expect(await house.status(made)).toMatchObject({ status: 'working' });
  });

  test('is reported and written down although its proof could not be kept', async () => {
    const made = await house.newMailbox('working-mailbox');
    const lift = await refuseChangesOf('mailbox');
    const sent = await send(made).finally(lift);
    expect(sent).toMatchObject({ ok: true, value: { state: 'accepted' } });
    const { rows } = await listMessages({ every: true }, { mailboxId: made.mailboxId, page: 1 }, new Date());
    expect(rows).toMatchObject([{ state: 'accepted' }]);
  });
});
