import { describe, expect, test } from 'vitest';
import { createMailbox } from '@/lib/mailbox/create-mailbox';
import { listTests, readMailbox } from '@/lib/mailbox/reads';
import { testValues } from '@/lib/mailbox/test-values';
import { Secret } from '@/lib/secret';
import { lin, type Made, useHouse, wei } from './house';

const house = useHouse();

const evidenceOf = async ({ customerId, mailboxId }: Made) =>
  (await readMailbox(customerId, mailboxId, new Date()))?.evidence;

describe('a test before saving', () => {
  const testTyped = async (made: { customerId: Made['customerId'] }, scenario: string, by = lin) => {
    const tested = await testValues(made.customerId, by, house.typed(scenario));
    if (!tested.ok) throw new Error(tested.failure.code);
    return tested.value;
  };
  const save = async (
    customerId: Made['customerId'],
    scenario: string,
    changes: Record<string, string>,
    by = lin,
  ): Promise<Made> => {
    const added = await createMailbox(customerId, by, house.formOf(customerId, scenario, changes));
    if (!added.ok) throw new Error(added.failure.code);
    return { customerId, mailboxId: added.value.id, registrationId: '' };
  };

  test('becomes the mailbox’s own when exactly these values are saved', async () => {
    const customerId = await house.newCustomer();
    const { testId } = await testTyped({ customerId }, 'working-mailbox');
    const made = await save(customerId, 'working-mailbox', { testId });
    expect(await house.status(made)).toMatchObject({ status: 'working' });
    expect((await listTests(customerId, made.mailboxId, 20)).map(({ id }) => id)).toEqual([testId]);
  });

  test('a failed one is adopted as well', async () => {
    const customerId = await house.newCustomer();
    const { testId } = await testTyped({ customerId }, 'wrong-secret');
    const made = await save(customerId, 'wrong-secret', { testId });
    expect(await house.status(made)).toMatchObject({ status: 'needs_attention', code: 'secret_wrong' });
  });

  test.each<[string, Record<string, string>]>([
    ['another secret', { clientSecret: 'Other~secret-that-is-long-enough-to-be-one' }],
    ['another address', { mailboxAddress: 'orders@alder-bakery.example' }],
    ['another client id', { clientId: '11111111-2222-4333-8444-555555555555' }],
  ])('with %s saved it proves nothing', async (_what, changes) => {
    const customerId = await house.newCustomer();
    const { testId } = await testTyped({ customerId }, 'working-mailbox');
    const made = await save(customerId, 'working-mailbox', { testId, ...changes });
    expect(await evidenceOf(made)).toBeNull();
    expect(await listTests(customerId, made.mailboxId, 20)).toEqual([]);
  });

  test('of somebody else, or of another customer, proves nothing', async () => {
    const customerId = await house.newCustomer();
    const other = await house.newCustomer();
    const theirs = await testTyped({ customerId }, 'working-mailbox', wei);
    const elsewhere = await testTyped({ customerId: other }, 'working-mailbox');
    for (const [index, { testId }] of [theirs, elsewhere].entries()) {
      const id = index === 0 ? customerId : await house.newCustomer();
      expect(await evidenceOf(await save(id, 'working-mailbox', { testId }))).toBeNull();
    }
  });

  test('that could not reach Microsoft is kept, and proves nothing', async () => {
    const customerId = await house.newCustomer();
    const { testId } = await testTyped({ customerId }, 'sign-in-html');
    const made = await save(customerId, 'sign-in-html', { testId });
    expect(await evidenceOf(made)).toBeNull();
    expect(await listTests(customerId, made.mailboxId, 20)).toHaveLength(1);
  });

  test('that was stopped by a warning which the save overrides proves nothing', async () => {
    const customerId = await house.newCustomer();
    const clientSecret = '11111111-2222-4333-8444-555555555555';
    const typed = { ...house.typed('working-mailbox'), clientSecret: new Secret(clientSecret) };
    const tested = await testValues(customerId, lin, typed);
    if (!tested.ok) throw new Error(tested.failure.code);
    expect(tested.value.report.code).toBe('secret_is_id');
    const made = await save(customerId, 'working-mailbox', {
      testId: tested.value.testId,
      clientSecret,
      secretIsValue: 'on',
    });
    expect(await house.status(made)).toMatchObject({ status: 'not_verified', reason: 'never_proven' });
    expect(await listTests(customerId, made.mailboxId, 20)).toEqual([]);
  });

  test('of a stored registration uses its secret, and is adopted too', async () => {
    const first = await house.newMailbox('working-mailbox');
    const { customerId, registrationId } = first;
    const mailboxAddress = 'orders@alder-bakery.example';
    const clientSecret = new Secret('');
    const nothingTyped = { cloud: '', tenantId: '', clientId: '', clientSecret, secretIsValue: false };
    const tested = await testValues(customerId, lin, { ...nothingTyped, registrationId, mailboxAddress });
    expect(tested).toMatchObject({ ok: true, value: { report: { verdict: 'passed' } } });
    const made = await save(customerId, 'working-mailbox', {
      registrationChoice: 'existing',
      registrationId,
      mailboxAddress,
      testId: tested.ok ? tested.value.testId : '',
    });
    expect(await house.status(made)).toMatchObject({ status: 'working' });
  });

  test('of a registration of another customer is refused', async () => {
    const first = await house.newMailbox('working-mailbox');
    const other = await house.newCustomer();
    const asked = { ...house.typed('working-mailbox'), registrationId: first.registrationId };
    const tested = await testValues(other, lin, asked);
    expect(tested).toMatchObject({ ok: false });
  });
});

test('what was typed as the address and is none does not go into the history: it may be the secret', async () => {
  const customerId = await house.newCustomer();
  const typed = house.typed('working-mailbox');
  const pasted = typed.clientSecret.reveal().toLowerCase();
  await testValues(customerId, lin, { ...typed, mailboxAddress: pasted });
  await testValues(customerId, lin, typed);
  const deeds = await house.deeds(customerId);
  expect(deeds.map(({ subject }) => subject)).toEqual(['–', typed.mailboxAddress]);
});
