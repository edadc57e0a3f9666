import { expect, test } from 'vitest';
import { codesOf, explainBounce, explainCode, KNOWN_CODES } from '@/lib/error-code/explain-code';
import { findCodes } from '@/lib/error-code/find-codes';
import { MICROSOFT_FAILURES } from '@/lib/microsoft/failure';

test.each([
  ['AADSTS7000215', ['secret_wrong']],
  ['aadsts7000215', ['secret_wrong']],
  ['ErrorAccessDenied', ['access_denied', 'access_policy_blocks']],
  ['ECONNREFUSED', ['connection_refused']],
  ['5.7.60', ['send_as_denied']],
  ['AADSTS50194', ['tenant_malformed']],
  ['AADSTS65004', ['consent_missing']],
  ['AADSTS700236', ['assertion_rejected']],
  ['CommandConcurrencyLimitReached', ['mailbox_busy']],
  // What was asked for decides which.
  ['ErrorItemNotFound', ['draft_vanished', 'mailbox_not_found']],
  // within a range, and a row of its own inside one
  ['5.7.703', ['sending_blocked']],
  ['5.7.708', []],
  ['HTTP 429', ['throttled']],
  ['AADSTS900971', []],
  ['', []],
])('%j means %j', (code, outcomes) => {
  expect(explainCode(code)).toEqual(outcomes);
});

test.each([
  [
    '5.7.30',
    {
      name: 'Basic authentication is not supported for Client Submission',
      owner: 'sender',
      ofSmtpAuth: true,
    },
  ],
  [
    '5.7.139',
    {
      name: 'Authentication unsuccessful, SmtpClientAuthentication is disabled',
      owner: 'sender',
      ofSmtpAuth: true,
    },
  ],
  ['4.7.600', { name: 'Access denied, please try again later', owner: 'microsoft', ofSmtpAuth: false }],
  ['5.7.708', { name: 'Traffic not accepted from this IP', owner: 'microsoft', ofSmtpAuth: false }],
  ['5.9.9', null],
  ['AADSTS7000215', null],
])('the bounce %s is %j', (code, bounce) => {
  expect(explainBounce(code)).toEqual(bounce);
});

test('every code that is known is found in a text, as it is written and in other letters', () => {
  expect(KNOWN_CODES.size).toBeGreaterThan(150);
  for (const code of KNOWN_CODES.values()) {
    expect(findCodes(`It says: ${code}, again.`, KNOWN_CODES), code).toContain(code);
  }
  expect(findCodes('ERRORSENDASDENIED econnreset', KNOWN_CODES)).toEqual(['ErrorSendAsDenied', 'ECONNRESET']);
});

test('an outcome lists exactly the codes that lead to it', () => {
  for (const outcome of Object.keys(MICROSOFT_FAILURES)) {
    for (const code of codesOf(outcome)) expect(explainCode(code), code).toContain(outcome);
  }
  const listed = new Set(Object.keys(MICROSOFT_FAILURES).flatMap(codesOf));
  for (const code of KNOWN_CODES.values()) {
    // Of a range its first code stands for the others.
    if (explainCode(code).length > 0 && explainBounce(code) === null) expect([...listed]).toContain(code);
  }
});
