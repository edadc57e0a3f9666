import { randomUUID } from 'node:crypto';
import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { changeMailbox } from '@/lib/mailbox/change-mailbox';
import { deleteMailbox } from '@/lib/mailbox/delete-mailbox';
import { listTests, readMailbox } from '@/lib/mailbox/reads';
import { setPaused } from '@/lib/mailbox/set-paused';
import { testConnection } from '@/lib/mailbox/test-connection';
import { replaceSecret } from '@/lib/registration/replace-secret';
import { readRetest } from '@/lib/retest/reads';
import { isEndNews, waitsForGrant, whyOverAfter } from '@/lib/retest/retest';
import { runRetests } from '@/lib/retest/run-retests';
import { startRetest } from '@/lib/retest/start-retest';
import { stopRetest } from '@/lib/retest/stop-retest';
import { Secret } from '@/lib/secret';
import { type Made, useHouse, wei } from '../mailbox/house';

const house = useHouse();
const MINUTE_MS = 60_000;
const begun = new Date();
const minutesOn = (minutes: number) => new Date(begun.getTime() + minutes * MINUTE_MS);

/** A colleague who works for this customer alone. */
async function colleagueOf(customerId: string, role = 'agent') {
  const id = randomUUID();
  await house.sql(
    'insert into staff_member (id, name, email, role, updated_at) values ($1, \'Lin Mei\', $2, $3::"Role", now())',
    [id, `${id}@posthouse.example`, role],
  );
  await house.sql('insert into assignment (staff_member_id, customer_id) values ($1, $2)', [id, customerId]);
  return { id, name: 'Lin Mei' };
}

/** A mailbox whose test has just said that the grant is missing, and that is tested again by itself. */
async function waiting(scenario = 'no-mail-send') {
  const made = await house.newMailbox(scenario);
  const actor = await colleagueOf(made.customerId);
  await testConnection(made.customerId, actor, made.mailboxId);
  expect(await startRetest(made.customerId, actor, made.mailboxId, begun)).toEqual({ ok: true, value: null });
  return { made, actor };
}

const stateOf = ({ customerId, mailboxId }: Made, now: Date) => readRetest(customerId, mailboxId, now);
const testsOf = async ({ customerId, mailboxId }: Made) =>
  (await listTests(customerId, mailboxId, 50)).length;
const runAt = (now: Date) => runRetests(() => now);

describe('what waits for a grant', () => {
  test.each([
    ['permission_missing', true],
    ['access_denied', true],
    ['send_as_denied', true],
    ['app_not_in_tenant', true],
    ['mailbox_without_exchange', true],
    ['secret_wrong', false],
    ['tenant_not_found', false],
    ['throttled', false],
    ['vault_refused', false],
    [null, false],
  ] as const)('%s: %s', (code, waits) => {
    expect(waitsForGrant(code)).toBe(waits);
  });

  test.each([
    [{ verdict: 'passed', code: null }, 'passed'],
    [{ verdict: 'failed', code: 'permission_missing' }, null],
    [{ verdict: 'failed', code: 'access_denied' }, null],
    // The road says nothing of the grant.
    [{ verdict: 'failed', code: 'timed_out' }, null],
    [{ verdict: 'failed', code: 'secret_expired' }, 'changed'],
    [{ verdict: 'not_proven', code: 'right_not_proven' }, 'changed'],
  ] as const)('after %o it is over because of %s', (outcome, why) => {
    expect(whyOverAfter(outcome)).toBe(why);
  });
});

describe('how it ended is said', () => {
  test.each([
    ['while no test is newer', { at: minutesOn(9), because: 'passed' }, minutesOn(8), true],
    ['when nothing was tested', { at: minutesOn(9), because: 'stopped' }, null, true],
    ['not after a newer test', { at: minutesOn(9), because: 'passed' }, minutesOn(10), false],
    ['when it is only about to learn of it', { at: null, because: 'paused' }, minutesOn(10), true],
    ['not while it goes on', null, minutesOn(10), false],
  ] as const)('%s', (_, ended, lastTestAt, said) => {
    expect(isEndNews(ended, lastTestAt)).toBe(said);
  });
});

