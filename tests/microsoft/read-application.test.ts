import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MICROSOFT_FAILURES } from '@/lib/microsoft/failure';
import { mayReadApplication, readApplication } from '@/lib/microsoft/read-application';
import { Secret } from '@/lib/secret';
import { json, type OddServer, startOddServer } from './odd-server';

let odd: OddServer;
beforeAll(async () => {
  odd = await startOddServer();
});
beforeEach(() => odd.forget());
afterAll(() => odd.stop());

const clientId = '0f8fad5b-d9cb-469f-a165-708677289502';
const token = {
  value: new Secret('eyJ-not-a-real-token-of-anybody'),
  expiresAt: new Date('2099-01-01T00:00:00Z'),
  roles: ['Application.Read.All'],
  appDisplayName: null,
};
const read = () => readApplication({ cloud: 'sandbox', token, clientId }, { deadlineMs: 2_000 });
const one = {
  customKeyIdentifier: null,
  displayName: 'Posthouse',
  endDateTime: '2027-05-20T08:30:00Z',
  hint: 'Abc',
  keyId: 'F0B0B335-1D71-4883-8F98-567911BFDCA6',
  secretText: null,
  startDateTime: '2026-05-20T08:30:00.1234567Z',
};

test('asks once for the secrets of this app alone, by its client id', async () => {
  odd.answer = json(200, { appId: clientId.toUpperCase(), passwordCredentials: [one] });
  expect(await read()).toEqual({
    ok: true,
    value: [
      {
        keyId: 'f0b0b335-1d71-4883-8f98-567911bfdca6',
        hint: 'Abc',
        startsAt: new Date('2026-05-20T08:30:00.123Z'),
        endsAt: new Date('2027-05-20T08:30:00Z'),
      },
    ],
  });
  expect(odd.requests).toEqual([
    { url: `/v1.0/applications(appId='${clientId}')?$select=appId,passwordCredentials`, body: '' },
  ]);
});

test.each([
  ['Application.Read.All', true],
  ['Application.ReadWrite.OwnedBy', true],
  ['Application.ReadWrite.All', true],
  ['Directory.Read.All', true],
  ['Mail.Send', false],
  ['Application.Read', false],
])('a token with %s may read it: %s', (role, may) => {
  expect(mayReadApplication(['Mail.Send', role])).toBe(may);
});

describe('is read leniently', () => {
  test.each([
    ['a secret without anything', {}, { keyId: null, hint: null, startsAt: null, endsAt: null }],
    ['no object', 'secret', { keyId: null, hint: null, startsAt: null, endsAt: null }],
    [
      'fields of a wrong kind',
      { keyId: 7, hint: ['a'], startDateTime: 1, endDateTime: {} },
      { keyId: null, hint: null, startsAt: null, endsAt: null },
    ],
    [
      'days that are none',
      {
        keyId: 'x',
        hint: 'Abcdef',
        startDateTime: '0001-01-01T00:00:00Z',
        endDateTime: '2027-99-99T00:00:00Z',
      },
      { keyId: null, hint: 'Abc', startsAt: null, endsAt: null },
    ],
    [
      'a day that never comes',
      { endDateTime: '2299-12-31T05:00:00Z' },
      { keyId: null, hint: null, startsAt: null, endsAt: new Date('2299-12-31T05:00:00Z') },
    ],
  ])('%s', async (_, secret, as) => {
    odd.answer = json(200, { appId: clientId, passwordCredentials: [secret] });
    expect(await read()).toEqual({ ok: true, value: [as] });
  });
});

test.each([
  [
    'another app',
    200,
    { appId: '00000000-0000-4000-8000-000000000009', passwordCredentials: [one] },
    'answered_empty',
  ],
  ['no list', 200, { appId: clientId, passwordCredentials: 'none' }, 'answered_empty'],
  ['no JSON', 200, 'It works', 'answered_empty'],
  ['a page', 200, '<!doctype html><title>Proxy</title>', 'answered_html'],
  [
    'more than is read',
    200,
    { appId: clientId, passwordCredentials: ['x'.repeat(1_100_000)] },
    'answer_too_large',
  ],
  ['403', 403, { error: { code: 'Authorization_RequestDenied', message: 'no' } }, 'permission_missing'],
  ['429', 429, { error: { code: 'TooManyRequests', message: 'slow' } }, 'throttled'],
  ['503', 503, '', 'microsoft_unavailable'],
])('an answer of %s is a failure of ours', async (_, status, body, code) => {
  odd.answer = json(status, body);
  const result = await read();
  expect(result).toMatchObject({ ok: false, failure: { code } });
});

test('no answer is a failure of ours, within the time that was given', async () => {
  odd.answer = () => {};
  const result = await readApplication({ cloud: 'sandbox', token, clientId }, { deadlineMs: 200 });
  expect(result).toMatchObject({ ok: false, failure: { code: 'timed_out' } });
});

test('whatever JSON comes: nothing throws, the token is in no result, and each is one of ours', async () => {
  const body = fc.oneof(
    fc.json(),
    fc
      .record({ appId: fc.constantFrom(clientId, 'x'), passwordCredentials: fc.array(fc.jsonValue()) })
      .map((value) => JSON.stringify(value)),
    fc.string().map((text) => `${text}${token.value.reveal()}`),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(200, 204, 302, 400, 404, 500), body, async (status, text) => {
      odd.answer = json(status, status === 204 ? '' : text);
      const result = await read();
      expect(JSON.stringify(result)).not.toContain(token.value.reveal());
      if (!result.ok) expect(Object.keys(MICROSOFT_FAILURES)).toContain(result.failure.code);
    }),
    { numRuns: 100 },
  );
});
