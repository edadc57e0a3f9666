import { afterEach, expect, test } from 'vitest';
import { countUnknown } from '@/lib/error-code/count-unknown';
import { listUnknownCodes } from '@/lib/error-code/reads';
import { testConnection } from '@/lib/mailbox/test-connection';
import { testValues } from '@/lib/mailbox/test-values';
import { sendTest } from '@/lib/outbox/send-test';
import { lin, useHouse } from '@/tests/mailbox/house';

const house = useHouse();

afterEach(async () => {
  house.sandbox().clearFaults();
  await house.sql('DELETE FROM unknown_code');
});

const counted = async () =>
  (await listUnknownCodes(2_000)).map(({ rawCode, source, count }) => ({ rawCode, source, count }));

const answer = (code: string, askedOf: 'entra' | 'graph' = 'graph') => ({
  code: 'unknown',
  raw: { code, status: 400, message: 'Ada has no mailbox', requestId: null, correlationId: null, at: '' },
  askedOf,
});
const day = (n: number) => new Date(Date.UTC(2026, 0, n));

test('a test that ends in an unknown answer counts its code, typed or stored', async () => {
  const made = await house.newMailbox('working-mailbox');
  house.sandbox().addFault({ where: 'token', when: 'before', kind: 'empty', status: 418 });
  const tested = await testConnection(made.customerId, lin, made.mailboxId);
  expect(tested).toMatchObject({ ok: true, value: { report: { code: 'unknown' } } });
  expect(await counted()).toEqual([{ rawCode: 'HTTP 418', source: 'entra', count: 1 }]);
  await testValues(made.customerId, lin, house.typed('working-mailbox'));
  expect(await counted()).toEqual([{ rawCode: 'HTTP 418', source: 'entra', count: 2 }]);
});

test('a send that ends in an unknown answer counts its code', async () => {
  const made = await house.newMailbox('working-mailbox');
  house.sandbox().addFault({ where: 'graph', when: 'before', kind: 'status', status: 409 });
  const sent = await sendTest(made.customerId, lin, {
    mailboxId: made.mailboxId,
    to: 'lin@posthouse.example',
    subject: 'Test',
    text: 'Test',
  });
  expect(sent).toMatchObject({ ok: true, value: { code: 'unknown' } });
  expect(await counted()).toEqual([{ rawCode: 'UnknownError', source: 'graph', count: 1 }]);
});

test.each([
  [{ kind: 'status', status: 409 }, 'UnknownError'],
  [{ kind: 'empty', status: 418 }, 'HTTP 418'],
  // A mail without recipients was taken.
  [{ kind: 'empty', status: 202 }, 'HTTP 202'],
] as const)('a surprise of the probe (%j) proves nothing and is counted', async (fault, rawCode) => {
  const made = await house.newMailbox('working-mailbox');
  house.sandbox().addFault({ where: 'graph', when: 'before', ...fault });
  const tested = await testConnection(made.customerId, lin, made.mailboxId);
  expect(tested).toMatchObject({
    ok: true,
    value: { report: { verdict: 'not_proven', code: 'right_not_proven' } },
  });
  expect(await counted()).toEqual([{ rawCode, source: 'graph', count: 1 }]);
});

test('what the catalogue knows is not counted, also where it does not answer the probe', async () => {
  const working = await house.newMailbox('working-mailbox');
  house.sandbox().addFault({ where: 'graph', when: 'before', kind: 'empty', status: 413 });
  expect(await testConnection(working.customerId, lin, working.mailboxId)).toMatchObject({
    value: { report: { code: 'right_not_proven' } },
  });
  house.sandbox().clearFaults();
  const made = await house.newMailbox('wrong-secret');
  await testConnection(made.customerId, lin, made.mailboxId);
  await sendTest(made.customerId, lin, {
    mailboxId: made.mailboxId,
    to: 'lin@posthouse.example',
    subject: 'Test',
    text: 'Test',
  });
  expect(await counted()).toEqual([]);
});

test('first and last meeting are kept, whatever the order in which they are told', async () => {
  await countUnknown([answer('ErrorNew')], day(5));
  await countUnknown([answer('ErrorNew')], day(9));
  await countUnknown([answer('ErrorNew')], day(2));
  expect(await listUnknownCodes(10)).toEqual([
    { rawCode: 'ErrorNew', source: 'graph', count: 3, firstSeenAt: day(2), lastSeenAt: day(9) },
  ]);
});

test('many at once are counted each', async () => {
  await Promise.all(Array.from({ length: 20 }, () => countUnknown([answer('ErrorNew')], day(1))));
  expect(await counted()).toEqual([{ rawCode: 'ErrorNew', source: 'graph', count: 20 }]);
});

test('a thousand are kept, and those go that were seen longest ago', async () => {
  await house.sql(
    `INSERT INTO unknown_code
     SELECT 'Error' || n, 'graph', '2026-01-01', '2026-01-01'::timestamptz + n * interval '1 minute', 1
     FROM generate_series(1, 1000) n`,
  );
  await Promise.all(['A', 'B', 'C'].map((name) => countUnknown([answer(`Error${name}`)], day(20))));
  const codes = (await counted()).map(({ rawCode }) => rawCode);
  expect(codes).toHaveLength(1000);
  expect(codes.slice(0, 3)).toEqual(['ErrorA', 'ErrorB', 'ErrorC']);
  expect(codes.filter((code) => ['Error1', 'Error2', 'Error3'].includes(code))).toEqual([]);
  expect(codes).toContain('Error4');
});

test('no text is kept: the table refuses what is no code', async () => {
  await countUnknown([answer('Ada has no mailbox')], day(1));
  expect(JSON.stringify(await house.sql('SELECT * FROM unknown_code'))).not.toContain('Ada');
  expect(await counted()).toEqual([{ rawCode: 'HTTP 400', source: 'graph', count: 1 }]);
  await expect(
    house.sql("INSERT INTO unknown_code VALUES ('ada@contoso.com', 'graph', now(), now(), 1)"),
  ).rejects.toThrow(/unknown_code_is_no_text/);
});

test('a table that cannot be written to fails neither a test nor a send', async () => {
  const made = await house.newMailbox('working-mailbox');
  house.sandbox().addFault({ where: 'graph', when: 'before', kind: 'status', status: 409 });
  house.sandbox().addFault({ where: 'token', when: 'before', kind: 'empty', status: 418, times: 1 });
  await house.sql('REVOKE INSERT ON unknown_code FROM posthouse_app');
  try {
    expect(await testConnection(made.customerId, lin, made.mailboxId)).toMatchObject({
      ok: true,
      value: { report: { code: 'unknown' } },
    });
    const sent = await sendTest(made.customerId, lin, {
      mailboxId: made.mailboxId,
      to: 'lin@posthouse.example',
      subject: 'Test',
      text: 'Test',
    });
    expect(sent).toMatchObject({ ok: true });
    expect(await counted()).toEqual([]);
  } finally {
    await house.sql('GRANT INSERT ON unknown_code TO posthouse_app');
  }
});
