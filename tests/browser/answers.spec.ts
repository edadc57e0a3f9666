import { expect, test } from '../support/browser-test';
import { sandboxUrl, scenario } from '../support/console';
import { dumpDatabase } from '../support/run-database';
import { type Place, searchLeaks } from '../support/search-leaks';
import { allSeen, printed } from '../support/seen';

/**
 * With the search for leaks the last of all: what must hold for every answer is looked for in every answer that the app
 * gave to any test of this run.
 */
interface Answer {
  /** Method, address and status. */
  readonly what: string;
  readonly address: URL;
  readonly headers: Headers;
}

const own = () => new URL(process.env.POSTHOUSE_TEST_URL ?? '');

let answers: Answer[] = [];
test.beforeAll(() => {
  answers = allSeen().map(({ what, bytes }) => {
    const lines = bytes.subarray(what.length + 1, bytes.indexOf('\n\n')).toString('latin1');
    const headers = new Headers();
    for (const line of lines.split('\n')) {
      const colon = line.indexOf(': ');
      if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 2));
    }
    // Put together by hand: as a reference, a path that begins with two slashes would name another host.
    return { what, address: new URL(`${own().origin}${what.split(' ')[1] ?? ''}`), headers };
  });
  expect(answers.length).toBeGreaterThan(100);
});

/** The answers of which something does not hold, each once. */
const thatFail = (holds: (answer: Answer) => boolean) => [
  ...new Set(answers.filter((answer) => !holds(answer)).map(({ what }) => what)),
];

test('each with a body says of what kind it is, and each text of what charset', () => {
  // 409: Next's own word on an action that it does not know, a line of ASCII that no page asks for.
  const bodies = answers.filter(
    ({ what }) => / [2-5]\d\d$/.test(what) && !/ (?:204|30[1278]|409)$/.test(what),
  );
  const kinds = new Set<string>();
  for (const { what, headers } of bodies) {
    const type = headers.get('content-type');
    expect(type, what).not.toBeNull();
    kinds.add(type?.split(';')[0] ?? '');
    if (/^text\/(?!x-component)|\+xml/.test(type ?? '')) expect(type, what).toMatch(/charset=utf-8/i);
  }
  expect([...kinds]).toEqual(
    expect.arrayContaining(['text/html', 'text/css', 'text/x-component', 'image/svg+xml']),
  );
});

test('each keeps browsers from guessing its kind and from telling others where they were', () => {
  // 308: where Next puts the slashes of an address right, before any of its settings; there is no body to guess at.
  const spoken = (what: string) => !/ 308$/.test(what);
  const lacking = (name: string, value: string) =>
    thatFail(({ headers }) => headers.get(name) === value).filter(spoken);
  expect(lacking('x-content-type-options', 'nosniff')).toEqual([]);
  expect(lacking('referrer-policy', 'no-referrer')).toEqual([]);
});

test('none may be read by another site or says what it was made with', () => {
  expect(thatFail(({ headers }) => !headers.has('access-control-allow-origin'))).toEqual([]);
  expect(thatFail(({ headers }) => !headers.has('server') && !headers.has('x-powered-by'))).toEqual([]);
});

test('none leads to another host', () => {
  const led = answers.filter(({ headers }) => headers.has('location') || headers.has('x-action-redirect'));
  expect(led.length).toBeGreaterThan(5);
  for (const { what, address, headers } of led) {
    const to = headers.get('location') ?? headers.get('x-action-redirect')?.split(';')[0] ?? '';
    expect(new URL(to, address).origin, what).toBe(own().origin);
  }
});

test('none sets a cookie that other sites send along, nor a session that scripts can read', () => {
  // Next deletes a draft's cookie that it did not give, in its own way.
  const set = answers
    .flatMap(({ headers }) => headers.getSetCookie())
    .filter((cookie) => !cookie.startsWith('__prerender_bypass=;'));
  expect(set.length).toBeGreaterThan(5);
  for (const cookie of set) {
    expect(cookie, cookie.split('=')[0]).toMatch(/; Path=\/(?:;|$)/i);
    expect(cookie, cookie.split('=')[0]).toMatch(/; SameSite=(?:lax|strict)(?:;|$)/i);
    expect(cookie, cookie.split('=')[0]).not.toMatch(/; Domain=/i);
    if (/^[^=]*session/.test(cookie)) expect(cookie).toMatch(/; HttpOnly/i);
  }
});

test('no access token of Microsoft is in an answer, in what was printed or stored', async () => {
  const { tenantId, clientId, clientSecret } = (await scenario('working-mailbox')).values;
  const asked = await fetch(`${sandboxUrl()}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  const { access_token: issued } = (await asked.json()) as { access_token: string };
  // All tokens begin with the same header, signed by the same key.
  const token = [{ kind: 'an access token', text: issued.split('.')[0] ?? '' }];
  const stored = (await dumpDatabase()).map(({ where, text }) => ({ where, bytes: Buffer.from(text) }));
  const places: Place[] = [
    ...allSeen().map(({ what, bytes }) => ({ where: what, bytes })),
    { where: 'what it printed', bytes: Buffer.from(printed()) },
    ...stored,
  ];
  expect(searchLeaks(token, places)).toEqual([]);
});
