import { expect, test } from 'vitest';
import { listMailboxes } from '@/lib/mailbox/reads';
import { setPaused } from '@/lib/mailbox/set-paused';
import { lin, useHouse } from './house';

const house = useHouse();

test('of the mailboxes whose expiry nobody knows, none is without a secret, paused or not', async () => {
  const unknown = await house.newMailbox('working-mailbox', { secretExpiresOn: '' });
  await house.newMailbox('working-mailbox', { registrationChoice: 'later' });
  const paused = await house.newMailbox('working-mailbox', { registrationChoice: 'later' });
  await setPaused(paused.customerId, lin, { mailboxId: paused.mailboxId, paused: true });
  const query = { expiry: 'unknown', sort: 'urgency', page: 1 } as const;
  const { rows } = await listMailboxes({ every: true }, query, new Date());
  expect(rows.map(({ id }) => id)).toEqual([unknown.mailboxId]);
});
