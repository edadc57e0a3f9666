import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { listTests } from '@/lib/mailbox/reads';
import { testConnection } from '@/lib/mailbox/test-connection';
import { readRetest } from '@/lib/retest/reads';
import { LEASE_MS } from '@/lib/retest/retest';
import { startRetest } from '@/lib/retest/start-retest';
import { type Made, useHouse } from '../mailbox/house';

const house = useHouse();
const begun = new Date();
const due = new Date(begun.getTime() + 2 * 60_000);
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Another process that makes what is due at a moment. */
function startProcess(now: Date) {
  const args = ['--import', 'tsx', 'tests/support/run-retests.ts', now.toISOString()];
  const child = spawn(process.execPath, args, { env: process.env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  let said = '';
  child.stdout?.on('data', (data) => {
    said += data;
  });
  const ended = new Promise<string>((resolve) => child.once('close', () => resolve(said)));
  return { child, ended };
}

/** A mailbox that is due, asked for by an admin. */
async function waiting(): Promise<Made> {
  const made = await house.newMailbox('no-mail-send');
  const actor = { id: '00000000-0000-4000-8000-000000000001', name: 'Lin' };
  await house.sql(
    `insert into staff_member (id, name, email, role, updated_at)
     values ($1, 'Lin', 'lin@posthouse.example', 'admin', now()) on conflict do nothing`,
    [actor.id],
  );
  await testConnection(made.customerId, actor, made.mailboxId);
  await startRetest(made.customerId, actor, made.mailboxId, begun);
  return made;
}

const testsOf = async ({ customerId, mailboxId }: Made) =>
  (await listTests(customerId, mailboxId, 50)).length;

test('two processes at once make each of ten once', { timeout: 120_000 }, async () => {
  const all: Made[] = [];
  for (let each = 0; each < 10; each++) all.push(await waiting());
  const said = await Promise.all([startProcess(due), startProcess(due)].map(({ ended }) => ended));
  const made = said.map((text) => Number(/made (\d+)/.exec(text)?.[1]));
  expect((made[0] ?? 0) + (made[1] ?? 0)).toBe(10);
  for (const each of all) {
    expect(await testsOf(each)).toBe(2);
    expect(await readRetest(each.customerId, each.mailboxId, due)).toMatchObject({ tries: 1, ended: null });
  }
  await house.sql('delete from retest');
});

test('a process that is killed in the middle of a try leaves it to another, once its lease has run out', {
  timeout: 120_000,
}, async () => {
  const made = await waiting();
  const { clientId } = house.sandbox().scenario('no-mail-send').values;
  house.sandbox().reset();
  house.sandbox().addFault({ where: 'token', when: 'before', kind: 'stall', clientId, times: 1 });
  const killed = startProcess(due);
  await expect.poll(() => house.sandbox().requests()[0]?.path, { timeout: 60_000 }).toMatch(/token$/);
  killed.child.kill('SIGKILL');
  await killed.ended;
  // Nothing of it was kept, and nobody makes it while the dead one's lease holds.
  expect(await testsOf(made)).toBe(1);
  expect(await startProcess(due).ended).toContain('made 0');
  expect(await readRetest(made.customerId, made.mailboxId, due)).toMatchObject({ tries: 1, running: true });

  const later = new Date(due.getTime() + LEASE_MS);
  expect(await startProcess(later).ended).toContain('made 1');
  expect(await testsOf(made)).toBe(2);
  expect(await readRetest(made.customerId, made.mailboxId, later)).toMatchObject({
    tries: 2,
    running: false,
    ended: null,
  });
});