describe('a mailbox is tested again by itself', () => {
  test('not before its time, then in the name of who asked, and says so in the history', async () => {
    const { made } = await waiting();
    expect(await stateOf(made, begun)).toMatchObject({
      tries: 0,
      nextAt: minutesOn(2),
      endsAt: minutesOn(120),
      ended: null,
    });
    await runAt(minutesOn(1));
    expect(await testsOf(made)).toBe(1);
    await runAt(minutesOn(2));
    expect(await testsOf(made)).toBe(2);
    expect(await stateOf(made, minutesOn(2))).toMatchObject({
      tries: 1,
      nextAt: minutesOn(5),
      running: false,
      ended: null,
    });
    expect((await house.deeds(made.customerId)).slice(-2)).toMatchObject([
      { deed: 'connection.retest', actor_name: 'Lin Mei' },
      {
        deed: 'connection.test',
        actor_name: 'Lin Mei',
        details: { verdict: 'failed', code: 'permission_missing', byItself: true },
      },
    ]);
  });

  // A process looks every 15 seconds, and a ladder takes a while: each pause begins later than the one before ended.
  test.each([
    [0, [2, 5, 10, 20, 35, 60, 90, 120]],
    [0.5, [2, 5.5, 11, 21.5, 37, 62.5, 93, 120]],
  ])('eight times, the last when two hours end: each %d minutes late', async (late, due) => {
    const { made } = await waiting();
    const at: number[] = [];
    for (
      let state = await stateOf(made, begun);
      state && !state.ended;
      state = await stateOf(made, state.nextAt)
    ) {
      const minutes = (state.nextAt.getTime() - begun.getTime()) / MINUTE_MS;
      at.push(minutes);
      await runAt(minutesOn(minutes + late));
    }
    expect(at).toEqual(due);
    expect(await stateOf(made, minutesOn(120))).toMatchObject({
      tries: 8,
      ended: { because: 'over', at: minutesOn(120 + late) },
    });
    await runAt(minutesOn(300));
    expect(await testsOf(made)).toBe(9);
  });

  test('a surprise at one counts as its try, and the others that are due are tested', async () => {
    const { made: broken } = await waiting();
    const { made: next } = await waiting();
    await house.sql(`create function surprise() returns trigger language plpgsql
      as 'begin raise exception ''a surprise''; end'`);
    await house.sql(`create trigger surprise before insert on connection_test for each row
      when (new.mailbox_id = '${broken.mailboxId}') execute function surprise()`);
    await runAt(minutesOn(2));
    expect(await testsOf(next)).toBe(2);
    expect(await stateOf(broken, minutesOn(2))).toMatchObject({
      tries: 1,
      nextAt: minutesOn(5),
      running: false,
      ended: null,
    });
    await runAt(minutesOn(300));
    expect(await stateOf(broken, minutesOn(300))).toMatchObject({ ended: { because: 'over' } });
    await house.sql('drop function surprise() cascade');
  });

  test('once more after a night without a process, and then no longer', async () => {
    const { made } = await waiting();
    await runAt(minutesOn(600));
    expect(await testsOf(made)).toBe(2);
    expect(await stateOf(made, minutesOn(600))).toMatchObject({
      tries: 1,
      ended: { because: 'over', at: minutesOn(600) },
    });
  });

  test('never a ninth time, when every process dies on it', async () => {
    const { made } = await waiting();
    await house.sql('update retest set tries = 8, lease_until = $2 where customer_id = $1', [
      made.customerId,
      minutesOn(10),
    ]);
    await runAt(minutesOn(10));
    expect(await testsOf(made)).toBe(1);
    expect(await stateOf(made, minutesOn(10))).toMatchObject({ ended: { because: 'over' } });
  });

  test('without leaving anything at the signal of the process', async () => {
    await waiting();
    const stop = new AbortController();
    expect(await runRetests(() => minutesOn(2), stop.signal)).toBeGreaterThan(0);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  });

  test('until it passes: the mailbox works', async () => {
    const { made } = await waiting('rbac-outside-scope');
    // What the administrator grants: now the address lies within the app's scope.
    const { clientId, mailboxAddress } = house.sandbox().scenario('rbac-outside-scope').values;
    house.sandbox().changeApp(clientId, { rbacScope: [mailboxAddress] });
    await runAt(minutesOn(2));
    expect(await stateOf(made, minutesOn(2))).toMatchObject({ tries: 1, ended: { because: 'passed' } });
    expect((await readMailbox(made.customerId, made.mailboxId, begun))?.evidence).toMatchObject({
      verdict: 'passed',
    });
  });

  test('and stops when the outcome is one that does not wait', async () => {
    const { made } = await waiting();
    await house.sql('update registration set tenant_id = $2 where customer_id = $1', [
      made.customerId,
      house.sandbox().scenario('unknown-tenant').values.tenantId,
    ]);
    await runAt(minutesOn(2));
    expect(await stateOf(made, minutesOn(2))).toMatchObject({ tries: 1, ended: { because: 'changed' } });
  });

  test('goes on while only the road fails', async () => {
    const { made } = await waiting();
    const { clientId } = house.sandbox().scenario('no-mail-send').values;
    house.sandbox().addFault({ where: 'token', when: 'before', kind: 'reset', clientId, times: 1 });
    await runAt(minutesOn(2));
    expect(await stateOf(made, minutesOn(2))).toMatchObject({ tries: 1, nextAt: minutesOn(5), ended: null });
  });
});

