import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorLookup, OUTCOMES, type OutcomeFacts, outcomeLink } from '@/app/_gate/outcome-wording';
import { originsOf, wordOutcome } from '@/app/_gate/word-outcome';
import { LANGUAGES } from '@/app/_words/languages';
import { WORDS } from '@/app/_words/words';
import { type OutcomeCode, VALUE_FAULT_CODES, waitingOf } from '@/lib/mailbox/connection-test';
import { MICROSOFT_FAILURES } from '@/lib/microsoft/failure';
import { icuArguments } from '@/tests/words/icu-arguments';
import { pretendEnvironment, speechOf } from './speech';

pretendEnvironment();

const CODES: readonly OutcomeCode[] = [
  ...(Object.keys(MICROSOFT_FAILURES) as (keyof typeof MICROSOFT_FAILURES)[]),
  ...VALUE_FAULT_CODES,
  'sign_in_known_to_fail',
  'permission_not_proven',
  'right_not_proven',
  'interrupted',
];
const about = {
  cloud: 'global',
  tenantId: '11111111-2222-4333-8444-555555555555',
  clientId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  mailboxAddress: 'support@contoso.example',
  fromAddress: 'orders@contoso.example',
};
const raw = {
  code: 'AADSTS7000299',
  status: 400,
  message: 'AADSTS7000299: Something new.',
  requestId: 'trace',
  correlationId: null,
  at: '2026-11-23T08:00:00.000Z',
};
/** The name of an environment variable. */
const SETTING = /\b[A-Z]+(?:_[A-Z]+)+\b/g;
const ENV_EXAMPLE = readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8');
const facts = (code: OutcomeCode): OutcomeFacts => OUTCOMES[code];

test('every outcome has its row, and there is no row for anything else', () => {
  expect(Object.keys(OUTCOMES).sort()).toEqual([...CODES].sort());
});

test('somebody is named for every outcome, and a text to forward always says where to go', () => {
  for (const code of CODES) {
    const { who, forward, link, command } = facts(code);
    expect(who, code).toBeTruthy();
    if (forward) expect(link ?? command, code).not.toBeNull();
    if (who === 'microsoft') expect(waitingOf(code).helps, code).toBe('passes');
    if (who === 'entra_admin' || who === 'exchange_admin') expect(forward, code).toBe(true);
  }
});

test('whoever is to ask the customer for something has a text for it', () => {
  const words = WORDS.en.outcomes as unknown as Record<string, Record<string, string>>;
  const asking = CODES.filter((code) =>
    /\b(?:ask|have) the customer|the customer's (?:\w+ )?administrator/i.test(words[code]?.fix ?? ''),
  );
  expect(asking.length).toBeGreaterThan(25);
  for (const code of asking) expect(facts(code).forward, code).toBe(true);
});

