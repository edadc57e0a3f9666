import { describe, expect, test } from 'vitest';
import type { CheckName } from '@/lib/mailbox/connection-test';
import { listTests, readMailbox } from '@/lib/mailbox/reads';
import { testConnection } from '@/lib/mailbox/test-connection';
import { testValues } from '@/lib/mailbox/test-values';
import { lin, useHouse } from './house';

const house = useHouse();

/** The address of each door that a test knocks at. */
const DOORS = { openid: /openid-configuration$/, token: /token$/, graph: /sendMail$/ };

/** Lets Microsoft never answer at one door, and hangs up as soon as the request is there. */
async function hangUpAt(
  where: keyof typeof DOORS,
  clientId: string,
  run: (signal: AbortSignal) => Promise<unknown>,
) {
  const sandbox = house.sandbox();
  sandbox.reset();
  sandbox.addFault({ where, when: 'before', kind: 'stall', ...(where === 'openid' ? {} : { clientId }) });
  const stop = new AbortController();
  const running = run(stop.signal);
  await expect.poll(() => sandbox.requests()[0]?.path).toMatch(DOORS[where]);
  stop.abort();
  const ended = await running;
  // The socket is closed, not only left: the sandbox sees it go.
  await expect.poll(() => sandbox.requests()[0]?.cut).toBe(true);
  sandbox.clearFaults();
  return ended;
}

describe('a test of a saved mailbox that is cancelled', () => {
  test.each<[keyof typeof DOORS, CheckName[]]>([
    ['openid', ['values']],
    ['token', ['values', 'directory']],
    ['graph', ['values', 'directory', 'sign_in', 'permission']],
  ])(
    'while %s does not answer ends at once and leaves an entry in the history, nothing else',
    async (where, known) => {
      const made = await house.newMailbox('working-mailbox');
      const heard: CheckName[] = [];
      const before = await readMailbox(made.customerId, made.mailboxId, new Date());
      const { clientId } = house.sandbox().scenario('working-mailbox').values;
      const ended = await hangUpAt(where, clientId, (signal) =>
        testConnection(made.customerId, lin, made.mailboxId, {
          signal,
          onCheck: ({ name }) => heard.push(name),
        }),
      );
      expect(ended).toEqual({ ok: false, failure: { code: 'test_cancelled' } });
      expect(heard).toEqual(known);
      expect(await listTests(made.customerId, made.mailboxId, 20)).toEqual([]);
      expect(await readMailbox(made.customerId, made.mailboxId, new Date())).toMatchObject({
        evidence: null,
        verdict: before?.verdict,
      });
      expect((await house.deeds(made.customerId)).at(-1)).toMatchObject({
        deed: 'connection.test',
        actor_name: 'Lin',
        details: { verdict: 'cancelled' },
      });
    },
  );

  test('takes nothing from what was proven before', async () => {
    const made = await house.newMailbox('working-mailbox');
    await testConnection(made.customerId, lin, made.mailboxId);
    const before = await house.status(made);
    const { clientId } = house.sandbox().scenario('working-mailbox').values;
    await hangUpAt('token', clientId, (signal) =>
      testConnection(made.customerId, lin, made.mailboxId, { signal }),
    );
    expect(await house.status(made)).toEqual(before);
    expect(await listTests(made.customerId, made.mailboxId, 20)).toHaveLength(1);
  });
});

test('a test of typed values that is cancelled leaves an entry in the history, nothing else', async () => {
  const customerId = await house.newCustomer();
  const typed = house.typed('working-mailbox');
  const ended = await hangUpAt('token', typed.clientId, (signal) =>
    testValues(customerId, lin, typed, { signal }),
  );
  expect(ended).toEqual({ ok: false, failure: { code: 'test_cancelled' } });
  expect(await house.sql('select id from connection_test where customer_id = $1', [customerId])).toEqual([]);
  expect(await house.deeds(customerId)).toMatchObject([
    { deed: 'connection.test', details: { verdict: 'cancelled', beforeSaving: true } },
  ]);
});

test('a test that is cancelled before it began asks nothing', async () => {
  const made = await house.newMailbox('working-mailbox');
  house.sandbox().reset();
  const signal = AbortSignal.abort();
  expect(await testConnection(made.customerId, lin, made.mailboxId, { signal })).toMatchObject({ ok: false });
  expect(house.sandbox().requests()).toEqual([]);
});

test('each rung is told as it is known, the last ones that are not reached too', async () => {
  const made = await house.newMailbox('wrong-secret');
  const heard: string[] = [];
  const tested = await testConnection(made.customerId, lin, made.mailboxId, {
    onCheck: ({ name, state }) => heard.push(`${name} ${state}`),
  });
  expect(heard).toEqual([
    'values passed',
    'directory passed',
    'sign_in failed',
    'permission not_reached',
    'mailbox not_reached',
  ]);
  expect(tested.ok && tested.value.report.checks.map(({ name, state }) => `${name} ${state}`)).toEqual(heard);
});
