import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isMicrosoftFailure, type MicrosoftFailure } from '@/lib/microsoft/failure';
import { findDirectory } from '@/lib/microsoft/find-directory';
import { requestAccessToken } from '@/lib/microsoft/request-access-token';
import { Secret } from '@/lib/secret';
import { sendPlain } from '@/tests/support/send-plain';
import { type OddServer, startOddServer } from './odd-server';

let odd: OddServer;
beforeAll(async () => {
  odd = await startOddServer();
});
afterAll(() => odd.stop());

const RUNS = { numRuns: 400 };
const LIMITS = { deadlineMs: 5_000 };
const SECRET = 'Fz8Q~only-a/test secret&value';
const TOKEN = 'not-a-jwt.but-a-bearer.token';
const GUID = '11111111-2222-4333-8444-555555555555';
const signIn = {
  cloud: 'sandbox',
  tenantId: GUID,
  clientId: GUID,
  clientSecret: new Secret(SECRET),
} as const;
const token = { value: new Secret(TOKEN), expiresAt: new Date(), roles: [], appDisplayName: null };

/** What an answer could echo, beside anything else. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        SECRET,
        TOKEN,
        encodeURIComponent(SECRET),
        'AADSTS7000215',
        'AADSTS',
        'ErrorAccessDenied',
      ),
      fc.constantFrom('AADSTS50012: The key used is expired', '[RAOP]', '{"error":', '<html>', '\u0000'),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));
const value = fc.oneof(text, fc.jsonValue());
const object = fc.record(
  {
    error: fc.oneof(
      value,
      fc.record({ code: value, message: value, innerError: fc.record({ code: value }) }),
    ),
    error_description: value,
    error_codes: fc.oneof(fc.array(fc.oneof(fc.integer(), text)), fc.jsonValue()),
    trace_id: value,
    access_token: value,
    expires_in: value,
    issuer: value,
    cloud_instance_name: value,
  },
  { requiredKeys: [] },
);
const answer = fc.record({
  status: fc.oneof(fc.integer({ min: 200, max: 599 }), fc.constantFrom(200, 202, 400, 401, 403, 429, 503)),
  headers: fc.dictionary(
    fc.constantFrom(
      'retry-after',
      'content-type',
      'request-id',
      'client-request-id',
      'x-ms-request-id',
      'location',
    ),
    // What a header can carry; Node itself refuses the rest.
    text.map((words) => words.replace(/[^\x20-\x7e]/g, '')),
    { maxKeys: 4 },
  ),
  body: fc.oneof(
    text,
    fc.json(),
    object.map((fields) => JSON.stringify(fields)),
    object.map((fields) => JSON.stringify(fields).slice(0, -7)),
  ),
});

function answerWith({
  status,
  headers,
  body,
}: {
  status: number;
  headers: Record<string, string>;
  body: string;
}) {
  odd.answer = (response) => response.writeHead(status, headers).end(body);
}

/** One of ours, whole, and nothing in it that was to be kept. */
function expectOneOfOurs(failure: MicrosoftFailure): void {
  expect(isMicrosoftFailure(failure.code)).toBe(true);
  const kept = JSON.stringify(failure);
  for (const secret of [SECRET, encodeURIComponent(SECRET)]) expect(kept).not.toContain(secret);
  const wait = failure.retryAfterSeconds;
  expect(wait === null || (Number.isInteger(wait) && wait >= 0 && wait <= 86_400)).toBe(true);
  expect(failure.raw.message?.length ?? 0).toBeLessThanOrEqual(1_000);
}

test('whatever the token endpoint answers, real MSAL ends in a token or in one of our outcomes', async () => {
  await fc.assert(
    fc.asyncProperty(answer, async (given) => {
      answerWith(given);
      const signedIn = await requestAccessToken(signIn, LIMITS);
      if (!signedIn.ok) expectOneOfOurs(signedIn.failure);
      else expect(given.status).toBeLessThan(300);
    }),
    RUNS,
  );
});

test('whatever discovery answers, it is a directory or one of our outcomes', async () => {
  await fc.assert(
    fc.asyncProperty(answer, async (given) => {
      answerWith(given);
      const found = await findDirectory({ cloud: 'sandbox', tenantId: GUID }, LIMITS);
      // Discovery sends no secret, so it has none to cut out.
      if (!found.ok) expect(isMicrosoftFailure(found.failure.code)).toBe(true);
      else expect(found.value.tenantId).toMatch(/^[0-9a-f-]{36}$/);
    }),
    RUNS,
  );
});

test('whatever Graph answers, a mail is accepted by a 202 alone, and every other end is one of our outcomes', async () => {
  await fc.assert(
    fc.asyncProperty(answer, async (given) => {
      answerWith(given);
      const from = { address: 'a@b.example', name: 'A' };
      const mail = { cloud: 'sandbox', token, from, to: 'lin@example.com', subject: 's', text: 't' } as const;
      const sent = await sendPlain(mail, LIMITS);
      expect(sent.state === 'accepted').toBe(given.status === 202);
      if (sent.state === 'accepted') return;
      expect(JSON.stringify(sent.failure)).not.toContain(TOKEN);
      expect(isMicrosoftFailure(sent.failure.code)).toBe(true);
    }),
    RUNS,
  );
});

test('whatever bytes come in the place of HTTP, the sign-in ends in one of our outcomes', async () => {
  const line = fc.constantFrom('HTTP/1.1 200 OK\r\n', 'HTTP/1.1 401 \r\n', 'HTTP/9 x\r\n', '');
  const rest = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('Content-Length: 5\r\n', 'Transfer-Encoding: chunked\r\n', '\r\n', SECRET),
    ),
    { maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(line, rest, async (first, parts) => {
      odd.answer = (response) => response.socket?.end(first + parts.join(''));
      const signedIn = await requestAccessToken(signIn, LIMITS);
      if (!signedIn.ok) expectOneOfOurs(signedIn.failure);
    }),
    RUNS,
  );
});
