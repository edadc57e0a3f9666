import { expect, test } from 'vitest';
import { changeName } from '@/lib/staff/change-name';
import { changeNameSchema } from '@/lib/staff/schema';
import { useStaff } from './house';

const { person, enter, actorOf, entries } = useStaff();

test('one is called by the new name from the next request on, and what was done before keeps the old one', async () => {
  const headers = await enter(await person('viewer', 'Lin', { password: true }));
  await changeName(await actorOf(headers), changeNameSchema.parse({ name: '  Lin Mei ' }));
  expect(await actorOf(headers)).toMatchObject({ name: 'Lin Mei' });
  expect(await entries()).toMatchObject([
    { deed: 'staff.sign_in', actor_name: 'Lin' },
    { deed: 'staff.change_name', actor_name: 'Lin Mei', details: { nameBefore: 'Lin', name: 'Lin Mei' } },
  ]);
  // The same name again is no deed.
  await changeName(await actorOf(headers), { name: 'Lin Mei' });
  expect(await entries()).toEqual([]);
});
