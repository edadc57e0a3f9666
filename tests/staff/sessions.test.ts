import { beforeEach, describe, expect, test } from 'vitest';
import { endSessions } from '@/lib/staff/end-sessions';
import { findActor, listSessions } from '@/lib/staff/reads';
import { deviceOf } from '@/lib/staff/session';
import { type Person, useStaff } from './house';

const { sql, person, enter, actorOf, entries } = useStaff();

const now = () => new Date();
const EDGE =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0';
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

let ada: Person;
let lin: Person;

beforeEach(async () => {
  await sql('delete from staff_member');
  ada = await person('admin', 'Ada');
  lin = await person('agent', 'Lin', { password: true });
  await entries();
});

describe('a session', () => {
  test('is a new one with every sign-in', async () => {
    const [first, second] = [await enter(lin), await enter(lin)];
    expect((await actorOf(first)).session.id).not.toBe((await actorOf(second)).session.id);
    const tokens = await sql<{ token: string }>('select token from staff_session');
    expect(new Set(tokens.map(({ token }) => token)).size).toBe(2);
  });

  test('ends seven days after its sign-in, however busy it is', async () => {
    const headers = await enter(lin);
    await sql("update staff_session set created_at = now() - interval '7 days' + interval '1 minute'");
    expect(await findActor(headers)).not.toBeNull();
    expect(await listSessions(lin.id, now())).toHaveLength(1);
    await sql("update staff_session set created_at = now() - interval '7 days'");
    expect(await findActor(headers)).toBeNull();
    expect(await listSessions(lin.id, now())).toEqual([]);
  });

  test('that ended by itself is not on the list', async () => {
    await enter(lin);
    await sql("update staff_session set expires_at = now() - interval '1 second'");
    expect(await listSessions(lin.id, now())).toEqual([]);
  });

  test('ended in the moment in which it is prolonged is nobody, and no fault', async () => {
    const headers = await enter(lin);
    await sql("update staff_session set expires_at = now() + interval '1 hour'");
    const asked = Array.from({ length: 10 }, () => findActor(headers));
    await sql('delete from staff_session');
    const answers = await Promise.all(asked);
    expect(answers.every((actor) => actor === null || actor.id === lin.id)).toBe(true);
    expect(await findActor(headers)).toBeNull();
  });

  test('is listed with its device and times, and neither token nor address', async () => {
    await enter(lin, EDGE);
    await sql("update staff_session set ip_address = '192.0.2.77'");
    const [row] = await listSessions(lin.id, now());
    expect(Object.keys(row ?? {}).sort()).toEqual(['device', 'id', 'lastSeenAt', 'signedInAt']);
    expect(row?.device).toEqual({ browser: 'Edge', system: 'Windows' });
    expect(row?.signedInAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
    const [stored] = await sql<{ token: string }>('select token from staff_session');
    expect(JSON.stringify(row)).not.toContain(stored?.token);
    expect(JSON.stringify(row)).not.toContain('192.0.2.77');
  });
});

describe('ending sessions', () => {
  test('one, by its id: the others go on', async () => {
    const [lost, kept] = [await enter(lin, PHONE), await enter(lin)];
    await entries();
    const sessionId = (await actorOf(lost)).session.id;
    await endSessions(ada, { staffMemberId: lin.id, sessionId });
    expect(await findActor(lost)).toBeNull();
    expect(await findActor(kept)).not.toBeNull();
    expect(await entries()).toMatchObject([
      { deed: 'staff.end_session', actor_name: 'Ada', subject: 'Lin', details: { sessions: 1 } },
    ]);
    // Once more: it has ended already.
    expect(await endSessions(ada, { staffMemberId: lin.id, sessionId })).toEqual({ ok: true, value: null });
    expect(await entries()).toEqual([]);
  });

  test('all of them', async () => {
    const both = [await enter(lin), await enter(lin)];
    await endSessions(ada, { staffMemberId: lin.id });
    expect(await Promise.all(both.map(findActor))).toEqual([null, null]);
    expect((await entries()).at(-1)).toMatchObject({ details: { sessions: 2 } });
  });

  test('all but the present one', async () => {
    const [here, there] = [await enter(lin), await enter(lin)];
    const me = await actorOf(here);
    await endSessions(me, { staffMemberId: me.id, except: me.session.id });
    expect(await findActor(here)).not.toBeNull();
    expect(await findActor(there)).toBeNull();
  });

  test("by the id of somebody else's session ends nothing", async () => {
    const mei = await person('agent', 'Mei', { password: true });
    const theirs = await enter(mei);
    const sessionId = (await actorOf(theirs)).session.id;
    await endSessions(lin, { staffMemberId: lin.id, sessionId });
    expect(await findActor(theirs)).not.toBeNull();
  });
});

test.each([
  [EDGE, 'Edge', 'Windows'],
  [PHONE, 'Safari', 'iPhone'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:133.0) Gecko/20100101 Firefox/133.0',
    'Firefox',
    'macOS',
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/131.0.0.0 Safari/537.36',
    'Chrome',
    'Linux',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
    'Chrome',
    'Android',
  ],
  [
    'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
    'Chrome',
    'ChromeOS',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36 OPR/115.0.0.0',
    'Opera',
    'Windows',
  ],
  [
    'Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0 Mobile/15E148 Safari/604.1',
    'Chrome',
    'iPad',
  ],
  ['curl/8.5.0', null, null],
  ['', null, null],
  [null, null, null],
])('%j is %s on %s', (userAgent, browser, system) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system });
});
