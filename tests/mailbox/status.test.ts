import { describe, expect, test } from 'vitest';
import type { OutcomeCode, TestVerdict } from '@/lib/mailbox/connection-test';
import { type StatusFacts, statusOf } from '@/lib/mailbox/mailbox';

const now = new Date('2026-11-23T10:00:00Z');
const inDays = (days: number) => new Date(Date.UTC(2026, 10, 23) + days * 86_400_000);
const proof = (verdict: TestVerdict, code: OutcomeCode | null = null) => ({ at: now, verdict, code });
const credential = (expiresOn: Date | null) => ({ expiresOn, expiresFrom: 'staff' as const });

const good: StatusFacts = {
  pausedAt: null,
  hasRegistration: true,
  credential: credential(inDays(200)),
  signInRefused: null,
  evidence: proof('passed'),
};
const refused = (code: OutcomeCode, at: Date) => ({ signInRefused: { code, at } });
const before = new Date(now.getTime() - 1);
const after = new Date(now.getTime() + 1);

test.each<[string, Partial<StatusFacts>, string, string]>([
  ['a proven mailbox with a known expiry', {}, 'working', 'proven'],
  ['paused, whatever else', { pausedAt: now, credential: credential(inDays(-1)) }, 'paused', 'paused'],
  [
    'no app registration',
    { hasRegistration: false, credential: null, evidence: null },
    'waiting_for_customer',
    'no_registration',
  ],
  ['no secret', { credential: null, evidence: null }, 'waiting_for_customer', 'no_secret'],
  [
    'its day is past',
    { credential: credential(inDays(-1)), evidence: null },
    'expired',
    'secret_past_its_day',
  ],
  [
    'its day is past, and the last proof failed',
    { credential: credential(inDays(-1)), evidence: proof('failed', 'secret_expired') },
    'expired',
    'secret_past_its_day',
  ],
  [
    'Microsoft says that it expired, whatever day was typed',
    { evidence: proof('failed', 'secret_expired') },
    'expired',
    'secret_refused_as_expired',
  ],
  [
    'Microsoft says that its certificate expired',
    { evidence: proof('failed', 'certificate_expired') },
    'expired',
    'secret_refused_as_expired',
  ],
  [
    'Microsoft says that it expired, and nobody typed a day',
    { credential: credential(null), evidence: proof('failed', 'secret_expired') },
    'expired',
    'secret_refused_as_expired',
  ],
  [
    'its sign-in was refused after it was proven',
    refused('app_disabled', after),
    'needs_attention',
    'sign_in_refused',
  ],
  [
    'its sign-in was refused as expired after it was proven',
    refused('secret_expired', after),
    'expired',
    'secret_refused_as_expired',
  ],
  [
    'its sign-in was refused, and it was never proven',
    { ...refused('app_disabled', before), evidence: null },
    'needs_attention',
    'sign_in_refused',
  ],
  ['it was proven after a refusal', refused('app_disabled', before), 'working', 'proven'],
  [
    'paused while its sign-in is refused',
    { ...refused('app_disabled', after), pausedAt: now },
    'paused',
    'paused',
  ],
  [
    'the last proof failed',
    { evidence: proof('failed', 'access_denied') },
    'needs_attention',
    'last_proof_failed',
  ],
  [
    'the last proof failed, and it expires soon',
    { evidence: proof('failed', 'secret_wrong'), credential: credential(inDays(3)) },
    'needs_attention',
    'last_proof_failed',
  ],
  [
    'its day is past, but it was proven on a later day',
    { credential: credential(inDays(-1)) },
    'needs_attention',
    'day_passed_but_works',
  ],
  [
    'its day is past, and it was proven on that day for the last time',
    { credential: credential(inDays(-1)), evidence: { ...proof('passed'), at: inDays(-0.5) } },
    'expired',
    'secret_past_its_day',
  ],
  [
    'its day is past, and its sign-in was refused after a later proof',
    { ...refused('secret_expired', after), credential: credential(inDays(-1)) },
    'expired',
    'secret_past_its_day',
  ],
  ['it expires today', { credential: credential(inDays(0)) }, 'expires_soon', 'secret_expires_soon'],
  ['30 days are left', { credential: credential(inDays(30)) }, 'expires_soon', 'secret_expires_soon'],
  ['31 days are left', { credential: credential(inDays(31)) }, 'working', 'proven'],
  [
    'it expires soon and was never proven',
    { credential: credential(inDays(5)), evidence: null },
    'expires_soon',
    'secret_expires_soon',
  ],
  ['never proven', { evidence: null }, 'not_verified', 'never_proven'],
  ['the proof is open', { evidence: proof('not_proven', 'right_not_proven') }, 'not_verified', 'proof_open'],
  [
    'proven, but the expiry is unknown',
    { credential: credential(null) },
    'needs_attention',
    'expiry_unknown',
  ],
  [
    'never proven and the expiry unknown',
    { credential: credential(null), evidence: null },
    'not_verified',
    'never_proven',
  ],
])('%s', (_what, changes, status, reason) => {
  expect(statusOf({ ...good, ...changes }, now)).toMatchObject({ status, reason });
});

test('the outcome is that of the refusal while that is newer than the proof', () => {
  const evidence = proof('failed', 'access_denied');
  const code = (at: Date) => statusOf({ ...good, evidence, ...refused('app_disabled', at) }, now).code;
  expect([code(before), code(after)]).toEqual(['access_denied', 'app_disabled']);
});

test.each<[string, Partial<StatusFacts>]>([
  ['waiting', {}],
  ['paused', { pausedAt: now }],
])('%s without a secret there is nothing that could expire', (_what, changes) => {
  expect(statusOf({ ...good, credential: null, evidence: null, ...changes }, now).expiry).toBeNull();
});

test('an unknown expiry never comes out as working', () => {
  for (const pausedAt of [null, now]) {
    for (const evidence of [null, proof('passed'), proof('failed', 'secret_wrong'), proof('not_proven')]) {
      const verdict = statusOf({ ...good, credential: credential(null), pausedAt, evidence }, now);
      expect(verdict.status).not.toBe('working');
    }
  }
});

test('each kind of credential is named, and the day of a certificate is never the one that is wrong', () => {
  const certificate = { expiresOn: inDays(-1), expiresFrom: 'certificate' as const };
  const kind = (facts: StatusFacts['credential']) =>
    statusOf({ ...good, credential: facts }, now).signsInWith;
  expect([kind(null), kind(credential(null)), kind({ expiresOn: now, expiresFrom: 'entra' })]).toEqual([
    null,
    'secret',
    'secret',
  ]);
  expect(kind(certificate)).toBe('certificate');
  expect(statusOf({ ...good, credential: credential(inDays(-1)) }, now).reason).toBe('day_passed_but_works');
  expect(statusOf({ ...good, credential: certificate }, now).reason).toBe('secret_past_its_day');
});

describe('who should be looked at first', () => {
  const urgency = (changes: Partial<StatusFacts>) => statusOf({ ...good, ...changes }, now).urgency;

  test('expired, expiring, failing, not verified, expiry unknown; then who waits, pauses or works', () => {
    const order = [
      urgency({ credential: credential(inDays(-1)), evidence: null }),
      urgency({ credential: credential(inDays(5)) }),
      urgency({ evidence: proof('failed', 'access_denied') }),
      urgency({ evidence: null }),
      urgency({ credential: credential(null) }),
      urgency({ hasRegistration: false, credential: null, evidence: null }),
      urgency({ pausedAt: now }),
      urgency({}),
    ];
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order).size).toBe(order.length);
  });
});
