import { describe, expect, test } from 'vitest';
import { failureOfEntra, failureOfEntraAnswer } from '@/lib/microsoft/failure-of-entra';
import { failureOfGraph } from '@/lib/microsoft/failure-of-graph';
import { failureOfNetwork } from '@/lib/microsoft/failure-of-network';
import { NetworkFault } from '@/lib/microsoft/network-fault';
import { retryAfterSeconds } from '@/lib/microsoft/retry-after';

describe('what Entra says, in our words', () => {
  test.each([
    [90002, 'tenant_not_found'],
    [900023, 'tenant_malformed'],
    [90038, 'tenant_in_other_cloud'],
    [900382, 'tenant_in_other_cloud'],
    [900432, 'tenant_in_other_cloud'],
    [500011, 'resource_unknown'],
    [700016, 'app_not_in_tenant'],
    [7000229, 'app_without_service_principal'],
    [700038, 'client_id_malformed'],
    [7000112, 'app_disabled'],
    [70001, 'app_disabled'],
    [7000215, 'secret_wrong'],
    [7000222, 'secret_expired'],
    [53003, 'conditional_access'],
    [530032, 'security_policy'],
    [50196, 'sign_in_looping'],
    [90055, 'sign_in_throttled'],
    [90033, 'microsoft_unavailable'],
    [7000216, 'credential_not_sent'],
    [1002012, 'scope_wrong'],
    [99999999, 'unknown'],
  ])('AADSTS%i is %s, wherever the number stands', (number, code) => {
    const text = `AADSTS${number}: words. Trace ID: 11111111-2222-4333-8444-555555555555`;
    const bodies = [
      { error: 'some_error', error_codes: [number], error_description: 'words' },
      { error: 'some_error', error_codes: [String(number)] },
      { error: 'some_error', error_description: text },
      { error: { code: 'some_error', message: text } },
    ];
    for (const body of bodies) {
      const failure = failureOfEntraAnswer({ status: 400, headers: {}, body: JSON.stringify(body) });
      expect([failure.code, failure.raw.code]).toEqual([code, `AADSTS${number}`]);
    }
    for (const error of [
      { errorCode: 'x', errorNo: number, status: 400 },
      { errorCode: 'x', errorNo: String(number) },
      { errorCode: String(number) },
      { errorCode: 'x', errorMessage: `Error(s): ${number} - Description: ${text}` },
    ]) {
      const failure = failureOfEntra(error);
      expect([failure.code, failure.raw.code]).toEqual([code, `AADSTS${number}`]);
    }
  });

  test.each([
    ['an empty success', 200, '{}', 'answered_empty'],
    ['no body at all', 200, '', 'answered_empty'],
    ['half a token', 200, '{"token_type":"Bearer","access_token":"eyJ0eXAiOi', 'answer_cut_off'],
    ['a page', 200, '<!DOCTYPE html><title>Sign in to the proxy</title>', 'answered_html'],
    ['a page with 503', 503, '<html><title>Outage</title></html>', 'answered_html'],
    ['a page with 429', 429, '<html></html>', 'sign_in_throttled'],
    ['words with 500', 500, '{"message":"boom"}', 'microsoft_unavailable'],
    ['words with 404', 404, '{"message":"boom"}', 'unknown'],
    ['an array', 400, '[1]', 'unknown'],
    ['a code that is an object', 500, '{"error":{"code":{"a":1}}}', 'microsoft_unavailable'],
    ['a throttling without a number', 429, '{"error":"temporarily_unavailable"}', 'sign_in_throttled'],
    ['an error inside a success', 200, '{"error":"invalid_client","error_codes":[7000215]}', 'secret_wrong'],
    ['an unknown error inside a success', 200, '{"error":"odd"}', 'unknown'],
    ['discovery of an unknown tenant', 400, '{"error":"invalid_tenant"}', 'tenant_not_found'],
    ['a redirect', 302, '', 'redirected'],
  ])('%s', (_what, status, body, code) => {
    const failure = failureOfEntraAnswer({ status, headers: { 'retry-after': '7' }, body });
    expect(failure).toMatchObject({ code, retryAfterSeconds: 7, raw: { status } });
    expect(JSON.stringify(failure)).not.toContain('eyJ0');
  });
});

