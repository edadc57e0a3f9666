import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MICROSOFT_FAILURE_CODES } from '@/lib/microsoft/failure';
import { failureOfEntra, failureOfEntraAnswer } from '@/lib/microsoft/failure-of-entra';
import { failureOfGraph } from '@/lib/microsoft/failure-of-graph';
import { failureOfNetwork } from '@/lib/microsoft/failure-of-network';
import { NetworkFault } from '@/lib/microsoft/network-fault';
import { retryAfterSeconds } from '@/lib/microsoft/retry-after';

const TOKEN = `eyJ0eXAiOiJKV1QifQ.${'eyJyb2xlcyI6W119'}.c2lnbmF0dXJl`;
const SECRET = 'Fk8Q~not-a/real+secret & no key';

describe('what Entra says, in our words', () => {
  test.each([
    [90002, 'tenant_not_found'],
    [900023, 'tenant_malformed'],
    [90038, 'tenant_in_other_cloud'],
    [900382, 'tenant_in_other_cloud'],
    [900432, 'tenant_in_other_cloud'],
    [500011, 'tenant_in_other_cloud'],
    [700016, 'app_not_in_tenant'],
    [7000229, 'app_not_in_tenant'],
    [700038, 'client_id_malformed'],
    [7000112, 'app_disabled'],
    [70001, 'app_disabled'],
    [7000215, 'secret_wrong'],
    [7000222, 'secret_expired'],
    [53003, 'conditional_access'],
    [530032, 'conditional_access'],
    [50196, 'sign_in_looping'],
    [90055, 'throttled'],
    [90033, 'microsoft_unavailable'],
    [7000216, 'unknown'],
    [1002012, 'unknown'],
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
    ['half a token', 200, '{"token_type":"Bearer","access_token":"eyJ0eXAiOi', 'answered_empty'],
    ['a page', 200, '<!DOCTYPE html><title>Sign in to the proxy</title>', 'answered_html'],
    ['a page with 503', 503, '<html><title>Outage</title></html>', 'answered_html'],
    ['a page with 429', 429, '<html></html>', 'throttled'],
    ['words with 500', 500, '{"message":"boom"}', 'microsoft_unavailable'],
    ['words with 404', 404, '{"message":"boom"}', 'unknown'],
    ['an array', 400, '[1]', 'unknown'],
    ['a code that is an object', 500, '{"error":{"code":{"a":1}}}', 'microsoft_unavailable'],
    ['a throttling without a number', 429, '{"error":"temporarily_unavailable"}', 'throttled'],
    ['an error inside a success', 200, '{"error":"invalid_client","error_codes":[7000215]}', 'secret_wrong'],
    ['an unknown error inside a success', 200, '{"error":"odd"}', 'unknown'],
    ['discovery of an unknown tenant', 400, '{"error":"invalid_tenant"}', 'tenant_not_found'],
    ['a redirect', 302, '', 'unknown'],
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
    [404, 'ResourceNotFound', 'mailbox_not_found'],
    [404, 'MailboxNotEnabledForRESTAPI', 'mailbox_without_exchange'],
    [400, 'ErrorInvalidRecipients', 'recipient_refused'],
    [400, 'RequestBodyRead', 'unknown'],
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
      'unreachable',
      'ECONNRESET',
    ],
    [new NetworkFault('timed_out', 'ETIMEDOUT', true, null, null), 'timed_out', 'ETIMEDOUT'],
    [
      new NetworkFault('too_large', 'TOO_LARGE', true, { status: 200, headers: {} }, null),
      'unknown',
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

describe('what is kept of an answer', () => {
  const echoes: readonly [string, string][] = [
    ['as it is', SECRET],
    ['in a URL', encodeURIComponent(SECRET)],
    ['in a form', encodeURIComponent(SECRET).replaceAll('%20', '+')],
    ['in HTML', SECRET.replace('&', '&amp;')],
    ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
  ];
  test.each(echoes)('an echoed secret is cut out: %s', (_how, echo) => {
    const body = JSON.stringify({
      error: `code ${echo}`,
      error_description: `You sent ${echo} here`,
      trace_id: echo,
    });
    const kept = JSON.stringify(failureOfEntraAnswer({ status: 401, headers: {}, body }, [SECRET]));
    expect(kept).toContain('You sent *** here');
    expect(kept).not.toContain(echo);
  });

  test('a JWT is cut out, whole or in part, known or not', () => {
    for (const echo of [TOKEN, TOKEN.slice(0, 30), TOKEN.slice(0, 12)]) {
      expect(failureOfGraph(400, {}, `You sent ${echo} here`).raw.message).toBe('You sent *** here');
    }
  });

  test('a secret at the edge of the cut does not stay in part', () => {
    const { message } = failureOfGraph(400, {}, `${'x'.repeat(990)}${SECRET} and more and more`, {
      secrets: [SECRET],
    }).raw;
    expect(message).toHaveLength(1_000);
    expect(message).not.toContain('Fk8');
  });

  test('what Postgres could not store does not stay', () => {
    const body = JSON.stringify({ error: { code: 'a\u0000b', message: `\ud800${'é'.repeat(998)}😀😀` } });
    const { code, message } = failureOfGraph(400, {}, body).raw;
    expect(code).toBe('ab');
    expect(message).toBe(Buffer.from(message ?? '').toString());
    expect(message?.length).toBeLessThanOrEqual(1_000);
  });
});

describe('whatever comes', () => {
  const secret = fc.string({ minLength: 4, maxLength: 60, unit: 'binary' });
  const codes = new Set<string>(MICROSOFT_FAILURE_CODES);
  const shape = (text: fc.Arbitrary<string>) => {
    const value = fc.oneof(
      text,
      fc.jsonValue(),
      fc.record({ code: fc.oneof(text, fc.jsonValue()), message: text }),
    );
    return fc.record(
      {
        error: value,
        error_description: value,
        error_codes: fc.oneof(fc.array(fc.oneof(fc.integer(), text)), fc.jsonValue()),
        trace_id: value,
        correlation_id: value,
        message: value,
      },
      { requiredKeys: [] },
    );
  };
  const scene = secret.chain((hidden) => {
    const text = fc
      .array(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constant(hidden),
          fc.constant(encodeURIComponentSafe(hidden)),
        ),
      )
      .map((parts) => parts.join(''));
    return fc.record({
      hidden: fc.constant(hidden),
      status: fc.oneof(
        fc.integer({ min: 0, max: 999 }),
        fc.constantFrom(200, 202, 400, 401, 403, 404, 429, 503),
      ),
      headers: fc.dictionary(
        fc.constantFrom('retry-after', 'content-type', 'request-id', 'client-request-id', 'x-ms-request-id'),
        text,
      ),
      body: fc.oneof(
        text,
        fc.json(),
        shape(text).map((value) => JSON.stringify(value)),
      ),
      error: fc.oneof(
        fc.anything(),
        fc.record({ errorCode: fc.anything(), errorNo: fc.anything(), errorMessage: text, message: text }),
        fc.record({ errorCode: fc.record({ code: text }), status: fc.anything(), correlationId: text }),
      ),
    });
  });

  test('nothing is thrown, and no text holds the secret', () => {
    fc.assert(
      fc.property(scene, ({ hidden, status, headers, body, error }) => {
        for (const failure of [
          failureOfGraph(status, headers, body, { secrets: [hidden] }),
          failureOfEntraAnswer({ status, headers, body }, [hidden]),
          failureOfEntra(error, [hidden]),
          failureOfNetwork(error, [hidden]),
        ]) {
          expect(codes.has(failure.code)).toBe(true);
          const { code, message, requestId, correlationId } = failure.raw;
          for (const text of [code, message, requestId, correlationId]) {
            expect(text?.includes(hidden) ?? false).toBe(false);
            expect(text?.length ?? 0).toBeLessThanOrEqual(1_000);
          }
          const wait = failure.retryAfterSeconds;
          expect(wait === null || (Number.isInteger(wait) && wait >= 0 && wait <= 86_400)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});

function encodeURIComponentSafe(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}
