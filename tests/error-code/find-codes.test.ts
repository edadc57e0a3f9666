import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCodes, type KnownCodes, MOST_CODES } from '@/lib/error-code/find-codes';
import { takeCodes } from '@/lib/error-code/take-codes';

const KNOWN: KnownCodes = new Map(
  [
    'AADSTS7000215',
    'AADSTS90002',
    'ErrorAccessDenied',
    'Forbidden',
    'MailboxNotEnabledForRESTAPI',
    'invalid_client',
    'ECONNRESET',
    '5.7.30',
    '5.1.10',
    'HTTP 429',
    'HTTP 503',
  ].map((code) => [code.toLowerCase(), code]),
);

const ENTRA_JSON = JSON.stringify({
  error: 'invalid_client',
  error_description:
    'AADSTS7000215: Invalid client secret provided. Trace ID: 1b2c3d4e-0000-4000-8000-1234567890ab Correlation ID: 0f0f0f0f-0000-4000-8000-1234567890ab Timestamp: 2026-11-30 08:00:00Z',
  error_codes: [7000215],
});

const BOUNCE = `Delivery has failed to these recipients or groups:
ada.lin@contoso.com
Your message couldn't be delivered. Version 15.20.7159.12

Remote Server returned '550 5.7.30 Basic authentication is not supported for Client Submission.'
Received: from TY2PR01MB1234.apcprd01.prod.outlook.com (2603:1096:404:11::5) by 40.107.5.1 with SMTP; Status: 5.7.30`;

const POWERSHELL = `Send-MgUserMail : Access is denied. Check credentials and try again.
Status: 403 (Forbidden)
ErrorCode: ErrorAccessDenied
Date: 2026-11-30T08:00:00
FullyQualifiedErrorId : ErrorAccessDenied,Microsoft.Graph.PowerShell.Cmdlets.SendMgUserMail_Send`;

describe('the codes in a pasted text', () => {
  test.each([
    ['an answer of Entra', ENTRA_JSON, ['AADSTS7000215', 'invalid_client']],
    ['a bounce', BOUNCE, ['5.7.30']],
    ['what PowerShell says', POWERSHELL, ['ErrorAccessDenied', 'Forbidden']],
    [
      'an answer of Graph',
      '{"error":{"code":"MailboxNotEnabledForRESTAPI","message":"…"}}',
      ['MailboxNotEnabledForRESTAPI'],
    ],
    ['a line of a log', 'TypeError: fetch failed cause: Error: read ECONNRESET at TLSWrap', ['ECONNRESET']],
    ['quotes before each line', '> 550-5.1.10 RESOLVER.ADR\n> .RecipientNotFound', ['5.1.10']],
    ['a status alone', 'HTTP/1.1 429 Too Many Requests', ['HTTP 429']],
    ['.NET', 'The remote server returned an error: (503) Server Unavailable.', ['HTTP 503']],
    ['a sign-in log', 'Sign-in error code  90002', ['AADSTS90002']],
    ['Microsoft’s own page', 'https://login.microsoftonline.com/error?code=7000215', ['AADSTS7000215']],
    ['a number alone', ' 7000215\n', ['AADSTS7000215']],
    ['other letters', 'aadsts 7000215, ERRORACCESSDENIED', ['AADSTS7000215', 'ErrorAccessDenied']],
    ['wide characters', 'ＡＡＤＳＴＳ７０００２１５', ['AADSTS7000215']],
    ['quoted-printable', 'AADSTS70002=\r\n15: Invalid', ['AADSTS7000215']],
    ['invisible characters', 'AADSTS\u200B7000215', ['AADSTS7000215']],
    [
      'what is not known but looks like a code',
      'AADSTS900971 ErrorNewThing 550 5.9.9 {"code":"newThing"}',
      ['AADSTS900971', 'ErrorNewThing', 'newThing', '5.9.9'],
    ],
    [
      'several',
      '503 HTTP 503 econnreset 5.7.30 ErrorAccessDenied AADSTS99999 AADSTS90002',
      ['AADSTS90002', 'ErrorAccessDenied', '5.7.30', 'ECONNRESET', 'HTTP 503', 'AADSTS99999'],
    ],
  ])('%s', (_, text, codes) => {
    expect(findCodes(text, KNOWN)).toEqual(codes);
  });

  test.each([
    ['nothing', ''],
    ['a sentence', 'It is forbidden to send the error code to support@contoso.com at 5 in the evening.'],
    ['ids and a time', 'Trace ID: 1b2c3d4e-0000-4000-8000-1234567890ab Timestamp: 2026-11-30 08:00:00Z'],
    ['versions and addresses', 'Exchange 15.20.7159.12, node 4.3.2, 40.107.5.1, 5.7.30.1'],
    ['a password', 'CorrectHorseBatteryStaple'],
    ['a password in JSON', '{"code":"Hunter2Secret","password":"CorrectHorse"}'],
    ['half a code', 'AADSTS12 AADSTS1234567890 Error ErrorX 550'],
    ['a telephone number', '02-2345678 ext. 90002'],
  ])('there is none in %s', (_, text) => {
    expect(findCodes(text, KNOWN)).toEqual([]);
  });

  test('each is named once, and no more than fit into an address', () => {
    const many = Array.from({ length: 500 }, (_, at) => `AADSTS${10_000 + at}`).join(' ');
    expect(findCodes(`${many} ${many}`, KNOWN)).toHaveLength(MOST_CODES);
  });
});

