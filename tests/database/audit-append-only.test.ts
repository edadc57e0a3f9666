import { expect, test } from 'vitest';
import { database } from '@/lib/database';
import { useDatabase } from '@/tests/support/database';

const { sql } = useDatabase();

const insert =
  "INSERT INTO audit_entry (deed, actor_name, subject) VALUES ('mailbox.create', 'Lin', 'desk@a.example')";
const theTrail = () => sql('SELECT deed, subject FROM audit_entry');

test.each([
  ['UPDATE', "UPDATE audit_entry SET subject = 'somebody else'"],
  ['UPDATE of no row', "UPDATE audit_entry SET subject = '' WHERE false"],
  ['DELETE', 'DELETE FROM audit_entry'],
  ['TRUNCATE', 'TRUNCATE audit_entry'],
  ['TRUNCATE of everything', 'TRUNCATE audit_entry, customer, mailbox CASCADE'],
  [
    'upsert',
    `${insert.replace('(deed', '(id, deed').replace("('mailbox", "(1, 'mailbox")} ON CONFLICT (id) DO UPDATE SET subject = ''`,
  ],
  ['DELETE as a replica', 'SET session_replication_role = replica; DELETE FROM audit_entry'],
])('%s is refused by the database itself', async (_, change) => {
  await sql(insert);
  const before = await theTrail();
  await expect(sql(change)).rejects.toThrow(/the audit trail is append-only/);
  await sql('RESET session_replication_role');
  expect(await theTrail()).toEqual(before);
});

test("the app's role has not even the right to try", async () => {
  await sql(insert);
  const before = await theTrail();
  await expect(database().auditEntry.deleteMany()).rejects.toThrow(/permission denied/);
  await expect(database().auditEntry.updateMany({ data: { subject: '' } })).rejects.toThrow(
    /permission denied/,
  );
  await expect(database().$executeRaw`truncate audit_entry`).rejects.toThrow(/permission denied/);
  expect(await theTrail()).toEqual(before);
});
