import { expect, test } from 'vitest';
import { databaseIsWell, refuseStrongRole } from '@/lib/health';
import { useDatabase } from '@/tests/support/database';

const { url } = useDatabase();
// As its owner, for whom no policy holds. lib/env.ts reads it at first use.
process.env.DATABASE_URL = url;

test('an app that is connected as a role too strong neither starts nor is ever well', async () => {
  await expect(refuseStrongRole()).rejects.toThrow(/is a superuser: row-level security/);
  expect(await databaseIsWell()).toBe(false);
  expect(await databaseIsWell()).toBe(false);
});
