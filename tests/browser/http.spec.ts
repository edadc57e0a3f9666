import { connect } from 'node:net';
import { replay, requestOf, type SentAction } from '../support/actions';
import { addCustomer } from '../support/add-mailbox';
import { expect, type Page, test } from '../support/browser-test';
import { uniqueName } from '../support/console';
import { sql, storedWorld } from '../support/run-database';
import { printed } from '../support/seen';
import { sessionCookie } from '../support/staff';

/** Past the recorder that stands before the app: it is a server too, and would judge in the app's place. */
const app = () => new URL(/^Ready: (\S+)$/m.exec(printed())?.[1] ?? '');

/** Writes bytes to the app and gives back the beginning of what it says, until it hangs up or nothing more comes. */
function say(bytes: string): Promise<string> {
  return new Promise((answer, fail) => {
    const socket = connect(Number(app().port), app().hostname);
    let said = '';
    socket.setTimeout(3_000, () => socket.destroy());
    socket.on('data', (data) => {
      said += data;
    });
    socket.once('close', () => answer(said));
    socket.once('error', fail);
    socket.write(bytes);
  });
}

const CRLF = '\r\n';
const head = (method: string, ...lines: string[]) =>
  [`${method} /sign-in HTTP/1.1`, `Host: ${app().host}`, ...lines, '', ''].join(CRLF);

test('a request whose end can be read in two ways is refused', async () => {
  const chunked = `0${CRLF}${CRLF}`;
  const requests = {
    'a length and chunks': head('POST', 'Content-Length: 6', 'Transfer-Encoding: chunked') + chunked,
    'two lengths': `${head('POST', 'Content-Length: 6', 'Content-Length: 5')}123456`,
    'a length with a sign': `${head('POST', 'Content-Length: +6')}123456`,
    'an encoding that nobody knows': head('POST', 'Transfer-Encoding: xchunked') + chunked,
    'a blank before the colon': head('POST', 'Transfer-Encoding : chunked') + chunked,
    'a folded header': head('POST', 'X: y', ' Transfer-Encoding: chunked') + chunked,
    'lines without CR': head('POST', 'Transfer-Encoding: chunked').replaceAll(CRLF, '\n') + chunked,
    'a chunk extension with a line break': `${head('POST', 'Transfer-Encoding: chunked')}5;\n${CRLF}abcde${CRLF}${chunked}`,
  };
  for (const [what, bytes] of Object.entries(requests)) {
    expect((await say(bytes)).split(CRLF)[0], what).toBe('HTTP/1.1 400 Bad Request');
  }
  expect((await say(head('GET', 'Connection: close'))).split(CRLF)[0]).toBe('HTTP/1.1 200 OK');
});

test('TRACE gives nothing of the request back', async () => {
  const said = await say(head('TRACE', 'Cookie: planted=echoed', 'X-Planted: echoed', 'Connection: close'));
  expect(said).toMatch(/^HTTP\/1\.1 \d\d\d /);
  expect(said).not.toContain('echoed');
  expect(said).not.toMatch(/message\/http/i);
});

test('no file of the project, no folder, no tool and no interface that is not ours is served', async () => {
  const nothing = [
    ...['/.git/HEAD', '/.git/config', '/.git', '/.env', '/package.json', '/next.config.js', '/lib/env.ts'],
    ...['/_next', '/_next/static', '/_next/static/chunks', '/_next/static/..%2f..%2fpackage.json'],
    ...[
      '/..%2f..%2fetc%2fpasswd',
      '/static/..%5c..%5cpackage.json',
      '/_next/static/chunks/%2e%2e/%2e%2e/BUILD_ID',
    ],
    ...['/__nextjs_original-stack-frames', '/_next/webpack-hmr', '/__nextjs_source-map?filename=x'],
    ...['/_next/image?url=%2Ficon.svg&w=64&q=75', '/_next/data/x/index.json'],
    ...[
      '/api',
      '/api/auth/session',
      '/api/auth/sign-up/email',
      '/api/auth/ok',
      '/graphql',
      '/metrics',
      '/swagger',
    ],
  ];
  for (const place of nothing) {
    const answer = await fetch(new URL(place, app()), { redirect: 'manual' });
    expect(answer.status, place).toBe(404);
    expect(await answer.text(), place).not.toMatch(/"dependencies"|refs\/heads|root:x|posthouse-sources/);
  }
  const script = /\/_next\/static\/[^"]+\.js/.exec(
    await (await fetch(new URL('/sign-in', app()))).text(),
  )?.[0];
  expect((await fetch(new URL(script ?? '', app()))).status).toBe(200);
  expect((await fetch(new URL(`${script}.map`, app()))).status).toBe(404);
});

test('the health answer says how it is and no more', async () => {
  const answer = await fetch(new URL('/api/health', app()));
  expect(await answer.text()).toBe('{"status":"ok"}');
});

