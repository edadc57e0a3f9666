import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '@/sandbox/server';
import { MESSAGE, sendMail, tokenOf } from './call-sandbox';

let sandbox: Sandbox;
let token: string;
const MAILBOX = 'support@alder-bakery.example';

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  token = await tokenOf(sandbox, sandbox.scenario('working-mailbox'));
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

describe('sendMail', () => {
  test('accepts a mail and keeps what it said', async () => {
    const message = {
      ...MESSAGE,
      body: { contentType: 'HTML', content: '<p>Hello</p>' },
      from: { emailAddress: { name: 'Alder Bakery', address: MAILBOX } },
      ccRecipients: [{ emailAddress: { address: 'ben@customer.example' } }],
      bccRecipients: [{ emailAddress: { address: 'archive@customer.example' } }],
      attachments: [
        { '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.txt', contentBytes: 'aGVsbG8=' },
      ],
      internetMessageHeaders: [{ name: 'x-ticket', value: '42' }],
    };
    const asked = { 'client-request-id': '6f1f2b0e-2a3b-4c5d-8e9f-0a1b2c3d4e5f' };
    const answer = await sendMail(sandbox, token, MAILBOX, { message, saveToSentItems: false }, asked);
    expect([answer.status, answer.body]).toEqual([202, '']);
    expect(answer.headers.get('client-request-id')).toBe(asked['client-request-id']);
    expect(JSON.parse(answer.headers.get('x-ms-ags-diagnostic') ?? '')).toHaveProperty(
      'ServerInfo.DataCenter',
    );
    expect(answer.headers.get('date')).toBeTruthy();
    expect(sandbox.accepted()).toMatchObject([
      {
        requestId: answer.headers.get('request-id'),
        address: MAILBOX,
        from: MAILBOX,
        to: ['ana@customer.example'],
        cc: ['ben@customer.example'],
        bcc: ['archive@customer.example'],
        subject: 'Test',
        bodyType: 'html',
        body: '<p>Hello</p>',
        attachments: [{ name: 'a.txt', bytes: 5 }],
        internetMessageHeaders: [{ name: 'x-ticket', value: '42' }],
        savedToSentItems: false,
      },
    ]);
  });

  const byScenario: readonly [scenario: string, status: number, code: string][] = [
    ['no-mail-send', 401, 'NoPermissionsInAccessToken'],
    ['other-permission-only', 403, 'ErrorAccessDenied'],
    ['access-policy', 403, 'ErrorAccessDenied'],
    ['rbac-outside-scope', 403, 'ErrorAccessDenied'],
    ['no-such-mailbox', 404, 'ErrorInvalidUser'],
    ['mailbox-without-exchange', 404, 'MailboxNotEnabledForRESTAPI'],
    ['tenant-without-exchange', 404, 'ResourceNotFound'],
    ['throttled', 429, 'ApplicationThrottled'],
    ['graph-503', 503, 'ServiceUnavailable'],
    ['graph-500', 500, 'InternalServerError'],
  ];
  test.each(byScenario)(
    'answers the scenario %s with %i %s, also without recipients',
    async (id, status, code) => {
      const scenario = sandbox.scenario(id);
      const own = await tokenOf(sandbox, scenario);
      const { mailboxAddress } = scenario.values;
      for (const body of [{ message: MESSAGE }, { message: { toRecipients: [] } }]) {
        const answer = await sendMail(sandbox, own, mailboxAddress, body);
        expect([answer.status, answer.body.error.code]).toEqual([status, code]);
      }
      expect(sandbox.accepted()).toEqual([]);
    },
  );

  test('says in its text when an Application Access Policy is the reason', async () => {
    const scenario = sandbox.scenario('access-policy');
    const answer = await sendMail(sandbox, await tokenOf(sandbox, scenario), scenario.values.mailboxAddress);
    expect(answer.body.error.message).toContain(
      '[RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings',
    );
  });

  test('lets an app send whose grant is in Exchange alone', async () => {
    const scenario = sandbox.scenario('rbac-scoped-app');
    const answer = await sendMail(sandbox, await tokenOf(sandbox, scenario), scenario.values.mailboxAddress);
    expect(answer.status).toBe(202);
  });

  test('does not let an app of one tenant send from another', async () => {
    const answer = await sendMail(sandbox, token, 'reception@beacon-clinics.example');
    expect([answer.status, answer.body.error.code]).toEqual([404, 'ErrorInvalidUser']);
  });

  const to = (address: string) => ({ message: { toRecipients: [{ emailAddress: { address } }] } });
  const from = (address: string) => ({ message: { ...MESSAGE, from: { emailAddress: { address } } } });
  const badBodies: readonly [
    what: string,
    body: unknown,
    status: number,
    code: string,
    headers?: Record<string, string>,
  ][] = [
    ['no recipients', { message: { subject: 'x' } }, 400, 'ErrorInvalidRecipients'],
    ['no message at all', {}, 400, 'ErrorInvalidRecipients'],
    ['a recipient that is no address', to('bad'), 400, 'ErrorInvalidRecipients'],
    ['another From', from('orders@alder-bakery.example'), 403, 'ErrorSendAsDenied'],
    ['JSON that ends early', '{"message":', 400, 'BadRequest'],
    ['an empty body', '', 400, 'BadRequest'],
    ['a list', '[]', 400, 'RequestBodyRead'],
    ['an unknown property', { message: { ...MESSAGE, priority: 1 } }, 400, 'RequestBodyRead'],
    ['an unknown parameter', { message: MESSAGE, save: true }, 400, 'RequestBodyRead'],
    ['recipients that are no list', { message: { toRecipients: 'a@b.example' } }, 400, 'RequestBodyRead'],
    [
      'an unknown body type',
      { message: { ...MESSAGE, body: { contentType: 'rtf' } } },
      400,
      'RequestBodyRead',
    ],
    [
      'a header without x-',
      { message: { ...MESSAGE, internetMessageHeaders: [{ name: 'List-Id', value: '1' }] } },
      400,
      'InvalidInternetMessageHeader',
    ],
    ['another media type', 'x', 415, 'UnsupportedMediaType', { 'Content-Type': 'application/xml' }],
    [
      'MIME that is not base64',
      'From: me',
      400,
      'ErrorMimeContentInvalidBase64String',
      { 'Content-Type': 'text/plain' },
    ],
  ];
  test.each(badBodies)('refuses %s', async (_what, body, status, code, headers) => {
    const answer = await sendMail(sandbox, token, MAILBOX, body, headers);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(sandbox.accepted()).toEqual([]);
  });

  test('takes just under 4 MB and refuses more with 413', async () => {
    const sized = (bytes: number) => {
      const empty = JSON.stringify({ message: { ...MESSAGE, body: { contentType: 'Text', content: '' } } });
      return empty.replace('"content":""', `"content":"${'a'.repeat(bytes - empty.length)}"`);
    };
    expect((await sendMail(sandbox, token, MAILBOX, sized(4 * 1024 * 1024))).status).toBe(202);
    expect((await sendMail(sandbox, token, MAILBOX, sized(4 * 1024 * 1024 + 1))).status).toBe(413);
    expect(sandbox.accepted()).toHaveLength(1);
  });

  test('finds a mailbox whatever the case of its address', async () => {
    expect((await sendMail(sandbox, token, MAILBOX.toUpperCase())).status).toBe(202);
    expect(sandbox.accepted()[0]?.address).toBe(MAILBOX);
  });
});

