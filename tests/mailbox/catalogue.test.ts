import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { OUTCOMES } from '@/app/_gate/outcome-wording';
import { testValuesSchema } from '@/lib/mailbox/schema';
import { testConnection } from '@/lib/mailbox/test-connection';
import { testValues } from '@/lib/mailbox/test-values';
import { listMessages } from '@/lib/outbox/reads';
import { sendTest } from '@/lib/outbox/send-test';
import { PROVOCATIONS } from '@/tests/microsoft/provocations';
import { lin, type Made, useHouse } from './house';
import { OWN_PROVOCATIONS, type OwnOutcomeCode, type Provocation } from './provocations';

const house = useHouse();
beforeEach(() => house.sandbox().reset());

const processes = new Set<ChildProcess>();
afterAll(() => {
  for (const each of processes) each.kill('SIGKILL');
});

type By<How extends Provocation['how']> = Extract<Provocation, { readonly how: How }>;

/** The provocations of one kind, by the outcome that each of them is for. */
function rows<How extends Provocation['how']>(how: How): [OwnOutcomeCode, By<How>][] {
  return Object.entries(OWN_PROVOCATIONS).filter(([, { how: its }]) => its === how) as [
    OwnOutcomeCode,
    By<How>,
  ][];
}

/** What both verbs of a saved mailbox came to, the test first. */
async function useIt({ customerId, mailboxId }: Made) {
  const tested = await testConnection(customerId, lin, mailboxId);
  const mail = { to: 'lin@posthouse.example', subject: 'A test', text: 'Only a test.' };
  const sent = await sendTest(customerId, lin, { mailboxId, ...mail });
  return [
    tested.ok ? tested.value.report.code : tested.failure.code,
    sent.ok ? sent.value.code : sent.failure.code,
  ];
}

/** Another process that tests a saved mailbox, sends from it, or both. `said` comes when it has ended. */
function startProcess(
  { customerId, mailboxId }: Made,
  verbs: readonly ('test' | 'send')[],
  environment: Readonly<Record<string, string>> = {},
) {
  const args = ['--import', 'tsx', 'tests/support/use-mailbox.ts', customerId, mailboxId, ...verbs];
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  processes.add(child);
  let text = '';
  child.stdout?.on('data', (data) => {
    text += data;
  });
  const said = new Promise<string>((resolve) => child.once('close', () => resolve(text)));
  return { child, said };
}

test('together with what Microsoft and the road to it are brought to say, every outcome comes about', () => {
  const all = [...Object.keys(PROVOCATIONS), ...Object.keys(OWN_PROVOCATIONS)];
  expect(all.sort()).toEqual(Object.keys(OUTCOMES).sort());
});

test('without a provocation the values are proven and the mail is taken', async () => {
  const customerId = await house.newCustomer();
  const tested = await testValues(customerId, lin, formOf(customerId, {}));
  expect(tested).toMatchObject({ ok: true, value: { report: { verdict: 'passed', code: null } } });
  expect(await useIt(await house.newMailbox('working-mailbox'))).toEqual([null, null]);
  expect(house.sandbox().accepted()).toHaveLength(1);
});

/** The Add mailbox form as its "Test connection" reads it, filled in with what works but for `changes`. */
function formOf(customerId: string, changes: Readonly<Record<string, string>>) {
  const { values } = house.sandbox().scenario('working-mailbox');
  return testValuesSchema.parse({ ...values, customerId, cloud: 'sandbox', ...changes });
}

describe('what is typed is told before Microsoft is asked:', () => {
  test.each(rows('typed'))('%s', async (code, { typed }) => {
    const customerId = await house.newCustomer();
    const tested = await testValues(customerId, lin, formOf(customerId, typed));
    if (!tested.ok) throw new Error(tested.failure.code);
    const { verdict, checks } = tested.value.report;
    expect(tested.value.report.code).toBe(code);
    expect(verdict).toBe('failed');
    expect(checks.map(({ state }) => state)).toEqual(['failed', ...Array(4).fill('not_reached')]);
    expect(house.sandbox().requests()).toEqual([]);
    const kept = await house.sql('SELECT code FROM connection_test WHERE id = $1', [tested.value.testId]);
    expect(kept).toEqual([{ code }]);
  });
});

describe('what is stored keeps Microsoft from being asked:', () => {
  test.each(rows('saved'))('%s, as the mailbox was saved', async (code, { form }) => {
    const made = await house.newMailbox('working-mailbox', form);
    expect(await useIt(made)).toEqual([code, code]);
    expect(house.sandbox().requests()).toEqual([]);
  });

  test.each(rows('damaged'))('%s, as its row was damaged', async (code, { statement }) => {
    const made = await house.newMailbox('working-mailbox');
    const other = await house.newMailbox('working-mailbox');
    await house.sql(statement, [made.registrationId, other.registrationId]);
    expect(await useIt(made)).toEqual([code, code]);
    expect(house.sandbox().requests()).toEqual([]);
  });

  test.each(rows('started'))('%s, as Posthouse was started', { timeout: 60_000 }, async (code, started) => {
    const made = await house.newMailbox('working-mailbox');
    const said = await startProcess(made, ['test', 'send'], started.environment).said;
    expect(said).toBe(`test came to ${code}\nsend came to ${code}\n`);
    expect(house.sandbox().requests()).toEqual([]);
    // Nothing is lost by it: a process that was started as before sends.
    expect(await useIt(made)).toEqual([null, null]);
    expect(house.sandbox().accepted()).toHaveLength(1);
  });
});

describe('what stays open is said to be open:', () => {
  test.each(rows('answered'))('%s', async (code, { scenario }) => {
    const { customerId, mailboxId } = await house.newMailbox(scenario);
    const { clientId } = house.sandbox().scenario(scenario).values;
    const body = { error: { code: 'SomethingNew', message: 'Microsoft has thought of something.' } };
    house.sandbox().addFault({ where: 'graph', when: 'before', kind: 'answer', status: 400, body, clientId });
    const tested = await testConnection(customerId, lin, mailboxId);
    expect(tested).toMatchObject({ ok: true, value: { report: { verdict: 'not_proven', code } } });
    expect(house.sandbox().accepted()).toEqual([]);
  });

  test.each(rows('again'))('%s', async (code, { scenario }) => {
    const made = await house.newMailbox(scenario);
    expect((await useIt(made))[1]).toBe(code);
    expect(house.signIns()).toBe(1);
    expect(
      house
        .sandbox()
        .requests()
        .filter(({ path }) => path.endsWith('/sendMail')),
    ).toEqual([]);
  });

  test.each(rows('killed'))('%s', { timeout: 60_000 }, async (code) => {
    const made = await house.newMailbox('working-mailbox');
    const { clientId } = house.sandbox().scenario('working-mailbox').values;
    house.sandbox().addFault({ where: 'graph', when: 'after', kind: 'stall', clientId });
    const { child, said } = startProcess(made, ['send']);
    await expect.poll(() => house.sandbox().accepted(), { timeout: 40_000 }).toHaveLength(1);
    child.kill('SIGKILL');
    expect(await said).toBe('');
    const now = Date.now();
    const inMs = async (ms: number) => {
      const query = { mailboxId: made.mailboxId, page: 1 };
      return (await listMessages({ every: true }, query, new Date(now + ms))).rows;
    };
    expect(await inMs(0)).toMatchObject([{ state: 'sending', code: null }]);
    expect(await inMs(61_000)).toMatchObject([{ state: 'unknown', code }]);
    expect(house.sandbox().accepted()).toHaveLength(1);
  });
});
