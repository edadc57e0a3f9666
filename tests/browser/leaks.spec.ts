import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyIdOf, openEnvelope } from '@/lib/vault/envelope';
import { localKey } from '@/lib/vault/local-key';
import { addCustomer, addMailbox } from '../support/add-mailbox';
import { expect, type Page, test } from '../support/browser-test';
import { allScenarios, chooseScenario, sandboxUrl, scenario, uniqueName } from '../support/console';
import { FIRST_ADMIN } from '../support/first-admin';
import { dumpDatabase, sql } from '../support/run-database';
import { filesBelow, type Place, type Planted, searchLeaks } from '../support/search-leaks';
import { allSeen, printed } from '../support/seen';
import { STAFF_PASSWORDS, TYPED_SECRETS } from '../support/typed-secrets';

/**
 * The last of all: what every other test has typed is searched for in everything that the app answered to any page,
 * printed and stored, in what was built, and in the browser.
 */
test.describe.configure({ mode: 'serial', timeout: 180_000 });

const runFolder = () => process.env.POSTHOUSE_TEST_DIR ?? '';

interface KeyFile {
  vaultKeys: { id: string; key: string }[];
  sessionSecret: string;
  actionsKey: string;
}
const keyFile = () => JSON.parse(readFileSync(join(runFolder(), 'data', 'keys.json'), 'utf8')) as KeyFile;

/** What makes or opens other secrets: of the app and of its database. */
function keysOfTheRun(): Planted[] {
  const { vaultKeys, sessionSecret, actionsKey } = keyFile();
  const password = readFileSync(join(runFolder(), 'data', 'postgres', 'password'), 'utf8').trim();
  const keys = [
    ...vaultKeys.map(({ id, key }) => ({ kind: `the vault key ${id}`, text: key })),
    { kind: 'the session secret', text: sessionSecret },
    { kind: 'the action key', text: actionsKey },
  ];
  return [
    ...keys,
    ...keys.map(({ kind, text }) => ({ kind, text: Buffer.from(text, 'base64').toString('base64url') })),
    ...keys.map(({ kind, text }) => ({ kind, text: Buffer.from(text, 'base64').toString('hex') })),
    { kind: "the database's password", text: password },
  ];
}

/** What people typed: the secrets of customers and the passwords of staff. */
async function everythingTyped(): Promise<Planted[]> {
  return [
    ...(await allScenarios()).map(({ id, values }) => ({
      kind: `the secret of ${id}`,
      text: values.clientSecret,
    })),
    ...Object.entries(TYPED_SECRETS).map(([name, text]) => ({ kind: `the typed secret ${name}`, text })),
    ...Object.entries(STAFF_PASSWORDS).map(([name, text]) => ({ kind: `the password ${name}`, text })),
    { kind: "the first admin's password", text: FIRST_ADMIN.password },
  ];
}

const answered = (): Place[] => allSeen().map(({ what, bytes }) => ({ where: what, bytes }));
const output = (): Place => ({ where: 'what it printed', bytes: Buffer.from(printed()) });
const stored = async (): Promise<Place[]> =>
  (await dumpDatabase()).map(({ where, text }) => ({ where, bytes: Buffer.from(text) }));

let page: Page;
test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
});
test.afterAll(async () => page.context().close());

test('a secret is typed, refused, tested, saved, replaced, tested again and used', async () => {
  const customerId = await addCustomer(page, uniqueName('Fir Tree Nursery'));
  const { values } = await scenario('working-mailbox');
  await page.goto(`/mailboxes/new?customer=${customerId}`);
  await chooseScenario(page, 'working-mailbox');
  await page.getByLabel('Client secret value').fill(TYPED_SECRETS.planted);
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('AADSTS7000215', { exact: true }).first()).toBeAttached();
  await page.getByLabel('Mailbox address').fill('nobody');
  await page.getByRole('button', { name: 'Save mailbox' }).click();
  await expect(page.getByLabel('Mailbox address')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Mailbox address').fill(values.mailboxAddress);
  await page.getByRole('button', { name: 'Save mailbox' }).click();
  await page.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);
  await page.getByRole('button', { name: 'Replace secret' }).click();
  await page.getByLabel('Client secret value').fill(values.clientSecret);
  await page.getByRole('button', { name: 'Save secret' }).click();
  await expect(page.getByText('The secret is saved.')).toBeVisible();
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText(/^All checks passed/)).toBeVisible();
  await page.getByLabel('Send test to').fill('leaks@firstline.example');
  await page.getByRole('button', { name: 'Send test' }).click();
  await expect(page.getByText(/Accepted by Microsoft at/).first()).toBeVisible();
  await addMailbox(page, customerId, 'wrong-secret');
});