describe('what Graph says, in our words', () => {
  test.each([
    [401, 'InvalidAuthenticationToken', 'token_refused'],
    [401, 'NoPermissionsInAccessToken', 'permission_missing'],
    [401, 'SomethingNew', 'token_refused'],
    [403, 'ErrorAccessDenied', 'access_denied'],
    [403, 'erroraccessdenied', 'access_denied'],
    [403, 'ErrorSendAsDenied', 'send_as_denied'],
    [403, 'SomethingNew', 'unknown'],
    [404, 'ErrorInvalidUser', 'mailbox_not_found'],
    [404, 'ResourceNotFound', 'exchange_not_found'],
    [404, 'MailboxNotEnabledForRESTAPI', 'mailbox_without_exchange'],
    [400, 'ErrorInvalidRecipients', 'recipient_refused'],
    [400, 'RequestBodyRead', 'content_refused'],
    [413, 'BadRequest', 'message_too_large'],
    [400, 'ErrorMessageSizeExceeded', 'message_too_large'],
    [429, 'ApplicationThrottled', 'throttled'],
    [429, 'ErrorAccessDenied', 'throttled'],
    [500, 'InternalServerError', 'microsoft_unavailable'],
    [503, 'ServiceUnavailable', 'microsoft_unavailable'],
    [504, 'UnknownError', 'microsoft_unavailable'],
    [403, 'toString', 'unknown'],
    [403, '__proto__', 'unknown'],
  ])('%i %s is %s', (status, graphCode, code) => {
    const body = { error: { code: graphCode, message: 'words', innerError: { 'request-id': 'inner' } } };
    const headers = { 'request-id': 'abc', 'retry-after': '12' };
    expect(failureOfGraph(status, headers, JSON.stringify(body))).toMatchObject({
      code,
      retryAfterSeconds: 12,
      raw: { status, code: graphCode, message: 'words', requestId: 'abc' },
    });
    expect(failureOfGraph(status, {}, JSON.stringify(body)).raw.requestId).toBe('inner');
  });

  test('a denial is a missing permission when the token is known to lack Mail.Send', () => {
    const body = JSON.stringify({ error: { code: 'ErrorAccessDenied' } });
    expect(failureOfGraph(403, {}, body, { roles: ['Mail.Read'] }).code).toBe('permission_missing');
    expect(failureOfGraph(403, {}, body, { roles: ['Mail.Send'] }).code).toBe('access_denied');
  });

  test.each([
    [403, '<html><title>Blocked by the company</title></html>', 'answered_html', 'Blocked by the company'],
    [502, '<html><body><h1>Bad</h1> gateway</body></html>', 'answered_html', 'Bad gateway'],
    [413, '<html></html>', 'message_too_large', null],
    [401, '', 'token_refused', null],
    [403, '', 'unknown', null],
    [500, '', 'microsoft_unavailable', null],
    [200, '', 'answered_empty', null],
    [418, 'short and stout', 'unknown', 'short and stout'],
  ])('%i with %j', (status, body, code, message) => {
    expect(failureOfGraph(status, {}, body)).toMatchObject({ code, raw: { status, code: null, message } });
  });
});

describe('the network, in our words', () => {
  test.each([
    [
      new NetworkFault('unreachable', 'ECONNRESET', true, null, new Error('read ECONNRESET')),
      'connection_reset',
      'ECONNRESET',
    ],
    [new NetworkFault('timed_out', 'ETIMEDOUT', true, null, null), 'timed_out', 'ETIMEDOUT'],
    [
      new NetworkFault('too_large', 'TOO_LARGE', true, { status: 200, headers: {} }, null),
      'answer_too_large',
      'TOO_LARGE',
    ],
  ])('%s', (fault, code, rawCode) => {
    expect(failureOfNetwork(fault)).toMatchObject({ code, raw: { code: rawCode } });
    expect(failureOfEntra(fault)).toMatchObject({ code, raw: { code: rawCode } });
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-03-01T10:00:00Z');
  test.each([
    ['120', 120],
    [' 0 ', 0],
    ['1.2', 2],
    ['Sun, 01 Mar 2026 10:00:30 GMT', 30],
    ['Sun, 01 Mar 2020 10:00:30 GMT', 0],
    ['Sun, 01 Mar 2099 10:00:30 GMT', 86_400],
    ['99999999999999999999999999', 86_400],
    [`1${'0'.repeat(400)}`, 86_400],
    ['-5', null],
    ['Infinity', null],
    ['soon', null],
    ['', null],
    [undefined, null],
  ])('%j is %j seconds', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });
});
