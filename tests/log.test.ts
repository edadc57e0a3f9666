import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type LogFields, lineOf, log } from '@/lib/log';
import { nameError } from '@/lib/name-error';
import { Secret } from '@/lib/secret';

const PLANTED = 'planted.person@contoso.example';
const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** What a program of its own, with the real logger, prints; line by line. */
function printedBy(program: string, env: Record<string, string> = {}): Record<string, unknown>[] {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, LOG_LEVEL: '', ...env } as NodeJS.ProcessEnv,
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
  expect(stderr).not.toContain(PLANTED);
  return stderr
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('a field is written when its value is of its kind', () => {
  test.each<[keyof LogFields, unknown, unknown]>([
    ['reference', '2438901745', '2438901745'],
    ['reference', '2438901745@E394', '2438901745@E394'],
    ['requestId', ID, ID],
    ['keyId', 'local-2026', 'local-2026'],
    ['mailboxId', ID, ID],
    ['code', 'secret_wrong', 'secret_wrong'],
    ['code', '42P01', '42P01'],
    ['deed', 'mailbox.send_test', 'mailbox.send_test'],
    ['from', 'better-auth', 'better-auth'],
    ['route', '/(console)/mailboxes/[id]', '/(console)/mailboxes/[id]'],
    ['status', 0, 0],
    ['durationMs', 14, 14],
    ['at', new Date('2026-11-23T08:00:00Z'), '2026-11-23T08:00:00.000Z'],
    ['error', new TypeError('x'), expect.objectContaining({ name: 'TypeError' })],
  ])('%s: %j', (name, value, written) => {
    expect(lineOf({ [name]: value } as LogFields)).toEqual({ [name]: written });
  });

  test.each(['reference', 'state', 'count', 'error'])('%s without a value does not stand there', (name) => {
    expect(lineOf({ [name]: null } as LogFields)).toEqual({});
    expect(lineOf({ [name]: undefined } as LogFields)).toEqual({});
  });
});

describe('what is not of its kind is left out, and counted', () => {
  const form = new FormData();
  form.set('code', PLANTED);
  test.each<[string, unknown]>([
    ['an address as a code', { code: PLANTED }],
    ['a sentence as a code', { code: 'Rechnung Nr. 4711' }],
    ['Chinese as a state', { state: '帳單' }],
    ['a secret as a code', { code: new Secret(PLANTED) }],
    ['a name in the place of an id', { mailboxId: 'support' }],
    ['an address in the place of an id', { messageId: PLANTED }],
    ['an address with its query as a route', { route: `/mailboxes?search=${PLANTED}` }],
    ['a network address as a route', { route: '203.0.113.7' }],
    ['a text as a number', { count: PLANTED }],
    ['no number', { durationMs: Number.NaN }],
    ['no day', { at: new Date(Number.NaN) }],
    ['a list as a code', { code: [PLANTED] }],
    ['an unknown field', { subject: PLANTED }],
    ['a name that every object has', { toString: PLANTED }],
  ])('%s', (_what, fields) => {
    expect(lineOf(fields as LogFields)).toEqual({ dropped: 1 });
  });

  test('a form, headers and an error in the place of the fields', () => {
    expect(lineOf(form as LogFields)).toEqual({});
    expect(lineOf(new Headers({ cookie: PLANTED }) as LogFields)).toEqual({});
    expect(lineOf(Object.assign(new Error(PLANTED), { input: PLANTED }) as LogFields)).toEqual({
      dropped: 1,
    });
  });

  test('a form, headers and a secret in the place of an error are named by what they are', () => {
    for (const error of [form, new Headers({ cookie: PLANTED }), new Secret(PLANTED), { message: PLANTED }])
      expect(lineOf({ error })).toEqual({ error: { name: 'object' } });
    expect(lineOf({ error: PLANTED })).toEqual({ error: { name: 'string' } });
  });

  test('the types refuse it first', () => {
    // @ts-expect-error no field for what a person wrote
    lineOf({ subject: 'x' });
    // @ts-expect-error a secret is no text
    lineOf({ code: new Secret('x') });
    // @ts-expect-error a number is no day
    lineOf({ at: 5 });
    const name = String('x');
    // @ts-expect-error a sentence with a value in it is no constant
    const joined = () => log.info({}, `sent to ${name}`);
    // @ts-expect-error nor is a value
    const bare = () => log.info({}, name);
    const constant = () => log.info({}, 'sent');
    expect([joined, bare, constant]).toHaveLength(3);
  });
});