describe('it stops without another test', () => {
  test('when somebody stops it, and pressing twice is no failure', async () => {
    const { made, actor } = await waiting();
    for (const _ of [1, 2]) {
      expect(await stopRetest(made.customerId, actor, made.mailboxId, minutesOn(1))).toMatchObject({
        ok: true,
      });
    }
    await runAt(minutesOn(2));
    expect(await testsOf(made)).toBe(1);
    expect(await stateOf(made, minutesOn(2))).toMatchObject({
      ended: { because: 'stopped', at: minutesOn(1) },
    });
    const deeds = (await house.deeds(made.customerId)).map(({ deed }) => deed);
    expect(deeds.filter((deed) => deed === 'connection.stop_retest')).toHaveLength(1);
  });

  test.each<[string, (made: Made, actor: { id: string }) => Promise<unknown>, string]>([
    [
      'the mailbox is paused',
      ({ customerId, mailboxId }) => setPaused(customerId, wei, { mailboxId, paused: true }),
      'paused',
    ],
    [
      'its values are changed',
      async ({ customerId, mailboxId }) => {
        const mailbox = await readMailbox(customerId, mailboxId, new Date());
        return changeMailbox(customerId, wei, {
          mailboxId,
          revision: mailbox?.revision ?? 0,
          mailboxAddress: 'other@harbour-hotel.example',
          mailboxName: '',
          description: '',
          registrationChoice: 'existing',
          registrationId: mailbox?.registrationId ?? '',
        });
      },
      'values_changed',
    ],
    [
      'its secret is replaced',
      ({ customerId, registrationId }) =>
        replaceSecret(customerId, wei, {
          registrationId,
          version: 1,
          clientSecret: new Secret('one~8Q-not.a_real-secret~value0000000001'),
          secretExpiresOn: null,
        }),
      'values_changed',
    ],
    [
      'whoever asked is deactivated',
      (_, { id }) => house.sql('update staff_member set deactivated_at = now() where id = $1', [id]),
      'not_allowed',
    ],
    [
      'whoever asked loses the customer',
      (_, { id }) => house.sql('delete from assignment where staff_member_id = $1', [id]),
      'not_allowed',
    ],
    [
      'whoever asked may only look now',
      (_, { id }) => house.sql("update staff_member set role = 'viewer' where id = $1", [id]),
      'not_allowed',
    ],
  ])('when %s', async (_, change, because) => {
    const { made, actor } = await waiting();
    await change(made, actor);
    house.sandbox().reset();
    await runAt(minutesOn(2));
    expect(house.sandbox().requests()).toEqual([]);
    expect(await testsOf(made)).toBe(1);
    expect(await stateOf(made, minutesOn(2))).toMatchObject({ ended: { because } });
  });

  test('when the mailbox is deleted', async () => {
    const { made, actor } = await waiting();
    const typedAddress = (await readMailbox(made.customerId, made.mailboxId, begun))?.address ?? '';
    await deleteMailbox(made.customerId, actor, { mailboxId: made.mailboxId, typedAddress });
    expect(await stateOf(made, begun)).toBeNull();
    expect(await runAt(minutesOn(2))).toBe(0);
  });
});

