import { NextRequest } from 'next/server';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { FORM_LIMIT_BYTES } from '@/app/_gate/form-size';
import { stream } from '@/app/_gate/stream';
import { fail, type Result, succeed } from '@/lib/result';
import { Secret } from '@/lib/secret';
import { createFirstAdmin } from '@/lib/staff/create-first-admin';
import { setUpToken } from '@/lib/staff/set-up-token';
import { signIn } from '@/lib/staff/sign-in';
import { useDatabase } from '../support/database';

const { sql } = useDatabase();
const OURS = 'http://localhost:3000';
const email = 'lin@example.com';
const password = new Secret('the right password');
const schema = z.object({ name: z.string().min(1, 'text_missing') });

let cookie = '';
beforeAll(async () => {
  const token = setUpToken(process.env.SESSION_SECRET ?? '');
  await createFirstAdmin({ token, name: 'Lin Mei', email, password });
  const signedIn = await signIn({ email, password, address: null, headers: new Headers() });
  cookie = signedIn.ok ? (signedIn.value.cookies[0]?.split(';')[0] ?? '') : '';
});

type Asked = { input: { name: string }; tell: (line: string) => void; signal: AbortSignal };
type Answer = Promise<Result<number, { readonly code: 'mailbox_not_found' }>>;
const run = vi.fn<(asked: Asked) => Answer>();
const handler = stream({ deed: 'customer.create', costs: 'microsoft', schema, run });
beforeEach(async () => {
  run.mockReset();
  run.mockResolvedValue(succeed(7));
  await sql("update staff_member set role = 'admin'");
  await sql('delete from attempt_count');
});

function ask(
  fields: Record<string, string> | FormData = { name: 'desk' },
  headers: Record<string, string> = {},
  signal?: AbortSignal,
) {
  const body = fields instanceof FormData ? fields : new FormData();
  if (!(fields instanceof FormData)) for (const each of Object.entries(fields)) body.append(...each);
  const all = { cookie, origin: OURS, host: 'localhost:3000', ...headers };
  return handler(
    new NextRequest(`${OURS}/ladder`, { method: 'POST', headers: all, body, ...(signal ? { signal } : {}) }),
  );
}

