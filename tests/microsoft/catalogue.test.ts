import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { MICROSOFT_FAILURES, type MicrosoftFailure } from '@/lib/microsoft/failure';
import { findDirectory } from '@/lib/microsoft/find-directory';
import { requestAccessToken } from '@/lib/microsoft/request-access-token';
import { deliverMail } from '@/lib/microsoft/send-mail';
import { Secret } from '@/lib/secret';
import type { Sandbox } from '@/sandbox/server';
import { mailOf } from './mails';
import { journeyOf, PROVOCATIONS, type Provocation } from './provocations';
import { startStage } from './stage';
import { layTrap } from './traps';

let sandbox: Sandbox;
let end: () => Promise<void>;
beforeAll(async () => {
  ({ sandbox, end } = await startStage());
});
afterEach(() => sandbox.reset());
afterAll(() => end());

/** Long enough for a busy machine to answer, short enough to wait for what never comes. */
const LIMITS = { deadlineMs: 1_500 };

/** The road of a mail: directory, sign-in with real MSAL, Graph. Where it ends, or null when the mail was taken. */
async function travel(provocation: Provocation): Promise<MicrosoftFailure | null> {
  if (provocation.how === 'trap') return signInThrough(provocation);
  const { scenario, mail, faults } = journeyOf(provocation);
  const { values } = sandbox.scenario(scenario);
  const { tenantId, clientId, mailboxAddress: mailbox, mailboxName: name } = values;
  for (const fault of faults) sandbox.addFault({ ...fault, when: 'before', clientId });
  const found = await findDirectory({ cloud: 'sandbox', tenantId }, LIMITS);
  if (!found.ok) return found.failure;
  const clientSecret = new Secret(values.clientSecret);
  const token = await requestAccessToken({ cloud: 'sandbox', tenantId, clientId, clientSecret }, LIMITS);
  if (!token.ok) return token.failure;
  const written = mailOf({ from: { address: mailbox, name }, ...mail });
  const sent = await deliverMail({ cloud: 'sandbox', token: token.value, mailbox, mail: written }, LIMITS);
  return sent.state === 'accepted' ? null : sent.failure;
}

async function signInThrough({
  trap,
}: Extract<Provocation, { how: 'trap' }>): Promise<MicrosoftFailure | null> {
  const { takeAway } = await layTrap(trap);
  try {
    const { tenantId, clientId, clientSecret } = sandbox.scenario('working-mailbox').values;
    const signIn = { cloud: 'global', tenantId, clientId, clientSecret: new Secret(clientSecret) } as const;
    const signedIn = await requestAccessToken(signIn, LIMITS);
    return signedIn.ok ? null : signedIn.failure;
  } finally {
    await takeAway();
  }
}

test('without a provocation the mail is taken', async () => {
  expect(await travel({ how: 'scenario', id: 'working-mailbox' })).toBeNull();
});

describe('every outcome comes about on the wire', () => {
  test.each(Object.entries(PROVOCATIONS))('%s', async (code, provocation) => {
    const failure = await travel(provocation);
    expect(failure?.code).toBe(code);
    expect(failure?.raw.at).toMatch(/^\d{4}-\d\d-\d\dT/);
    if (provocation.how !== 'scenario') expect(sandbox.accepted()).toEqual([]);
  });
});

test('an answer that no table knows keeps its text, its ids and its time', async () => {
  expect(await travel(PROVOCATIONS.unknown)).toMatchObject({
    code: 'unknown',
    raw: {
      status: 400,
      code: 'SomethingNew',
      message: 'Microsoft has thought of something.',
      requestId: '11111111-2222-4333-8444-555555555555',
      correlationId: '66666666-7777-4888-9999-000000000000',
    },
  });
});

test('at least sixty outcomes are told apart', () => {
  expect(Object.keys(PROVOCATIONS).sort()).toEqual(Object.keys(MICROSOFT_FAILURES).sort());
  expect(Object.keys(PROVOCATIONS).length).toBeGreaterThanOrEqual(60);
});