describe('it is not begun', () => {
  test.each(['working-mailbox', 'wrong-secret'])(
    'after %s: there is nothing to wait for',
    async (scenario) => {
      const made = await house.newMailbox(scenario);
      const actor = await colleagueOf(made.customerId);
      await testConnection(made.customerId, actor, made.mailboxId);
      expect(await startRetest(made.customerId, actor, made.mailboxId, begun)).toEqual({
        ok: false,
        failure: { code: 'nothing_to_wait_for' },
      });
      expect(await stateOf(made, begun)).toBeNull();
    },
  );

  test('after a test of values that are there no more', async () => {
    const made = await house.newMailbox('no-mail-send');
    const actor = await colleagueOf(made.customerId);
    await testConnection(made.customerId, actor, made.mailboxId);
    await house.sql("update mailbox set address = 'other@retest.example' where id = $1", [made.mailboxId]);
    expect(await startRetest(made.customerId, actor, made.mailboxId, begun)).toEqual({
      ok: false,
      failure: { code: 'nothing_to_wait_for' },
    });
  });

  test('of a mailbox that is paused', async () => {
    const made = await house.newMailbox('no-mail-send');
    const actor = await colleagueOf(made.customerId);
    await testConnection(made.customerId, actor, made.mailboxId);
    await setPaused(made.customerId, actor, { mailboxId: made.mailboxId, paused: true });
    expect(await startRetest(made.customerId, actor, made.mailboxId, begun)).toEqual({
      ok: false,
      failure: { code: 'mailbox_paused' },
    });
  });

  test('twice: it begins anew', async () => {
    const { made, actor } = await waiting();
    await runAt(minutesOn(2));
    expect(await startRetest(made.customerId, actor, made.mailboxId, minutesOn(4))).toMatchObject({
      ok: true,
    });
    expect(await stateOf(made, minutesOn(4))).toMatchObject({
      tries: 0,
      nextAt: minutesOn(6),
      endsAt: minutesOn(124),
    });
    expect(await house.sql('select id from retest where customer_id = $1', [made.customerId])).toHaveLength(
      1,
    );
  });
});

describe('a process that ends', () => {
  test('in order cuts the try and leaves the row to the next', async () => {
    const { made } = await waiting();
    const { clientId } = house.sandbox().scenario('no-mail-send').values;
    house.sandbox().reset();
    house.sandbox().addFault({ where: 'token', when: 'before', kind: 'stall', clientId, times: 1 });
    const stop = new AbortController();
    const running = runRetests(() => minutesOn(2), stop.signal);
    await expect.poll(() => house.sandbox().requests()[0]?.path).toMatch(/token$/);
    expect(await stateOf(made, minutesOn(2))).toMatchObject({ running: true, tries: 1 });
    stop.abort();
    await running;
    expect(await stateOf(made, minutesOn(2))).toMatchObject({
      running: false,
      tries: 0,
      nextAt: minutesOn(2),
      ended: null,
    });
    await runAt(minutesOn(2));
    expect(await testsOf(made)).toBe(2);
  });

  test('without a word leaves it until its lease has run out', async () => {
    const { made } = await waiting();
    await house.sql('update retest set tries = 1, lease_until = $2 where customer_id = $1', [
      made.customerId,
      minutesOn(3),
    ]);
    await runAt(minutesOn(2));
    expect(await testsOf(made)).toBe(1);
    await runAt(minutesOn(3));
    expect(await testsOf(made)).toBe(2);
    expect(await stateOf(made, minutesOn(3))).toMatchObject({ tries: 2, running: false });
  });
});

test('twenty tests of a mailbox are kept, the newest', async () => {
  const made = await house.newMailbox('working-mailbox', { registrationChoice: 'later' });
  const actor = await colleagueOf(made.customerId);
  const ids: string[] = [];
  for (let each = 0; each < 22; each++) {
    const tested = await testConnection(made.customerId, actor, made.mailboxId);
    if (tested.ok) ids.unshift(tested.value.testId);
  }
  const kept = await listTests(made.customerId, made.mailboxId, 50);
  expect(kept.map(({ id }) => id).sort()).toEqual(ids.slice(0, 20).sort());
});