test('every page is asked for once more, as a page and as the payload of the router', async () => {
  const todo = ['/', '/mailboxes/new', '/customers/new', '/no-such-page'];
  const done = new Set<string>();
  for (let place = todo.shift(); place && done.size < 150; place = todo.shift()) {
    if (done.has(place)) continue;
    done.add(place);
    const html = await (await page.request.get(place)).text();
    await page.request.get(place, { headers: { rsc: '1' } });
    for (const [, href] of html.matchAll(/href="(\/[^"#]*)"/g)) {
      if (href && !href.startsWith('/_next')) todo.push(href.replaceAll('&amp;', '&'));
    }
  }
  expect([...done].filter((place) => /^\/mailboxes\/[0-9a-f-]{36}$/.test(place)).length).toBeGreaterThan(1);
  expect([...done].filter((place) => /^\/customers\/[0-9a-f-]{36}$/.test(place)).length).toBeGreaterThan(0);
});

test('the search finds what is there', async () => {
  const { values } = await scenario('working-mailbox');
  const known = [
    { kind: 'name', text: FIRST_ADMIN.name.padEnd(12) },
    { kind: 'e-mail', text: FIRST_ADMIN.email },
    { kind: 'address', text: values.mailboxAddress },
  ];
  const places = answered();
  expect(places.length).toBeGreaterThan(100);
  const inAnswers = searchLeaks(known, places).join('\n');
  // In a page, in the payload of the router, in the answer of an action.
  expect(inAnswers).toMatch(/^e-mail in GET \/ 200$/m);
  expect(inAnswers).toMatch(/^address in GET \/mailboxes\/[0-9a-f-]{36}(?:\?_rsc=\S+)? 200$/m);
  expect(inAnswers).toMatch(/^address in POST \/mailboxes\/[0-9a-f-]{36} 200$/m);
  expect(searchLeaks(known, await stored())).toEqual(
    expect.arrayContaining([
      'e-mail in table staff_member',
      'address in table mailbox',
      'address in table audit_entry',
    ]),
  );
  expect(searchLeaks([{ kind: 'words', text: 'Sandbox in the place of' }], [output()])).toHaveLength(1);
  expect(
    searchLeaks([{ kind: 'words', text: 'Somebody else saved this mailbox meanwhile' }], filesBelow('.next')),
  ).not.toEqual([]);

  // In every form: planted here into a text and found.
  const secret = TYPED_SECRETS.planted;
  const forms = [
    `x${secret}y`,
    encodeURIComponent(`{"a":"${secret}"}`),
    `0${Buffer.from(secret).toString('hex')}`,
    Buffer.from(`{"a":"${secret}"}`).toString('base64'),
    Buffer.from(`{"ab":"${secret}"}`).toString('base64url'),
    Buffer.from(`{"abc":"${secret}"}`).toString('base64'),
  ];
  for (const form of forms) {
    const hits = searchLeaks([{ kind: 'it', text: secret }], [{ where: 'a text', bytes: Buffer.from(form) }]);
    expect(hits, form).toEqual(['it in a text']);
  }
});

interface SealedRow {
  readonly owner: string;
  readonly record: string;
  readonly field: string;
  readonly version: number;
  readonly sealed: string;
}

/** Everything that is sealed, with what it is bound to, as lib/registration/credential.ts binds it. */
const sealedRows = () =>
  sql<SealedRow>(`
    select customer_id as owner, registration_id as record, version, sealed,
           case when certificate is null then 'client-secret' else 'certificate-key' end as field
    from credential
    union all
    select customer_id, id, 1, sealed, 'pending-certificate-key' from pending_certificate`);

/** What is sealed, opened; null for what does not open with the keys of this run. */
async function openAll(field: RegExp): Promise<(string | null)[]> {
  const keys = new Map(keyFile().vaultKeys.map(({ id, key }) => [id, localKey(key)]));
  const rows = (await sealedRows()).filter((row) => field.test(row.field));
  return Promise.all(
    rows.map(async ({ sealed, ...binding }) => {
      const key = keys.get(keyIdOf(sealed) ?? '');
      const result = key && (await openEnvelope(key, binding, sealed));
      return result?.ok ? result.value : null;
    }),
  );
}

test('what was typed is stored, sealed, and opens with the keys of this run alone', async () => {
  const opened = await openAll(/^client-secret$/);
  expect(opened).not.toContain(null);
  const { values } = await scenario('working-mailbox');
  expect(opened).toContain(values.clientSecret);
  expect(opened).toContain((await scenario('wrong-secret')).values.clientSecret);
  for (const { sealed } of await sealedRows()) expect(sealed).toMatch(/^v2\./);
});

test('no private key of a certificate is in what was answered, printed, stored or built', async () => {
  const keys = await openAll(/key$/);
  expect(keys.length).toBeGreaterThan(0);
  expect(keys).not.toContain(null);
  const planted = keys.map((key) => {
    // A line in the middle: the first ones are the same in every key.
    const text = key?.split('\n')[9] ?? '';
    expect(text).toMatch(/^[A-Za-z0-9+/]{64}$/);
    return { kind: 'a private key', text };
  });
  expect.soft(searchLeaks(planted, answered()), 'in an answer to a page').toEqual([]);
  expect.soft(searchLeaks(planted, [output()]), 'in what it printed').toEqual([]);
  expect.soft(searchLeaks(planted, await stored()), 'in a row of a table').toEqual([]);
  const files = [...filesBelow(join(runFolder(), 'data'))];
  expect(files.length).toBeGreaterThan(100);
  expect
    .soft(searchLeaks(planted, files), 'in a file of the data folder, the logs of the database too')
    .toEqual([]);
  expect.soft(searchLeaks(planted, filesBelow('.next')), 'in what was built').toEqual([]);
});

test('no secret, no password and no key is in what was answered, printed, stored or built', async () => {
  const secrets = [...(await everythingTyped()), ...keysOfTheRun()];
  const folder = join(runFolder(), 'data');
  const keyFiles = [join(folder, 'keys.json'), join(folder, 'postgres', 'password')];
  const files = [...filesBelow(folder)].filter(({ where }) => !keyFiles.includes(where));
  expect(files.length).toBeGreaterThan(100);

  expect.soft(searchLeaks(secrets, answered()), 'in an answer to a page').toEqual([]);
  expect.soft(searchLeaks(secrets, [output()]), 'in what it printed').toEqual([]);
  expect.soft(searchLeaks(secrets, await stored()), 'in a row of a table').toEqual([]);
  expect
    .soft(searchLeaks(secrets, files), 'in a file of the data folder, the logs of the database too')
    .toEqual([]);
  expect.soft(searchLeaks(secrets, filesBelow('.next')), 'in what was built').toEqual([]);
});

test('nor anywhere in the browser', async () => {
  const state = await page.context().storageState({ indexedDB: true });
  const sessions = state.cookies.filter(({ name }) => name.endsWith('session_token'));
  expect(sessions).toHaveLength(1);
  expect(sessions[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  const rest = await page.evaluate(async () => ({
    cookies: document.cookie,
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
    history: JSON.stringify(history.state),
    caches: await caches.keys(),
    asked: performance.getEntries().map(({ name }) => name),
    address: location.href,
    html: document.documentElement.outerHTML,
  }));
  const secrets = [...(await everythingTyped()), ...keysOfTheRun()];
  const kept = JSON.stringify({ ...state, rest });
  expect(searchLeaks(secrets, [{ where: 'the browser', bytes: Buffer.from(kept) }])).toEqual([]);
  expect(rest.cookies).not.toContain('session_token');
  const hosts = new Set(
    rest.asked.filter((name) => /^https?:/.test(name)).map((name) => new URL(name).origin),
  );
  for (const host of hosts)
    expect([process.env.POSTHOUSE_TEST_URL, new URL(sandboxUrl()).origin]).toContain(host);
});

test("no session's cookie is in a body, in the database or in what was printed", async () => {
  const cookies = new Map<string, string>();
  const bodies: Place[] = [];
  for (const { what, bytes } of allSeen()) {
    const end = bytes.indexOf('\n\n');
    const headers = bytes.subarray(0, end).toString('utf8');
    for (const [, value] of headers.matchAll(/^set-cookie: \S*session_token=([^;\s]{20,})/gim)) {
      if (value) cookies.set(value, decodeURIComponent(value));
    }
    bodies.push({ where: what, bytes: bytes.subarray(end) });
  }
  expect(cookies.size).toBeGreaterThan(0);
  const whole = [...new Set([...cookies].flat())].map((text) => ({ kind: 'a session cookie', text }));
  expect(searchLeaks(whole, [...bodies, output(), ...(await stored())])).toEqual([]);
  // The half of it that names the session is in the database and nowhere else.
  const tokens = await sql<{ text: string }>('select token as text from staff_session');
  const halves = tokens.map(({ text }) => ({ kind: 'a session token', text }));
  expect(searchLeaks(halves, [...bodies, output()])).toEqual([]);
});