test('no answer may be read by the page of another site', async () => {
  for (const place of ['/', '/sign-in', '/api/health', '/icon.svg']) {
    for (const method of ['GET', 'OPTIONS']) {
      const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' };
      const answer = await fetch(new URL(place, app()), { method, headers, redirect: 'manual' });
      const allowed = [...answer.headers.keys()].filter((name) => name.startsWith('access-control-allow'));
      // Which methods there are may be read; what is answered may not.
      expect(
        allowed.filter((name) => name !== 'access-control-allow-methods'),
        place,
      ).toEqual([]);
    }
  }
});

test.describe('the form of a customer', () => {
  test.describe.configure({ mode: 'serial' });
  let page: Page;
  let action: SentAction;
  let cookie: string;
  let customerId: string;

  test.beforeAll(async ({ browser }) => {
    page = await browser.newPage();
    customerId = await addCustomer(page, uniqueName('Ash Tree Bakery'));
    await page.goto(`/customers/${customerId}/edit`);
    await page.getByLabel('Note').fill('as the form sends it');
    action = await requestOf(page, () => page.getByRole('button', { name: 'Save customer' }).click());
    await page.waitForURL(new RegExp(`/customers/${customerId}$`));
    cookie = await sessionCookie(page);
  });
  test.afterAll(async () => page.context().close());

  const row = async () =>
    (await sql<{ note: string; revision: number }>('select * from customer where id = $1', [customerId]))[0];

  /** The request with more parts in its body, before those that it has or behind them. */
  function withParts(
    fields: readonly (readonly [name: string, value: string])[],
    where: 'before' | 'behind',
  ) {
    const type = Object.entries(action.headers).find(([name]) => name === 'content-type')?.[1] ?? '';
    const boundary = /boundary=(\S+)/.exec(type)?.[1] ?? '';
    const parts = fields.map(
      ([name, value]) =>
        `--${boundary}${CRLF}Content-Disposition: form-data; name="${name}"${CRLF}${CRLF}${value}${CRLF}`,
    );
    const body = action.body.toString('latin1');
    const end = where === 'before' ? 0 : body.lastIndexOf(`--${boundary}--`);
    return { ...action, body: Buffer.from(body.slice(0, end) + parts.join('') + body.slice(end), 'latin1') };
  }

  /** The field's name inside the request: React puts something before it. */
  const inside = (name: string) => {
    const prefix = /name="([^"]*)customerName"/.exec(action.body.toString('latin1'))?.[1];
    if (prefix === undefined) throw new Error(`no field customerName in: ${action.body.toString('latin1')}`);
    return `${prefix}${name}`;
  };

  const revision = async () => (await row())?.revision ?? 0;
  const sent = /(name="[^"]*revision"\r\n\r\n)\d+/;
  const now = async (request: SentAction): Promise<SentAction> => {
    const current = await revision();
    const body = request.body.toString('latin1').replace(sent, (_, before: string) => `${before}${current}`);
    return { ...request, body: Buffer.from(body, 'latin1') };
  };

  test('with fields that it does not have changes nothing by them', async () => {
    const before = await row();
    const others = await storedWorld(['customer', 'audit_entry']);
    const strange = [
      ['id', '00000000-0000-4000-8000-000000000009'],
      ['createdAt', '1999-01-01'],
      ['role', 'admin'],
      ['mailboxes', '[]'],
      ['__proto__', '{"note":"polluted"}'],
      ['constructor', 'polluted'],
    ].map(([name, value]) => [inside(name ?? ''), value ?? ''] as const);
    const answer = await replay(await now(withParts(strange, 'behind')), { cookie });
    expect(answer.status).toBeLessThan(400);
    const after = await row();
    expect(after).toMatchObject({ note: 'as the form sends it', revision: (before?.revision ?? 0) + 1 });
    for (const column of ['id', 'created_at'] as const) {
      expect((after as Record<string, unknown>)[column]).toEqual((before as Record<string, unknown>)[column]);
    }
    expect(await storedWorld(['customer', 'audit_entry'])).toEqual(others);
    expect(await (await page.request.get('/customers')).text()).not.toContain('polluted');
  });

  test('takes a field from its body alone, and of two of one name the last', async () => {
    // What stands behind the form's last part is not looked at at all, so the other one stands before it.
    const twice = await now(withParts([[inside('note'), 'in front']], 'before'));
    const address = new URL(twice.url);
    address.searchParams.set('note', 'from the address');
    const answer = await replay(
      { ...twice, url: address.href },
      { cookie, headers: { note: 'from a header' } },
    );
    expect(answer.status).toBeLessThan(400);
    expect(answer.text).not.toContain('"status":"refused"');
    expect((await row())?.note).toBe('as the form sends it');
  });

  test('sent with GET changes nothing', async () => {
    const before = await storedWorld();
    const { 'next-action': id = '', ...headers } = action.headers;
    const address = new URL(action.url);
    for (const [name, value] of [
      ['customerId', customerId],
      ['customerName', 'Changed By GET'],
      ['revision', String(await revision())],
    ] as const) {
      address.searchParams.set(name, value);
    }
    for (const extra of [{}, { 'next-action': id }] as Record<string, string>[]) {
      await fetch(address, { headers: { ...headers, ...extra, cookie } });
    }
    expect(await storedWorld()).toEqual(before);
  });
});
