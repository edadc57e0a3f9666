import { expect, test } from 'vitest';
import { wordSendWith } from '@/app/_gate/word-send';
import { LANGUAGES } from '@/app/_words/languages';
import { pretendEnvironment, speechOf } from './speech';

pretendEnvironment();

const about = {
  cloud: 'global',
  tenantId: '11111111-2222-4333-8444-555555555555',
  clientId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  mailboxAddress: 'support@contoso.example',
  recipient: 'lin@posthouse.example',
};
const settledAt = new Date('2026-11-23T10:42:07Z');
const now = new Date('2026-11-23T10:43:00Z');
const answer = {
  status: 202,
  code: null,
  message: null,
  requestId: 'request-1',
  correlationId: null,
  at: settledAt.toISOString(),
};
const send = { state: 'accepted', code: null, answer, settledAt } as const;
const en = speechOf('en');

test('accepted is never called delivered, and says when and under which id', () => {
  const worded = wordSendWith(en, send, about, now);
  expect(worded.stateWord).toBe('Accepted by Microsoft');
  expect(worded.sentence).toBe('Accepted by Microsoft at 10:42:07 · request id request-1');
  expect(JSON.stringify(worded)).not.toMatch(/was delivered|is delivered/i);
});

test('without a request id it says the rest', () => {
  const worded = wordSendWith(en, { ...send, answer: { ...answer, requestId: null } }, about, now);
  expect(worded.sentence).toBe('Accepted by Microsoft at 10:42:07');
});

test('a mail of another day is told with its day', () => {
  const later = new Date('2026-11-26T10:43:00Z');
  expect(wordSendWith(en, send, about, later).sentence).toContain('23 Nov 2026');
});

test.each(LANGUAGES)('a failure has the same words as the ladder, in %s', (language) => {
  const speech = speechOf(language);
  const worded = wordSendWith(speech, { ...send, state: 'failed', code: 'access_denied' }, about, now);
  expect(worded.sentence).toContain(speech.t('access_denied.title'));
  expect(worded.cause).toBe(speech.t('access_denied.cause'));
  expect(worded.forward?.en).toContain('Get-ApplicationAccessPolicy');
});

test.each(LANGUAGES)('a From address that was refused stands in the text to forward, in %s', (language) => {
  const failed = { ...send, state: 'failed', code: 'send_as_denied' } as const;
  const from = 'newsletter@contoso.example';
  const told = wordSendWith(speechOf(language), failed, { ...about, fromAddress: from }, now);
  expect(told.forward?.[language]).toContain(from);
  expect(told.command?.text).toContain(`-Identity ${from} -Trustee ${about.mailboxAddress}`);
  const untold = wordSendWith(speechOf(language), failed, about, now);
  expect(untold.command?.text).toContain('-Identity <from-address> ');
});

test.each(LANGUAGES)('an unknown outcome says where to look and not to send again, in %s', (language) => {
  const worded = wordSendWith(
    speechOf(language),
    { ...send, state: 'unknown', code: 'timed_out' },
    about,
    now,
  );
  expect(worded.fix).toContain(about.recipient);
  expect(worded.fix).toContain(about.mailboxAddress);
  expect(worded.fix).toMatch(/Sent Items/);
  expect(worded.forward).toBeNull();
});

test('in English an unknown outcome is called that', () => {
  const worded = wordSendWith(en, { ...send, state: 'unknown', code: 'interrupted' }, about, now);
  expect(worded.stateWord).toBe('Outcome unknown');
  expect(worded.sentence).toMatch(/^Outcome unknown/);
  expect(worded.fix).toMatch(/Do not send it again before you have looked/);
});

test('a mail that was cut off is told with the time of its beginning', () => {
  const createdAt = new Date('2026-11-23T10:40:00Z');
  const cutOff = { state: 'unknown', code: 'interrupted', answer: null, settledAt: null, createdAt } as const;
  expect(wordSendWith(en, cutOff, about, now).sentence).toContain('10:40:00');
});

test('a sign-in that was not asked again is explained by what Microsoft said then', () => {
  const earlier = { code: 'secret_expired', at: new Date('2026-11-23T10:41:00Z') };
  const worded = wordSendWith(
    en,
    { ...send, state: 'failed', code: 'sign_in_known_to_fail', answer: null, earlier },
    about,
    now,
  );
  expect(worded.sentence).toContain('was not asked again');
  expect(worded.cause).toContain('The client secret has expired.');
  expect(worded.cause).toContain('10:41:00');
  expect(worded.fix).toContain('Test connection');
  expect(worded.forward?.en).toContain(about.clientId);
});

test('a stored code that nobody knows any more does not break the page', () => {
  const earlier = { code: 'no_longer_a_code', at: now };
  const worded = wordSendWith(
    en,
    { ...send, state: 'failed', code: 'sign_in_known_to_fail', answer: null, earlier },
    about,
    now,
  );
  expect(worded.fix).toContain('Test connection');
});
