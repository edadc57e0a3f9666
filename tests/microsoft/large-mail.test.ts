import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Mail } from '@/lib/microsoft/mail';
import { type AccessToken, requestAccessToken } from '@/lib/microsoft/request-access-token';
import { deliverMail } from '@/lib/microsoft/send-mail';
import { RANGE_BYTES } from '@/lib/microsoft/upload-attachment';
import type { AppChange } from '@/sandbox/app-changes';
import type { Fault } from '@/sandbox/faults';
import type { Sandbox } from '@/sandbox/server';
import { fileOf, mailOf } from './mails';
import { signInOf, startStage } from './stage';

let sandbox: Sandbox;
let end: () => Promise<void>;
beforeAll(async () => {
  ({ sandbox, end } = await startStage());
});
afterEach(() => sandbox.reset());
afterAll(() => end());

/** An app with Mail.ReadWrite besides Mail.Send. */
const MAY_WRITE = 'excess-permission';
const SHORT = { deadlineMs: 400 };
const LARGE = fileOf(9_000_001, { name: 'film.mov', contentType: 'video/quicktime' });
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

async function tokenOf(scenario: string): Promise<AccessToken> {
  const result = await requestAccessToken(signInOf(sandbox, scenario));
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

async function deliver(scenario: string, changes: Partial<Mail> = {}) {
  const { mailboxAddress: mailbox, mailboxName: name } = sandbox.scenario(scenario).values;
  const token = await tokenOf(scenario);
  const mail = mailOf({ from: { address: mailbox, name }, ...changes });
  return deliverMail({ cloud: 'sandbox', token, mailbox, mail }, SHORT);
}

const large = (scenario = MAY_WRITE) => deliver(scenario, { attachments: [LARGE] });
const desk = () => sandbox.scenario(MAY_WRITE).values.mailboxAddress;
const asked = () =>
  sandbox
    .requests()
    .filter(({ path }) => path.startsWith('/v1.0/'))
    .map(
      ({ method, path }) =>
        `${method} ${path
          .replace(/^\/v1\.0\/users\/[^/]+/, '')
          .replace(/AAkALg[^/]+/, 'ID')
          .replace(/uploadSessions\/.*/, 'uploadSessions')}`,
    )
    .reverse();

describe('a mail within one request', () => {
  test('with everything that JSON holds arrives as it was meant', async () => {
    const logo = fileOf(99, { name: 'logo.png', contentType: 'image/png', contentId: 'logo' });
    const outcome = await deliver('working-mailbox', {
      text: null,
      html: '<img src="cid:logo">',
      to: [{ address: 'a@example.com', name: 'Chen, "Lin" @ 客服 🎂' }],
      cc: [{ address: 'c@example.com', name: '' }],
      bcc: [{ address: 'b@example.com', name: '' }],
      replyTo: [{ address: 'r@example.com', name: '' }],
      headers: [{ name: 'x-ticket', value: '4711' }],
      attachments: [logo, fileOf(2_000_000)],
    });
    expect(outcome.state).toBe('accepted');
    expect(sandbox.accepted()).toMatchObject([
      {
        to: ['a@example.com'],
        cc: ['c@example.com'],
        bcc: ['b@example.com'],
        replyTo: ['r@example.com'],
        bodyType: 'html',
        internetMessageHeaders: [{ name: 'x-ticket', value: '4711' }],
        attachments: [
          { name: 'logo.png', contentId: 'logo', sha256: sha256(logo.content) },
          { name: 'report.pdf', contentId: null, bytes: 2_000_000 },
        ],
      },
    ]);
    expect(asked()).toEqual(['POST /sendMail']);
  });

  test('with a text and an HTML body goes as MIME, and is read the same', async () => {
    const file = fileOf(1_000_000, { name: 'Größe 客服.pdf' });
    const outcome = await deliver('working-mailbox', {
      subject: 'Grüße 🎂',
      html: '<p>Grüße</p>',
      to: [{ address: 'a@example.com', name: 'Chen, "Lin" <x@y> 客服' }],
      bcc: [{ address: 'b@example.com', name: '' }],
      attachments: [file],
    });
    expect(outcome.state).toBe('accepted');
    expect(sandbox.accepted()).toMatchObject([
      {
        from: 'support@alder-bakery.example',
        to: ['a@example.com'],
        bcc: ['b@example.com'],
        subject: 'Grüße 🎂',
        bodyType: 'html',
        body: '<p>Grüße</p>',
        attachments: [{ name: 'Größe 客服.pdf', sha256: sha256(file.content) }],
        savedToSentItems: true,
      },
    ]);
    expect(asked()).toEqual(['POST /sendMail']);
  });

  test('from another address than the mailbox is refused for that', async () => {
    expect(
      await deliver('working-mailbox', { from: { address: 'boss@example.com', name: '' } }),
    ).toMatchObject({
      state: 'failed',
      step: 'request',
      failure: { code: 'send_as_denied', raw: { code: 'ErrorSendAsDenied' } },
    });
  });

  test('that is held back is not asked about', async () => {
    const to = [{ address: 'nobody', name: '' }];
    expect(await deliver('working-mailbox', { to })).toMatchObject({
      state: 'failed',
      step: 'check',
      failure: { code: 'mail_address_malformed' },
      values: ['nobody'],
    });
    expect(asked()).toEqual([]);
  });
});

describe('a mail over one request', () => {
  test('goes as a draft, its ranges in order, and leaves one copy in Sent Items', async () => {
    const small = fileOf(1_000, { name: 'small.pdf' });
    const middle = fileOf(2_890_000, { name: 'middle.pdf' });
    const second = fileOf(2_500_000, { name: 'second.pdf' });
    const outcome = await deliver(MAY_WRITE, { attachments: [LARGE, small, middle, second] });
    expect(outcome).toMatchObject({ state: 'accepted', raw: { status: 202 } });
    expect(asked()).toEqual([
      'POST /messages',
      'POST /messages/ID/attachments',
      'POST /messages/ID/attachments/createUploadSession',
      ...Array.from({ length: Math.ceil(9_000_001 / RANGE_BYTES) }, () => 'PUT /v1.0/uploadSessions'),
      'POST /messages/ID/send',
    ]);
    const [mail, ...more] = sandbox.accepted();
    expect(more).toEqual([]);
    const found = [...(mail?.attachments ?? [])].sort((a, b) => a.bytes - b.bytes);
    expect(found.map(({ name, sha256: hash }) => [name, hash])).toEqual(
      [small, second, middle, LARGE].map(({ name, content }) => [name, sha256(content)]),
    );
    expect(sandbox.items(desk(), 'drafts')).toEqual([]);
    expect(sandbox.items(desk(), 'sentitems')).toHaveLength(1);
  });

  test.each([
    ['whose token shows Mail.Send alone', 'working-mailbox'],
    ['whose token shows nothing', 'rbac-scoped-app'],
  ])('from an app %s is tried, and Graph says no: the permission is named', async (_whose, id) => {
    expect(await large(id)).toMatchObject({
      state: 'failed',
      step: 'draft',
      failure: { code: 'mail_over_request_limit', raw: { status: 403, code: 'ErrorAccessDenied' } },
      draftMayRemain: false,
    });
    expect(asked()).toEqual(['POST /messages']);
    expect(sandbox.accepted()).toEqual([]);
  });

  describe('allowed by a grant of Exchange, which is in no token', () => {
    const RBAC = 'rbac-large-mail';
    const grant = (change: AppChange) => sandbox.changeApp(sandbox.scenario(RBAC).values.clientId, change);

    test('beside Mail.Send in Entra, goes out', async () => {
      expect((await tokenOf(RBAC)).roles).toEqual(['Mail.Send']);
      expect(await large(RBAC)).toMatchObject({ state: 'accepted' });
      expect(sandbox.accepted()).toMatchObject([{ attachments: [{ sha256: sha256(LARGE.content) }] }]);
    });

    test('beside a grant of Mail.Send, goes out', async () => {
      grant({ roles: [], rbacScope: [desk()] });
      expect((await tokenOf(RBAC)).roles).toEqual([]);
      expect(await large(RBAC)).toMatchObject({ state: 'accepted' });
    });

    test('for another mailbox, is refused as without it', async () => {
      grant({ rbacReadWriteScope: ['events@harbour-hotel.example'] });
      expect(await large(RBAC)).toMatchObject({
        state: 'failed',
        failure: { code: 'mail_over_request_limit', raw: { status: 403, code: 'ErrorAccessDenied' } },
      });
      expect(asked()).toEqual(['POST /messages']);
    });

    test('without Mail.Send, fails at the sending, and the draft is removed', async () => {
      grant({ roles: [] });
      expect(await large(RBAC)).toMatchObject({
        state: 'failed',
        step: 'send',
        failure: { code: 'permission_missing' },
        draftMayRemain: false,
      });
      expect(sandbox.items(desk(), 'drafts')).toEqual([]);
    });
  });

  test('to an address that Exchange refuses fails at the sending, and the draft is removed', async () => {
    const from = { address: 'events@harbour-hotel.example', name: '' };
    expect(await deliver(MAY_WRITE, { from, attachments: [LARGE] })).toMatchObject({
      state: 'failed',
      step: 'send',
      failure: { code: 'send_as_denied' },
      draftMayRemain: false,
    });
    expect(sandbox.items(desk(), 'drafts')).toEqual([]);
    expect(sandbox.accepted()).toEqual([]);
  });
});

describe('an upload that falters', () => {
  const faults: readonly [string, Omit<Fault, 'where'>][] = [
    ['is cut before a range', { when: 'before', kind: 'reset', route: 'putRange', times: 1, skip: 1 }],
    ['loses the answer to a range', { when: 'after', kind: 'reset', route: 'putRange', times: 1, skip: 1 }],
    ['answers 503', { when: 'before', kind: 'status', status: 503, route: 'putRange', times: 2 }],
    ['answers a page', { when: 'before', kind: 'html', route: 'putRange', times: 1 }],
    ['has expired', { when: 'before', kind: 'status', status: 404, route: 'putRange', times: 1, skip: 1 }],
  ];
  test.each(faults)('%s: it is taken up again, and all of it arrives once', async (_what, fault) => {
    sandbox.addFault({ where: 'graph', ...fault });
    expect(await large()).toMatchObject({ state: 'accepted' });
    expect(sandbox.accepted()).toMatchObject([
      { attachments: [{ bytes: LARGE.content.length, sha256: sha256(LARGE.content) }] },
    ]);
    expect(asked().filter((each) => each.endsWith('/send'))).toHaveLength(1);
  });

  test('loses its answer where the session does not say how far it is: the range is put again', async () => {
    sandbox.addFault({ where: 'graph', when: 'before', kind: 'reset', route: 'putRange', times: 1, skip: 1 });
    sandbox.addFault({
      where: 'graph',
      when: 'before',
      kind: 'status',
      status: 405,
      route: 'getUploadSession',
    });
    expect(await large()).toMatchObject({ state: 'accepted' });
    expect(sandbox.accepted()).toMatchObject([{ attachments: [{ sha256: sha256(LARGE.content) }] }]);
  });

  test('without end: the mail was certainly not sent, and the draft is removed', async () => {
    sandbox.addFault({ where: 'graph', when: 'before', kind: 'status', status: 400, route: 'putRange' });
    expect(await large()).toMatchObject({
      state: 'failed',
      step: 'upload',
      failure: { code: 'upload_session_failed' },
      draftMayRemain: false,
    });
    expect(sandbox.items(desk(), 'drafts')).toEqual([]);
    expect(sandbox.accepted()).toEqual([]);
    expect(asked().filter((each) => each.startsWith('PUT'))).toHaveLength(4);
  });

  test('and a draft that cannot be removed: it is said that one may remain', async () => {
    sandbox.addFault({ where: 'graph', when: 'before', kind: 'status', status: 400, route: 'putRange' });
    sandbox.addFault({ where: 'graph', when: 'before', kind: 'reset', route: 'deleteMessage' });
    expect(await large()).toMatchObject({ state: 'failed', step: 'upload', draftMayRemain: true });
    expect(sandbox.items(desk(), 'drafts')).toHaveLength(1);
  });

  test.each([
    ['https://evil.example/upload?authtoken=stolen', 'upload_host_unknown', 'https://evil.example,'],
    ['http://169.254.169.254/', 'upload_host_unknown', 'http://169.254.169.254,'],
    ['not an address', 'upload_session_failed', 'missing'],
    ['', 'upload_session_failed', 'missing'],
  ])('at %j is not gone to', async (uploadUrl, code, said) => {
    const body = { uploadUrl, expirationDateTime: '2099-01-01T00:00:00Z' };
    const fault = { where: 'graph', when: 'before', kind: 'answer', status: 201, body } as const;
    sandbox.addFault({ ...fault, route: 'createUploadSession' });
    const outcome = await large();
    expect(outcome).toMatchObject({
      state: 'failed',
      failure: { code, raw: { message: expect.stringContaining(said) } },
    });
    expect(JSON.stringify(outcome)).not.toContain('stolen');
  });
});

describe('a draft whose making is in doubt', () => {
  test.each<[Omit<Fault, 'where' | 'route'>, boolean]>([
    [{ when: 'after', kind: 'reset' }, true],
    [{ when: 'before', kind: 'status', status: 500 }, true],
    [{ when: 'before', kind: 'status', status: 429 }, false],
  ])('%j: not sent, and whether one may remain is said', async (fault, draftMayRemain) => {
    sandbox.addFault({ where: 'graph', route: 'createDraft', ...fault });
    expect(await large()).toMatchObject({ state: 'failed', step: 'draft', draftMayRemain });
    expect(sandbox.accepted()).toEqual([]);
    expect(asked().filter((each) => each.endsWith('/send'))).toEqual([]);
  });

  test('that somebody takes away on the way is said to have vanished', async () => {
    sandbox.addFault({ where: 'graph', when: 'before', kind: 'status', status: 404, route: 'sendDraft' });
    sandbox.addFault({ where: 'graph', when: 'before', kind: 'status', status: 404, route: 'deleteMessage' });
    expect(await large()).toMatchObject({
      state: 'failed',
      step: 'send',
      failure: { code: 'draft_vanished' },
    });
  });
});

describe('a draft whose sending is in doubt', () => {
  const sends = () => asked().filter((each) => each.endsWith('/send')).length;
  const looks = () => asked().filter((each) => each === 'GET /messages/ID').length;

  test.each<Omit<Fault, 'where' | 'route'>>([
    { when: 'after', kind: 'reset' },
    { when: 'after', kind: 'status', status: 504 },
    { when: 'after', kind: 'stall' },
  ])('%j: the look at it shows that it was sent', async (fault) => {
    sandbox.addFault({ where: 'graph', route: 'sendDraft', ...fault });
    expect(await large()).toMatchObject({ state: 'accepted', look: 'sent' });
    expect([sandbox.accepted().length, sends(), looks()]).toEqual([1, 1, 1]);
  });

  test('that still is a draft stays in doubt, is not sent again, and is left to be looked at', async () => {
    sandbox.addFault({ where: 'graph', when: 'before', kind: 'status', status: 504, route: 'sendDraft' });
    expect(await large()).toMatchObject({ state: 'unknown', step: 'send', look: 'still_draft' });
    expect([sandbox.accepted().length, sends(), looks()]).toEqual([0, 1, 3]);
    expect(sandbox.items(desk(), 'drafts')).toHaveLength(1);
  });

  test.each([
    [404, 'vanished'],
    [403, 'not_seen'],
  ] as const)('and cannot be seen (%i): unknown, %s', async (status, look) => {
    sandbox.addFault({ where: 'graph', when: 'after', kind: 'reset', route: 'sendDraft' });
    sandbox.addFault({ where: 'graph', when: 'before', kind: 'status', status, route: 'getMessage' });
    expect(await large()).toMatchObject({ state: 'unknown', step: 'send', look });
    expect(sends()).toBe(1);
  });

  test('that is refused for now certainly was not sent', async () => {
    const fault = { where: 'graph', when: 'before', kind: 'status', status: 429, retryAfter: '5' } as const;
    sandbox.addFault({ ...fault, route: 'sendDraft' });
    expect(await large()).toMatchObject({ state: 'failed', step: 'send', failure: { retryAfterSeconds: 5 } });
    expect(sandbox.items(desk(), 'drafts')).toEqual([]);
  });
});