describe('the body of a refusal', () => {
  test('has Graph’s shape, and its ids are those of the headers', async () => {
    const answer = await sendMail(sandbox, token, 'nobody@alder-bakery.example');
    expect(answer.body).toEqual({
      error: {
        code: 'ErrorInvalidUser',
        message: "The requested user 'nobody@alder-bakery.example' is invalid.",
        innerError: {
          date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
          'request-id': answer.headers.get('request-id'),
          'client-request-id': answer.headers.get('client-request-id'),
        },
      },
    });
  });
});

describe('the token that Graph is shown', () => {
  const cut = (text: string) => `${text.slice(0, -8)}AAAAAAAA`;
  test.each([
    ['none', () => null],
    ['not a JWT', () => 'nonsense'],
    ['with a changed signature', () => cut(token)],
    [
      'with changed claims',
      () => token.replace(/\.[^.]+\./, `.${Buffer.from('{"roles":["Mail.Send"]}').toString('base64url')}.`),
    ],
    ['unsigned', () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.AA`],
  ])('is refused when it is %s', async (_what, make) => {
    const answer = await sendMail(sandbox, make(), MAILBOX);
    expect([answer.status, answer.body.error.code]).toEqual([401, 'InvalidAuthenticationToken']);
    expect(answer.headers.get('www-authenticate')).toContain('authorization_uri=');
  });

  test('is refused when it has expired, and when it is for another sandbox', async () => {
    let now = new Date();
    const timed = await startSandbox({ port: 0, now: () => now });
    const early = await tokenOf(timed, sandbox.scenario('working-mailbox'));
    expect((await sendMail(timed, early, MAILBOX)).status).toBe(202);
    expect((await sendMail(sandbox, early, MAILBOX)).status).toBe(401);
    now = new Date(now.getTime() + 3601_000);
    const answer = await sendMail(timed, early, MAILBOX);
    expect([answer.status, answer.body.error.message]).toEqual([401, expect.stringContaining('expired')]);
    await timed.stop();
  });
});

describe('paths that are not built', () => {
  test.each([
    ['GET', '/v1.0/users/x/mailFolders', 400],
    ['GET', '/v1.0/nonsense', 400],
    ['POST', '/v1.0/me/sendMail', 400],
    ['POST', '/v2.0/users/x/sendMail', 404],
    ['GET', `/v1.0/users/${MAILBOX}/sendMail`, 405],
  ])('%s %s answers %i', async (method, path, status) => {
    const answer = await fetch(sandbox.url + path, { method, headers: { Authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(status);
  });
});
