import { describe, expect, test } from 'vitest';
import { database } from '@/lib/database';

// Before anything connects: our code runs as the owner, whom no policy stops.
process.env.POSTHOUSE_TEST_ROLE = 'owner';
const { useDatabase } = await import('@/tests/support/database');
const { expectIsolated } = await import('./expect-isolated');
const world = useDatabase();

test('no policy stops us here', async () => {
  await world.sql("insert into customer (id, name, updated_at) values (gen_random_uuid(), 'Seen', now())");
  expect(await database().customer.count({ where: { name: 'Seen' } })).toBe(1);
});

describe('by what each statement asks for, without the policies', () => expectIsolated(world, 'no policies'));