describe('the codes in an address', () => {
  test.each([
    ['codes of each kind that are not known', ['SomeNewCode', 'AADSTS900971', 'ErrorNewThing', '5.7.999']],
    ['known ones', ['AADSTS7000215', 'HTTP 503', 'Forbidden', '5.7.30']],
  ])('%s are taken as they are', (_, codes) => {
    expect(takeCodes(codes, KNOWN)).toEqual(codes);
  });

  test.each([
    ['a number alone', ['7000215'], ['AADSTS7000215']],
    ['other letters', ['erroraccessdenied'], ['ErrorAccessDenied']],
    ['a text', ['550 5.7.30 Basic authentication is not supported'], ['5.7.30']],
    ['the same twice', ['5.7.999', '5.7.999'], ['5.7.999']],
    ['what is no code', ['hello', 'Hunter2Secret', 'support@contoso.com', '<b>'], []],
  ])('%s', (_, parameters, codes) => {
    expect(takeCodes(parameters, KNOWN)).toEqual(codes);
  });

  test('no more than fit are looked at', () => {
    const many = Array.from({ length: 500 }, (_, at) => `AADSTS${10_000 + at}`);
    expect(takeCodes(many, KNOWN)).toEqual(many.slice(0, MOST_CODES));
  });
});

/** Everything that may ever come out: a known code, or something of one of these shapes. */
const SHAPE =
  /^(?:AADSTS\d{4,9}|Error[A-Z][A-Za-z]{3,60}|[A-Za-z]{2,82}|[45]\.\d{1,3}\.\d{1,3}|HTTP [45]\d\d)$/;

const pieces = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    ...KNOWN.values(),
    'AADSTS',
    'Status: ',
    '"code":"',
    'error code ',
    '550 ',
    '5.7.',
    '=\r\n',
    '\u200B',
    'HTTP ',
    'Ａ',
  ),
  fc.nat().map(String),
);

test('whatever is pasted: nothing throws, and nothing but codes comes out', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const found = findCodes(parts.join(''), KNOWN);
      expect(found.length).toBeLessThanOrEqual(MOST_CODES);
      expect(new Set(found).size).toBe(found.length);
      for (const code of found) if (!KNOWN.has(code.toLowerCase())) expect(code).toMatch(SHAPE);
      expect(takeCodes(found, KNOWN)).toEqual(found);
    }),
    { numRuns: 2_000 },
  );
});

test('a client secret, an id or an address in the text never comes out, in whole or in part', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9]{3}8Q~[A-Za-z0-9._~-]{34}$/);
  fc.assert(
    fc.property(secret, fc.uuid(), fc.emailAddress(), (value, id, address) => {
      const text = `Value: ${value}\nSecret ID: ${id}\nMailbox: ${address}\n${ENTRA_JSON}`;
      expect(findCodes(text, KNOWN)).toEqual(['AADSTS7000215', 'invalid_client']);
    }),
  );
});

// Of each kind of text the pattern that has the most to try again.
test.each([
  ['letters', 'A'],
  ['numbers and dots', '5.'],
  ['beginnings of numbers', 'AADSTS '],
  ['beginnings of statuses', 'HTTP 4'],
  ['beginnings of bounces', '550 '],
  ['names of codes', 'error code: "code" : '],
  ['blanks', ' '],
  ['soft line ends', '=\r'],
  ['wide characters', '５'],
])('four times the text takes no more than a few times as long: %s', (_, piece) => {
  const textOf = (length: number) => piece.repeat(Math.ceil(length / piece.length));
  const [small, large] = [textOf(50_000), textOf(200_000)];
  const time = (text: string) => {
    const from = performance.now();
    findCodes(text, KNOWN);
    return performance.now() - from;
  };
  // Side by side, so that a machine which is busy meanwhile is so for both; what is slow by itself is slow in every round.
  const ratios = Array.from({ length: 12 }, () => {
    const before = time(small) + time(small);
    return time(large) / Math.max((before + time(small)) / 3, 0.2);
  });
  // Four when it is linear, sixteen when it is quadratic.
  expect(Math.min(...ratios)).toBeLessThan(9);
});
