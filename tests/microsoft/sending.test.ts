import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { probeRightToSend } from '@/lib/microsoft/probe-right-to-send';
import { type AccessToken, requestAccessToken } from '@/lib/microsoft/request-access-token';
import { Secret } from '@/lib/secret';
import type { Fault } from '@/sandbox/faults';
import type { Sandbox } from '@/sandbox/server';
import { sendPlain } from '@/tests/support/send-plain';
import { signInOf, startStage } from './stage';

let sandbox: Sandbox;
let end: () => Promise<void>;
beforeAll(async () => {
  ({ sandbox, end } = await startStage());
});
afterEach(() => sandbox.reset());
afterAll(() => end());

const SHORT = { deadlineMs: 400 };
const uuid = /^[0-9a-f-]{36}$/;

async function tokenOf(scenario: string): Promise<AccessToken> {
  const result = await requestAccessToken(signInOf(sandbox, scenario));
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

async function probe(scenario: string) {
  const token = await tokenOf(scenario);
  const address = sandbox.scenario(scenario).values.mailboxAddress;
  return probeRightToSend({ cloud: 'sandbox', token, address }, SHORT);
}

async function send(scenario: string, changes: { to?: string; text?: string } = {}) {
  const token = await tokenOf(scenario);
  const { mailboxAddress: address, mailboxName: name } = sandbox.scenario(scenario).values;
  const mail = { to: 'lin@example.com', subject: 'Test – 測試', text: 'Grüße', ...changes };
  return sendPlain({ cloud: 'sandbox', token, from: { address, name }, ...mail }, SHORT);
}

const graphRequests = () => sandbox.requests().filter(({ path }) => path.startsWith('/v1.0/')).length;

describe('the probe', () => {
  test.each(['working-mailbox', 'rbac-scoped-app', 'accepted-504', 'accepted-reset'])(
    '%s may send, and no mail is sent',
    async (scenario) => {
      expect(await probe(scenario)).toMatchObject({
        verdict: 'may_send',
        raw: { status: 400, code: 'ErrorInvalidRecipients', requestId: expect.stringMatching(uuid) },
      });
      expect(sandbox.accepted()).toEqual([]);
    },
  );

  test.each([
    ['no-mail-send', 'permission_missing', 401, 'NoPermissionsInAccessToken'],
    ['other-permission-only', 'permission_missing', 403, 'ErrorAccessDenied'],
    ['access-policy', 'access_policy_blocks', 403, 'ErrorAccessDenied'],
    ['no-such-mailbox', 'mailbox_not_found', 404, 'ErrorInvalidUser'],
    ['mailbox-without-exchange', 'mailbox_without_exchange', 404, 'MailboxNotEnabledForRESTAPI'],
    ['tenant-without-exchange', 'exchange_not_found', 404, 'ResourceNotFound'],
  ])('%s is refused: %s (HTTP %i, %s)', async (scenario, code, status, rawCode) => {
    expect(await probe(scenario)).toMatchObject({
      verdict: 'refused',
      failure: { code, raw: { status, code: rawCode, requestId: expect.stringMatching(uuid) } },
    });
  });

  test('a code of its own for missing recipients says "may send" as well', async () => {
    const { clientId } = sandbox.scenario('working-mailbox').values;
    const body = { error: { code: 'ErrorMissingRecipients', message: 'No recipients.' } };
    sandbox.addFault({ where: 'graph', when: 'before', kind: 'answer', status: 400, body, clientId });
    expect(await probe('working-mailbox')).toMatchObject({ verdict: 'may_send' });
  });

  test('outside an Exchange grant it is refused for want of the permission that the token does not show', async () => {
    expect(await probe('rbac-outside-scope')).toMatchObject({
      verdict: 'refused',
      failure: { code: 'permission_missing', raw: { code: 'ErrorAccessDenied' } },
    });
  });

  test.each([
    ['throttled', 'mailbox_busy', 20],
    ['graph-503', 'microsoft_unavailable', 20],
    ['graph-500', 'microsoft_unavailable', null],
    ['graph-unreachable', 'connection_reset', null],
    ['graph-slow', 'timed_out', null],
    ['graph-html', 'answered_html', null],
    ['graph-empty', 'answered_empty', null],
  ])('%s proves nothing: %s', async (scenario, code, retryAfterSeconds) => {
    expect(await probe(scenario)).toMatchObject({
      verdict: 'not_proven',
      failure: { code, retryAfterSeconds },
    });
    expect(graphRequests()).toBe(1);
  });

  test('with a forged token it is refused, and the token stays out of the failure', async () => {
    const good = await tokenOf('working-mailbox');
    const forged = `${good.value.reveal().slice(0, -8)}AAAAAAAA`;
    const token = { ...good, value: new Secret(forged) };
    const { mailboxAddress: address } = sandbox.scenario('working-mailbox').values;
    const outcome = await probeRightToSend({ cloud: 'sandbox', token, address });
    expect(outcome).toMatchObject({
      verdict: 'refused',
      failure: { code: 'token_refused', raw: { status: 401 } },
    });
    expect(JSON.stringify(outcome)).not.toContain(forged);
  });

  test('what is no address is refused before a request', async () => {
    const token = await tokenOf('working-mailbox');
    await expect(probeRightToSend({ cloud: 'sandbox', token, address: '..' })).rejects.toThrow(RangeError);
    expect(graphRequests()).toBe(0);
  });
});

describe('a send', () => {
  test('that works is accepted with both ids, and the mail is there once as it was written', async () => {
    const outcome = await send('working-mailbox');
    const [mail, ...more] = sandbox.accepted();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      to: ['lin@example.com'],
      subject: 'Test – 測試',
      body: 'Grüße',
      bodyType: 'text',
    });
    expect(outcome).toMatchObject({
      state: 'accepted',
      requestId: mail?.requestId,
      clientRequestId: expect.stringMatching(uuid),
      acceptedAt: expect.any(Date),
      raw: { status: 202, code: null, requestId: mail?.requestId },
    });
    if (outcome.state === 'accepted') expect(outcome.raw.correlationId).toBe(outcome.clientRequestId);
  });

  test.each([
    ['access-policy', 'access_policy_blocks'],
    ['no-such-mailbox', 'mailbox_not_found'],
    ['throttled', 'mailbox_busy'],
    ['graph-503', 'microsoft_unavailable'],
  ])('%s has failed: %s', async (scenario, code) => {
    expect(await send(scenario)).toMatchObject({ state: 'failed', failure: { code } });
    expect(sandbox.accepted()).toEqual([]);
    expect(graphRequests()).toBe(1);
  });

  test('to what is no address is not even handed over', async () => {
    expect(await send('working-mailbox', { to: 'nobody' })).toMatchObject({
      state: 'failed',
      failure: { code: 'mail_address_malformed' },
    });
    expect(graphRequests()).toBe(0);
  });

  test.each([
    ['graph-unreachable', 'connection_reset', 0],
    ['graph-slow', 'timed_out', 0],
    ['graph-500', 'microsoft_unavailable', 0],
    ['graph-html', 'answered_html', 0],
    ['graph-empty', 'answered_empty', 0],
    ['accepted-504', 'microsoft_unavailable', 1],
    ['accepted-reset', 'connection_reset', 1],
    ['accepted-slow', 'timed_out', 1],
  ])('%s is of unknown outcome (%s) and was tried once', async (scenario, code, accepted) => {
    expect(await send(scenario)).toMatchObject({ state: 'unknown', failure: { code } });
    expect(sandbox.accepted()).toHaveLength(accepted);
    expect(graphRequests()).toBe(1);
  });

  const faults: readonly [Omit<Fault, 'where'>, string, string][] = [
    [{ when: 'after', kind: 'status', status: 503 }, 'unknown', 'microsoft_unavailable'],
    [{ when: 'before', kind: 'html', status: 503, retryAfter: '5' }, 'unknown', 'answered_html'],
    [{ when: 'before', kind: 'html', status: 403 }, 'failed', 'answered_html'],
    [{ when: 'before', kind: 'html', status: 429 }, 'failed', 'throttled'],
    [{ when: 'after', kind: 'truncated', status: 500 }, 'unknown', 'microsoft_unavailable'],
    [{ when: 'after', kind: 'stall-body', status: 200 }, 'unknown', 'answer_stalled'],
  ];
  test.each(faults)('%j is %s: %s', async (fault, state, code) => {
    sandbox.addFault({ where: 'graph', ...fault });
    expect(await send('working-mailbox')).toMatchObject({ state, failure: { code } });
    expect(graphRequests()).toBe(1);
  });

  test.each<Omit<Fault, 'where' | 'when'>>([
    { kind: 'empty', status: 202, retryAfter: '30' },
    { kind: 'html', status: 202 },
    { kind: 'truncated', status: 202 },
    { kind: 'stall-body', status: 202 },
  ])('a 202 is accepted whatever else comes with it: %j', async (fault) => {
    sandbox.addFault({ where: 'graph', when: 'after', ...fault });
    expect(await send('working-mailbox')).toMatchObject({ state: 'accepted', raw: { status: 202 } });
    expect(graphRequests()).toBe(1);
  });
});