describe('of an error its name, code and place are told, and not what it says', () => {
  function fails(message: string, more: object = {}): Error {
    return Object.assign(new RangeError(message), more);
  }

  test('with the innermost calls first', () => {
    const { name, code, place } = nameError(fails(PLANTED, { code: 'P2002', meta: { target: PLANTED } }));
    expect([name, code]).toEqual(['RangeError', 'P2002']);
    expect(place?.split('\n')).toHaveLength(6);
    expect(place).toMatch(/^ {4}at fails \(.*tests\/log\.test\.ts:\d+:\d+\)\n/);
  });

  test('in folders of any name', () => {
    const frames = [
      '    at run (/srv/post house/app/(console)/page.tsx:1:2)',
      '    at async /srv/app/(console)/[id]/actions.js:3:4',
      '    at Object.get [as it] (file:///srv/app/run.js:5:6)',
      '    at new Flight (C:\\srv\\exchange.js:7:8)',
      '    at node:internal/process/task_queues:95:5',
    ];
    const stack = ['RangeError: x', ...frames, '    at async Promise.all (index 0)'].join('\n');
    expect(nameError(fails('x', { stack })).place).toBe(frames.join('\n'));
  });

  test.each([
    `one\n    at ${PLANTED}`,
    `one\n    at run (/srv/${PLANTED}:1:2)`,
    `\n\n    at /${PLANTED}:1:2\n`,
    '$&',
  ])('a message with lines like a place: %j', (message) => {
    expect(JSON.stringify(nameError(fails(message)))).not.toContain('planted');
    expect(nameError(fails(message)).place).toMatch(/^ {4}at fails /);
  });

  test.each<[object, object]>([
    [{ name: PLANTED }, { name: 'Error' }],
    [{ code: PLANTED }, { name: 'RangeError' }],
    [{ code: { deep: PLANTED } }, { name: 'RangeError' }],
    [{ code: 404 }, { name: 'RangeError', code: '404' }],
    [{ stack: PLANTED }, { name: 'RangeError' }],
    [{ stack: undefined }, { name: 'RangeError' }],
  ])('what is no name, no code and no stack is not told: %j', (more, told) => {
    const { place, ...named } = nameError(fails('x', more));
    expect(named).toEqual(told);
    expect(place ?? '').not.toContain(PLANTED);
  });

  test('its causes are told in the same way, three deep and in no circle', () => {
    const circle = fails(PLANTED, { code: 'A' });
    circle.cause = fails(PLANTED, { code: 'B', cause: circle });
    const codes: unknown[] = [];
    for (let told = nameError(circle).cause; told; told = told.cause) codes.push(told.code);
    expect(codes).toEqual(['B', 'A', 'B']);
    expect(nameError(fails('x', { cause: PLANTED }))).not.toHaveProperty('cause');
  });

  test('what is thrown and is no error is named by its kind', () => {
    expect([null, undefined, PLANTED, 7, {}].map((thrown) => nameError(thrown).name)).toEqual([
      'null',
      'undefined',
      'string',
      'number',
      'object',
    ]);
  });
});

describe('a line', () => {
  test('is JSON on standard error, with level, time, fields and sentence', () => {
    const [line, ...others] = printedBy(`
      const { log } = await import('./lib/log.ts');
      log.error({ keyId: 'old', error: new Error('${PLANTED}') }, 'a sentence');
      log.debug({ keyId: 'old' }, 'not at this level');`);
    expect(others).toEqual([]);
    expect(line).toEqual({
      level: 50,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      keyId: 'old',
      error: { name: 'Error', place: expect.stringContaining('    at ') },
      msg: 'a sentence',
    });
  });

  test('carries the id of the request that it is written for, and of no other', async () => {
    const lines = printedBy(`
      const { log, withRequestId } = await import('./lib/log.ts');
      const later = (ms) => new Promise((go) => setTimeout(go, ms));
      const work = (id, ms) => withRequestId(id, async () => { await later(ms); log.info({}, 'done'); });
      await Promise.all([work('first-request', 20), work('second-request', 10)]);
      log.info({}, 'outside');`);
    expect(lines.map(({ requestId, msg }) => [requestId, msg])).toEqual([
      ['second-request', 'done'],
      ['first-request', 'done'],
      [undefined, 'outside'],
    ]);
  });
});

describe('the console of the server', () => {
  const quiet = (program: string, env?: Record<string, string>) =>
    printedBy(
      `const { quietConsole } = await import('./lib/quiet-console.ts'); quietConsole();
       function library() { ${program} }
       library();`,
      env,
    );

  test('tells of an error without what it says, whatever stands around it', () => {
    const lines = quiet(`
      console.error(new TypeError('${PLANTED}'));
      console.error('⨯', Object.assign(new RangeError('${PLANTED}'), { code: 'E1' }), { text: '${PLANTED}' });
      console.warn('unhandledRejection: ', new Error('${PLANTED}'));`);
    expect(lines).toMatchObject([
      { level: 50, from: 'console', error: { name: 'TypeError' } },
      { level: 50, from: 'console', error: { name: 'RangeError', code: 'E1' } },
      { level: 40, from: 'console', error: { name: 'Error' } },
    ]);
  });

  test('tells of words only where they were printed, and news not at all', () => {
    const lines = quiet(`
      console.error('Failed to handle request for /welcome?token=${PLANTED}');
      console.log('${PLANTED}'); console.info({ a: '${PLANTED}' }); console.dir('${PLANTED}'); console.trace('${PLANTED}');`);
    const place = expect.stringMatching(/^ {4}at library /);
    expect(lines).toMatchObject([{ level: 50, from: 'console', error: { name: 'Error', place } }]);
  });

  test('leaves an error with a digest to onRequestError', () => {
    expect(quiet(`console.error('⨯', Object.assign(new Error('${PLANTED}'), { digest: '123' }));`)).toEqual(
      [],
    );
  });
});
