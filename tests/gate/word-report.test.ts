import { describe, expect, test } from 'vitest';
import { wordReportWith } from '@/app/_gate/word-report';
import { LANGUAGES } from '@/app/_words/languages';
import {
  CHECK_NAMES,
  type Check,
  type CheckName,
  type ConnectionReport,
  verdictOf,
} from '@/lib/mailbox/connection-test';
import { pretendEnvironment, speechOf } from './speech';

pretendEnvironment();

const about = {
  cloud: 'sandbox',
  tenantId: 'contoso.example',
  clientId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  mailboxAddress: 'support@contoso.example',
};
const at = new Date('2026-11-23T08:00:00Z');

function reportOf(changes: Partial<Record<CheckName, Partial<Check>>>): ConnectionReport {
  const checks = CHECK_NAMES.map((name) => ({
    name,
    state: 'passed' as const,
    code: null,
    durationMs: 12,
    raw: null,
    facts: {},
    ...changes[name],
  }));
  return { ...verdictOf(checks), checks, startedAt: at, finishedAt: at };
}

const refused = reportOf({
  sign_in: {
    state: 'failed',
    code: 'secret_wrong',
    raw: {
      status: 401,
      code: 'AADSTS7000215',
      message: 'AADSTS7000215: Invalid client secret provided.',
      requestId: 'trace-1',
      correlationId: 'correlation-1',
      at: at.toISOString(),
    },
  },
  permission: { state: 'not_reached' },
  mailbox: { state: 'not_reached' },
});

test('a secret pasted into the wrong field does not go out in the text to forward, nor come back at all', () => {
  const secret = 'zzz8Q~not-a-real-secret-of-forty-letters';
  const misplaced = reportOf({ values: { state: 'failed', code: 'client_id_shape' } });
  const worded = wordReportWith(speechOf('en'), misplaced, {
    ...about,
    clientId: secret,
    tenantId: secret,
    mailboxAddress: secret,
  });
  expect(worded.checks[0]?.forward?.en).toEqual(expect.any(String));
  expect(JSON.stringify(worded)).not.toContain(secret);
});

