import { expect, test } from 'vitest';
import { deleteMailbox } from '@/lib/mailbox/delete-mailbox';
import { readMailbox } from '@/lib/mailbox/reads';
import { lin, useHouse, wei } from './house';

const house = useHouse();
const typedAddress = 'support@alder-bakery.example';

test('a mailbox deleted by two people at once is deleted by one of them', async () => {
  const { customerId, mailboxId } = await house.newMailbox('working-mailbox', {
    mailboxAddress: typedAddress,
  });
  const ends = await Promise.all(
    [lin, wei].map((who) => deleteMailbox(customerId, who, { mailboxId, typedAddress })),
  );
  expect(ends.filter(({ ok }) => ok)).toHaveLength(1);
  expect(ends.find(({ ok }) => !ok)).toEqual({ ok: false, failure: { code: 'mailbox_not_found' } });
  const deeds = await house.deeds(customerId);
  expect(deeds.filter(({ deed }) => deed === 'mailbox.delete')).toHaveLength(1);
});

test('a mailbox whose address somebody just changes is not deleted under its old one', async () => {
  const { customerId, mailboxId } = await house.newMailbox('working-mailbox', {
    mailboxAddress: typedAddress,
  });
  // One transaction: the change is there, and seen by nobody, for as long as it sleeps.
  const changing = house.sql(
    `UPDATE mailbox SET address = 'orders@alder-bakery.example' WHERE id = '${mailboxId}'; SELECT pg_sleep(0.4)`,
  );
  await expect
    .poll(() => house.sql("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'"))
    .toHaveLength(1);
  expect(await deleteMailbox(customerId, lin, { mailboxId, typedAddress })).toMatchObject({ ok: false });
  await changing;
  expect(await readMailbox(customerId, mailboxId, new Date())).toMatchObject({
    address: 'orders@alder-bakery.example',
  });
});
