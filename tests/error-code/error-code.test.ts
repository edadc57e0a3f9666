import { expect, test } from 'vitest';
import { countedCode, sourceOf } from '@/lib/error-code/error-code';

test.each([
  ['AADSTS900971', 400, 'AADSTS900971'],
  ['ErrorQuotaExceeded', 507, 'ErrorQuotaExceeded'],
  ['invalid_grant', 400, 'invalid_grant'],
  ['UND_ERR_INFO', null, 'UND_ERR_INFO'],
  [null, 418, 'HTTP 418'],
  // What is no word may be a text, an address or an id: only its status is counted.
  ['The mailbox of Ada is full', 400, 'HTTP 400'],
  ['ada@contoso.com', 400, 'HTTP 400'],
  ['1b2c3d4e-0000-4000-8000-1234567890ab', 400, 'HTTP 400'],
  ['code ***', 400, 'HTTP 400'],
  ['A'.repeat(65), 400, 'HTTP 400'],
  [null, null, null],
  ['not a word', null, null],
  [null, 0, null],
])('of %j with status %s is counted %j', (code, status, counted) => {
  expect(countedCode({ code, status })).toBe(counted);
});

test.each([
  ['AADSTS900971', 400, 'graph', 'entra'],
  ['AADSTS900971', null, 'graph', 'entra'],
  ['invalid_grant', 400, 'entra', 'entra'],
  ['ErrorQuotaExceeded', 507, 'graph', 'graph'],
  [null, 418, 'graph', 'graph'],
  ['ECANCELED', null, 'entra', 'network'],
] as const)('%s with status %s, asked of %s, comes from %s', (code, status, askedOf, source) => {
  const raw = { code, status, message: null, requestId: null, correlationId: null, at: '' };
  expect(sourceOf({ code: 'unknown', raw, askedOf })).toBe(source);
});
