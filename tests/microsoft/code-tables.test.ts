import { describe, expect, test } from 'vitest';
import { BOUNCE_CODES } from '@/lib/microsoft/bounce-codes';
import { ENTRA_CODES, OAUTH_ERRORS } from '@/lib/microsoft/entra-codes';
import { MICROSOFT_FAILURES } from '@/lib/microsoft/failure';
import { failureOfEntraAnswer } from '@/lib/microsoft/failure-of-entra';
import { failureOfGraph } from '@/lib/microsoft/failure-of-graph';
import { GRAPH_CODES } from '@/lib/microsoft/graph-codes';
import { NETWORK_CODES, NETWORK_FAMILIES } from '@/lib/microsoft/network-codes';

const ROWS = [
  ...Object.values(ENTRA_CODES),
  ...Object.values(OAUTH_ERRORS),
  ...Object.values(GRAPH_CODES),
  ...Object.values(NETWORK_CODES),
  ...NETWORK_FAMILIES,
];

test('every row of the tables names where it stands', () => {
  for (const { source, unless } of [
    ...ROWS,
    ...BOUNCE_CODES.map(({ source }) => ({ source, unless: undefined })),
  ]) {
    expect(source.length).toBeGreaterThan(8);
    if (unless) expect(unless.source.length).toBeGreaterThan(8);
  }
});

test('a code of Graph is found whatever its letter case, so no two rows differ by that alone', () => {
  const codes = Object.keys(GRAPH_CODES).map((code) => code.toLowerCase());
  expect(new Set(codes).size).toBe(codes.length);
});

test('no bounce stands in the table twice, and a range ends after it begins', () => {
  const codes = BOUNCE_CODES.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  const last = (code: string) => Number(code.split('.')[2]);
  for (const { code, to } of BOUNCE_CODES) {
    expect(code).toMatch(/^[45]\.\d{1,3}\.\d{1,3}$/);
    if (to !== undefined) expect(last(to)).toBeGreaterThan(last(code));
  }
});

describe('Microsoft’s text decides only where its code does not', () => {
  const graph = (code: string, message: string, status = 403) =>
    failureOfGraph(status, {}, JSON.stringify({ error: { code, message } }), { roles: ['Mail.Send'] }).code;

  test.each([
    ['ErrorAccessDenied', 'Access is denied.', 'access_denied'],
    ['ErrorAccessDenied', 'Access to OData is disabled: [RAOP] : Blocked.', 'access_policy_blocks'],
    ['SomethingNew', 'Access to OData is disabled: [RAOP] : Blocked.', 'unknown'],
    ['ErrorInvalidUser', 'Invalid audience.', 'mailbox_not_found'],
  ])('%s, "%s" is %s', (code, message, outcome) => {
    expect(graph(code, message)).toBe(outcome);
  });

  test.each([
    [429, 'ApplicationThrottled', 'Application is over its MailboxConcurrency limit.', 'mailbox_busy'],
    [429, 'ApplicationThrottled', 'Too many.', 'throttled'],
    [429, 'ErrorAccessDenied', 'Access is denied.', 'throttled'],
    [429, 'ErrorSubmissionQuotaExceeded', 'Quota.', 'sending_limit_reached'],
  ])('%i %s, "%s" is %s', (status, code, message, outcome) => {
    expect(graph(code, message, status)).toBe(outcome);
  });

  test.each([
    [700027, '[Reason - The key was not found.]', 'certificate_unknown'],
    [700027, '[Reason - The key used is expired.]', 'certificate_expired'],
    [7000215, '[Reason - The key used is expired.]', 'secret_wrong'],
  ])('AADSTS%i, "%s" is %s', (number, reason, outcome) => {
    const body = { error: 'invalid_client', error_description: `AADSTS${number}: Words. ${reason}` };
    const answer = { status: 401, headers: {}, body: JSON.stringify(body) };
    expect(failureOfEntraAnswer(answer).code).toBe(outcome);
  });
});

test('the innermost code that is known counts, as Graph’s documentation asks', () => {
  const error = { code: 'ErrorAccessDenied', message: 'm', innerError: { code: 'ErrorQuotaExceeded' } };
  expect(failureOfGraph(403, {}, JSON.stringify({ error })).code).toBe('mailbox_full');
});

test('every outcome that a row means is one of ours', () => {
  for (const { means } of ROWS) expect(MICROSOFT_FAILURES).toHaveProperty(means);
});