describe.each(LANGUAGES)('in %s', (language) => {
  const speech = speechOf(language);

  test('a failure says what, why, what to do, who, where, and what to forward; the rest is not reached', () => {
    const worded = wordReportWith(speech, refused, about);
    const signIn = worded.checks[2];
    expect(worded.verdict).toBe('failed');
    expect(worded.sentence).toContain(signIn?.sentence);
    expect(signIn).toMatchObject({
      name: 'sign_in',
      state: 'failed',
      raw: { code: 'AADSTS7000215', requestId: 'trace-1' },
      lookup: { href: 'https://login.microsoftonline.com/error?code=7000215' },
    });
    for (const part of [signIn?.cause, signIn?.fix, signIn?.who, signIn?.link?.label, signIn?.forward]) {
      expect(part).toBeTruthy();
    }
    expect(worded.checks.map(({ state }) => state)).toEqual([
      'passed',
      'passed',
      'failed',
      'not_reached',
      'not_reached',
    ]);
    expect(worded.checks[3]).toMatchObject({ cause: null, who: null, forward: null, raw: null });
  });

  test('what reaches the browser is JSON', () => {
    const worded = wordReportWith(speech, refused, about);
    expect(JSON.parse(JSON.stringify(worded))).toEqual(worded);
  });

  test('the plain text holds every check, who acts and what Microsoft answered', () => {
    const { text, checks, sentence } = wordReportWith(speech, refused, about);
    for (const part of [sentence, ...checks.map(({ label }) => label), 'AADSTS7000215', 'trace-1']) {
      expect(text).toContain(part);
    }
  });

  test('an app that the sign-in names no permission of is told what could not be proven, and how Exchange says it', () => {
    const missing = { state: 'failed', code: 'permission_missing' } as const;
    const none = wordReportWith(
      speech,
      reportOf({ permission: { ...missing, facts: { roles: [] } } }),
      about,
    );
    expect(none.checks[3]?.notes.join()).toContain(
      'Test-ServicePrincipalAuthorization -Identity aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee -Resource support@contoso.example',
    );
    const others = reportOf({ permission: { ...missing, facts: { roles: ['User.Read.All'] } } });
    expect(wordReportWith(speech, others, about).checks[3]?.notes.join()).toContain('User.Read.All');
  });

  test('what a press could put right is offered', () => {
    const found = { state: 'failed', code: 'tenant_not_found' } as const;
    const offerOf = (facts: Check['facts']) =>
      wordReportWith(speech, reportOf({ directory: { ...found, facts } }), about).checks[1]?.offer;
    expect(offerOf({ idsExchanged: true })).toBe('swap');
    expect(offerOf({ otherCloud: 'china' })).toBe('china');
    expect(offerOf({})).toBeNull();
  });

  test('what is worth knowing besides stands in the notes', () => {
    const worded = wordReportWith(
      speech,
      reportOf({
        directory: { facts: { tenantId: 'the-directory-guid' } },
        permission: { facts: { excessRoles: ['User.Read.All', 'Mail.ReadWrite'] } },
      }),
      about,
    );
    expect(worded.checks[1]?.notes.join()).toContain('the-directory-guid');
    // The first has no use here; the second has one, which is named.
    expect(worded.checks[3]?.notes[0]).toContain('User.Read.All');
    expect(worded.checks[3]?.notes[0]).not.toContain('Mail.ReadWrite');
    expect(worded.checks[3]?.notes[1]).toContain('Mail.ReadWrite');
    expect(worded.checks[3]?.notes).toHaveLength(3);
    expect(worded.checks[4]?.notes).toHaveLength(1);
  });

  test('a right that comes from Exchange is said to, and is no right to every mailbox', () => {
    const everywhere = wordReportWith(speech, reportOf({}), about);
    const inExchange = wordReportWith(
      speech,
      reportOf({ permission: { facts: { grantedInExchange: true, excessRoles: [] } } }),
      about,
    );
    expect(inExchange.checks[3]?.sentence).not.toBe(everywhere.checks[3]?.sentence);
    expect(inExchange.checks[3]?.notes).not.toEqual(everywhere.checks[3]?.notes);
  });

  test.each([
    ['found', ['2027-05-20T00:00:00.000Z'], [/20.*2027|2027.*20/]],
    ['unclear', ['2027-03-01T10:00:00.000Z', '2027-05-20T00:00:00.000Z'], [/2027.*2027/]],
    // One whose beginning Entra does not show; one without a day; two that end on one day.
    ['unclear', ['2027-05-20T00:00:00.000Z'], [/^(?!.*(?:more than one|多組)).*2027/]],
    ['unclear', [], [/^(?!.*(?:more than one|多組|expires on [.]|：。)).*Entra/]],
    [
      'unclear',
      ['2027-05-20T00:00:00.000Z', '2027-05-20T08:00:00.000Z'],
      [/(?:more than one|多組)(?!.*2027.*2027).*2027/],
    ],
    ['absent', [], [/Entra/]],
  ] as const)(
    'what Entra lists of the secret, %s, is a note at the sign-in and changes no state',
    (kind, ends, said) => {
      const secretEnd = { kind, keyId: null, endsAt: ends, readAt: '2026-11-30T08:00:00.000Z' };
      const worded = wordReportWith(speech, reportOf({ sign_in: { facts: { secretEnd } } }), about);
      expect(worded.checks[2]).toMatchObject({ state: 'passed', notes: [expect.stringMatching(said[0])] });
      expect(worded.verdict).toBe('passed');
      expect(worded.checks[2]?.notes[0]).not.toMatch(/[{}]|notes\./);
    },
  );

  test('a cloud that Microsoft names in the place of the chosen one is told, and what to do', () => {
    const facts = { otherCloud: 'china' } as const;
    const worded = wordReportWith(speech, reportOf({ directory: { facts } }), about);
    expect(worded.checks[1]?.notes).toEqual([expect.stringContaining('21Vianet')]);
  });

  test('a permission that could not be told is not said to be missing', () => {
    const open = { state: 'not_proven', code: 'permission_not_proven' } as const;
    const worded = wordReportWith(speech, reportOf({ permission: open }), about).checks[3];
    expect(worded?.sentence).toBe(speech.t('permission_not_proven.title'));
    const missing = [
      speech.t('permission_missing.title'),
      speech.t('permission_missing.cause'),
      speech.t('permission_missing.fix'),
    ];
    expect(
      [worded?.sentence, worded?.cause, worded?.fix].filter((said) => missing.includes(said ?? '')),
    ).toEqual([]);
    expect(worded?.forward).toBeNull();
  });

  test('a right that could not be proven is no failure', () => {
    const worded = wordReportWith(
      speech,
      reportOf({ mailbox: { state: 'not_proven', code: 'right_not_proven' } }),
      about,
    );
    expect(worded.verdict).toBe('not_proven');
    expect(worded.sentence).toContain(about.mailboxAddress);
  });
});

test('the states are said in exactly the fixed words', () => {
  const speech = speechOf('en');
  const words = wordReportWith(speech, refused, about).checks.map(({ stateWord }) => stateWord);
  expect(words).toEqual(['Passed', 'Passed', 'Failed', 'Not reached', 'Not reached']);
  const open = reportOf({ mailbox: { state: 'not_proven', code: 'right_not_proven' } });
  expect(wordReportWith(speech, open, about)).toMatchObject({ verdictWord: 'Not proven' });
});

test('a stored check that one day holds more does not hand more to the browser', () => {
  const [check] = refused.checks.filter(({ name }) => name === 'sign_in');
  const planted = { ...check, raw: { ...check?.raw, body: 'planted-secret' }, secret: 'planted-secret' };
  const worded = wordReportWith(speechOf('en'), { ...refused, checks: [planted as unknown as Check] }, {
    ...about,
    clientSecret: 'planted-secret',
  } as typeof about);
  expect(JSON.stringify(worded)).not.toContain('planted-secret');
});