describe.each(LANGUAGES)('in %s', (language) => {
  const speech = speechOf(language);
  const words = WORDS[language].outcomes as unknown as Record<string, Record<string, string>>;

  // A role of Exchange adds to what is granted in Entra and narrows nothing; denied with Mail.Send is another matter.
  test('access denied to an app with Mail.Send is laid to an access policy, never to a role of Exchange', () => {
    const worded = wordOutcome(speech, 'access_denied', about, { raw });
    const said = [worded.cause, worded.secondCause, worded.fix, worded.forward?.[language]].join('\n');
    expect(said).not.toMatch(/RBAC|role|角色/);
    expect(said).toContain('Get-ApplicationAccessPolicy');
    expect(worded.link?.href).toBe('https://learn.microsoft.com/graph/auth-limit-mailbox-access');
  });

  // Grants of Exchange and of Entra add up: Mail.Send for every mailbox would undo a scope that was made for a few.
  test('an app that is limited in Exchange is not told to undo its scope', () => {
    const text = wordOutcome(speech, 'permission_missing', about).forward?.[language] ?? '';
    const [scope, entra] = [text.indexOf('Test-ServicePrincipalAuthorization'), text.indexOf('CallAnAPI')];
    expect(text).toContain(
      `Test-ServicePrincipalAuthorization -Identity ${about.clientId} -Resource ${about.mailboxAddress}`,
    );
    expect(scope).toBeLessThan(entra);
    expect(wordOutcome(speech, 'permission_missing', about).fix).toContain('RBAC for Applications');
  });

  // Every line that it takes, or whoever follows the text ends where he began.
  test('the text about a large mail holds all lines of a grant in Exchange', () => {
    const text = wordOutcome(speech, 'mail_over_request_limit', about).forward?.[language];
    for (const line of [
      `New-ServicePrincipal -AppId ${about.clientId}`,
      `-RecipientRestrictionFilter "PrimarySmtpAddress -eq '${about.mailboxAddress}'"`,
      `New-ManagementRoleAssignment -App ${about.clientId} -Role 'Application Mail.ReadWrite'`,
      `Test-ServicePrincipalAuthorization -Identity ${about.clientId} -Resource ${about.mailboxAddress}`,
    ])
      expect(text).toContain(line);
  });

  test('a From address that is refused is named, with both ways to let it in', () => {
    const { forward, command } = wordOutcome(speech, 'send_as_denied', about);
    for (const said of [about.fromAddress, about.mailboxAddress, 'SendFromAliasEnabled', 'Send as'])
      expect(forward?.[language]).toContain(said);
    expect(command?.text).toContain(`Get-EXORecipient -Identity ${about.fromAddress}`);
  });

  test.each([
    'permission_missing',
    'app_not_in_tenant',
    'app_without_service_principal',
    'consent_missing',
  ] as const)('the text of %s holds the address that grants consent, where there is one', (code) => {
    const text = wordOutcome(speech, code, about).forward?.[language];
    expect(text).toContain(
      `https://login.microsoftonline.com/${about.tenantId}/adminconsent?client_id=${about.clientId}`,
    );
    const without = wordOutcome(speech, code, { ...about, tenantId: '' }).forward?.[language];
    expect(without).not.toMatch(/adminconsent|none/);
    expect(without).toContain('Grant admin consent');
  });

  test.each(CODES)('%s has its words', (code) => {
    const worded = wordOutcome(speech, code, about, { raw });
    expect(worded.title).toMatch(/[.。]$/);
    for (const part of [worded.cause, worded.fix, worded.who]) {
      expect(part.length).toBeGreaterThan(3);
      expect(part).not.toMatch(/[{}]|outcomes\./);
    }
    const { forward, second, link, command } = facts(code);
    expect(words[code]?.second !== undefined).toBe(second);
    expect(worded.secondCause !== null).toBe(second);
    expect(words[code]?.forward !== undefined).toBe(forward);
    expect(worded.forward !== null).toBe(forward);
    if (!forward) return;
    const asked = icuArguments(words[code]?.forward ?? '').join();
    if (link) expect(asked).toContain('link:text');
    if (command) expect(asked).toContain('command:text');
    const pointers = [worded.link?.href, worded.command?.text].filter((text) => text !== undefined);
    for (const filled of [about.tenantId, about.clientId, about.mailboxAddress, ...pointers]) {
      expect(worded.forward?.[language]).toContain(filled);
    }
    expect(worded.forward?.[language]).not.toMatch(/[{}]/);
  });

  test.each([
    ['proxy_password', ['HTTPS_PROXY']],
    ['tenant_restricted', ['HTTPS_PROXY', 'NO_PROXY']],
    ['name_not_found', ['HTTPS_PROXY']],
    ['connection_refused', ['HTTPS_PROXY']],
    ['connection_reset', ['HTTPS_PROXY']],
    ['no_route', ['HTTPS_PROXY']],
    ['connect_timed_out', ['HTTPS_PROXY']],
    ['certificate_not_trusted', ['NODE_EXTRA_CA_CERTS']],
    ['certificate_of_another_name', ['HTTPS_PROXY']],
    ['tls_failed', ['HTTPS_PROXY']],
    ['answer_cut_off', ['HTTPS_PROXY']],
    ['answer_too_large', ['HTTPS_PROXY']],
    ['answer_is_no_http', ['HTTPS_PROXY']],
    ['unreachable', ['HTTPS_PROXY']],
    ['vault_key_missing', ['VAULT_KEYS', 'VAULT_KEYS_FILE', 'DATA_DIR']],
    ['vault_key_wrong', ['VAULT_KEYS', 'VAULT_KEYS_FILE', 'DATA_DIR']],
  ] as const)('whoever runs Posthouse is told at %s which settings to look at: %j', (code, settings) => {
    expect(facts(code).who).toBe('us');
    const named = wordOutcome(speech, code, about).fix.match(SETTING) ?? [];
    expect([...new Set(named)].sort()).toEqual([...settings].sort());
  });

  test('no words name a setting that .env.example does not have', () => {
    const named = Object.values(words).flatMap((of) => Object.values(of).join('\n').match(SETTING) ?? []);
    expect(named.length).toBeGreaterThan(10);
    for (const setting of named) expect(ENV_EXAMPLE).toMatch(new RegExp(`\\b${setting}\\b`));
  });

  test('a text to forward says what is not known yet instead of leaving a hole', () => {
    const nothing = { cloud: '', tenantId: '', clientId: null, mailboxAddress: '' };
    const { forward } = wordOutcome(speech, 'no_credential', nothing);
    expect(forward?.[language]).toContain(words.forwarded?.missing);
  });

  test('what Microsoft asks to wait is said in seconds', () => {
    const { waiting } = wordOutcome(speech, 'throttled', about, { raw: null, retryAfterSeconds: 20 });
    expect(waiting).toContain('20');
  });

  test('a new grant is said to take up to two hours', () => {
    expect(wordOutcome(speech, 'permission_missing', about).waiting).toMatch(/30.*2/);
  });

  test('an unknown answer keeps its own text and gets the look-up link of its number', () => {
    const worded = wordOutcome(speech, 'unknown', about, { raw });
    expect(worded.cause).toContain(raw.message);
    expect(worded.link?.href).toBe('https://login.microsoftonline.com/error?code=7000299');
  });

  test('an unknown answer without a number has no look-up link', () => {
    const worded = wordOutcome(speech, 'unknown', about, {
      raw: { ...raw, code: 'ErrorSomethingNew', message: null },
    });
    expect(worded.link).toBeNull();
    expect(worded.cause).toContain('ErrorSomethingNew');
  });
});