const linesOf = async (response: Response) =>
  (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('what is known is told at once', () => {
  test('line by line, and the value at the end', async () => {
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    run.mockImplementation(async ({ input, tell }) => {
      tell(`first of ${input.name}`);
      await held;
      tell('second');
      return succeed(7);
    });
    const response = await ask();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    // The work is not done yet, and its first line is here.
    expect(await reader?.read()).toEqual({
      done: false,
      value: '{"status":"told","line":"first of desk"}\n',
    });
    goOn();
    expect((await reader?.read())?.value).toBe('{"status":"told","line":"second"}\n');
    expect((await reader?.read())?.value).toBe('{"status":"done","value":7}\n');
    expect((await reader?.read())?.done).toBe(true);
  });

  test('a failure at the end is told in the words of whoever asked', async () => {
    run.mockResolvedValue(fail({ code: 'mailbox_not_found' }));
    const [line] = await linesOf(await ask({ name: 'desk' }, { cookie: `${cookie}; language=zh-Hant` }));
    expect(line).toMatchObject({ status: 'refused', refusal: { code: 'mailbox_not_found' } });
    expect(line.refusal.title).toMatch(/\p{Script=Han}/u);
  });

  test('a surprise is told by its reference, and not by what it says', async () => {
    run.mockRejectedValue(new Error('the text of a query'));
    const response = await ask();
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      status: 'refused',
      refusal: { code: 'unexpected', reference: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    expect(text).not.toContain('query');
  });

  test('so is one in the questions before the work', async () => {
    await sql('ALTER TABLE attempt_count RENAME TO attempt_count_away');
    try {
      const response = await ask();
      expect(response.status).toBe(200);
      expect(await linesOf(response)).toMatchObject([
        { refusal: { code: 'unexpected', reference: expect.stringMatching(/^[0-9a-f-]{36}$/) } },
      ]);
      expect(run).not.toHaveBeenCalled();
    } finally {
      await sql('ALTER TABLE attempt_count_away RENAME TO attempt_count');
    }
  });
});

describe('whoever hangs up ends the work', () => {
  test.each(['the reader', 'the request'])('by %s', async (by) => {
    let signal: AbortSignal | undefined;
    run.mockImplementation(async (asked) => {
      signal = asked.signal;
      asked.tell('first');
      await new Promise((resolve) => asked.signal.addEventListener('abort', resolve));
      asked.tell('too late');
      return succeed(7);
    });
    const browser = new AbortController();
    const response = await ask({ name: 'desk' }, {}, browser.signal);
    const reader = response.body?.getReader();
    await reader?.read();
    expect(signal?.aborted).toBe(false);
    if (by === 'the reader') await reader?.cancel();
    else browser.abort();
    expect(signal?.aborted).toBe(true);
  });
});

describe('it is refused before anything is done', () => {
  test.each<[string, Parameters<typeof ask>[0], Record<string, string>, string, number]>([
    ['without a session', { name: 'desk' }, { cookie: '' }, 'signed_out', 200],
    ['by another site', { name: 'desk' }, { origin: 'https://elsewhere.example' }, 'other_site', 403],
    [
      'by another site, says the browser',
      { name: 'desk' },
      { 'sec-fetch-site': 'cross-site' },
      'other_site',
      403,
    ],
    ['with a field that is wrong', { name: '' }, {}, 'invalid_input', 200],
    ['without a form', new FormData(), {}, 'invalid_input', 200],
    ['with too large a form', { name: 'x'.repeat(FORM_LIMIT_BYTES + 20_000) }, {}, 'form_too_large', 200],
  ])('%s', async (_, form, headers, code, status) => {
    const response = await ask(form, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(await linesOf(response)).toMatchObject([{ status: 'refused', refusal: { code } }]);
    expect(run).not.toHaveBeenCalled();
  });

  test('by a role that may not', async () => {
    await sql("update staff_member set role = 'viewer'");
    expect(await linesOf(await ask())).toMatchObject([{ refusal: { code: 'not_allowed' } }]);
    expect(run).not.toHaveBeenCalled();
  });

  test('one call too many of those that ask Microsoft, with the time of the next', async () => {
    const [member] = await sql<{ id: string }>('select id from staff_member');
    const key = `calls:microsoft:${member?.id}`;
    await sql("insert into attempt_count values ($1, 100000, '2099-01-01T10:42:00Z')", [key]);
    const [line] = await linesOf(
      await ask({ name: 'desk' }, { cookie: `${cookie}; time-zone=Asia%2FTaipei` }),
    );
    expect(line.refusal).toMatchObject({ code: 'too_many_calls' });
    expect(line.refusal.advice).toContain('18:42');
    expect(run).not.toHaveBeenCalled();
  });
});

describe('a page of ours is known', () => {
  test.each<[string, Record<string, string>]>([
    ['by what the browser says', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
    ['by this address', { origin: OURS }],
    [
      'by the host that was asked, under another name',
      { origin: 'http://10.1.2.3:3000', host: '10.1.2.3:3000' },
    ],
  ])('%s', async (_, headers) => {
    expect(await linesOf(await ask({ name: 'desk' }, headers))).toEqual([{ status: 'done', value: 7 }]);
  });
});

describe('of forms that may weigh more than usual', () => {
  const large = stream({ deed: 'customer.create', schema, limitBytes: 1_000_000, run });
  const form = () => {
    const body = new FormData();
    body.append('name', 'desk');
    return body;
  };
  const askLarge = (body: FormData = form()) =>
    large(
      new NextRequest(`${OURS}/mail`, {
        method: 'POST',
        headers: { cookie, origin: OURS, host: 'localhost:3000' },
        body,
      }),
    );

  test('a person has one at a time, until its work is done, whatever came of it', async () => {
    let goOn = () => {};
    run.mockImplementationOnce(async () => {
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
      throw new Error('a surprise');
    });
    const first = await askLarge();
    expect(await linesOf(await askLarge())).toMatchObject([{ refusal: { code: 'too_many_calls' } }]);
    expect(run).toHaveBeenCalledTimes(1);
    // A small form has nothing to wait for.
    expect(await linesOf(await ask())).toEqual([{ status: 'done', value: 7 }]);
    goOn();
    expect(await linesOf(first)).toMatchObject([{ refusal: { code: 'unexpected' } }]);
    expect(await linesOf(await askLarge())).toEqual([{ status: 'done', value: 7 }]);
  });

  test('one that is refused holds nobody up', async () => {
    for (let times = 0; times < 5; times += 1)
      expect(await linesOf(await askLarge(new FormData()))).toMatchObject([
        { refusal: { code: 'invalid_input' } },
      ]);
    expect(await linesOf(await askLarge())).toEqual([{ status: 'done', value: 7 }]);
  });
});