test.each([
  ['AADSTS7000215', 'https://login.microsoftonline.com/error?code=7000215'],
  ['ErrorAccessDenied', null],
  ['AADSTS', null],
  ['AADSTS1 onmouseover=', null],
  [null, null],
])('the look-up link of %j is %j', (code, href) => {
  expect(errorLookup(code)).toBe(href);
});

test.each([
  ['global', 'https://status.cloud.microsoft/'],
  ['china', null],
  ['gcc_high', null],
])("Microsoft's public status page is shown where it tells of the cloud: %s", (cloud, href) => {
  const place = { origins: originsOf(cloud), ids: {}, rawCode: null };
  expect(outcomeLink('service_health', place)).toBe(href);
});

test('the sandbox plays the global cloud: its outcomes link where those of the global one do', () => {
  const sandbox = { ...originsOf('global'), loginUrl: 'http://127.0.0.1:3001' };
  for (const kind of ['service_health', 'restricted_entities', 'tenant_overview', 'credentials'] as const) {
    const place = { ids: about, rawCode: null };
    expect(outcomeLink(kind, { ...place, origins: sandbox })).toBe(
      outcomeLink(kind, { ...place, origins: originsOf('global') }),
    );
  }
});

test('a cloud that is unknown, or a sandbox that is off, links like the global one', () => {
  for (const cloud of ['sandbox', 'mars', '', null]) expect(originsOf(cloud).cloud).toBe('global');
});
