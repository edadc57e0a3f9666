import { describe, expect, test } from 'vitest';
import { testConnection } from '@/lib/mailbox/test-connection';
import { sendTest } from '@/lib/outbox/send-test';
import { lin, type Made, useHouse } from '@/tests/mailbox/house';

const house = useHouse();
const mail = { to: 'lin@posthouse.example', subject: 'A test', text: '' };

async function send({ customerId, mailboxId }: Made) {
  const sent = await sendTest(customerId, lin, { mailboxId, ...mail });
  if (!sent.ok) throw new Error(sent.failure.code);
  return sent.value;
}

/** A mailbox that has sent, whose token Graph then refuses so many times. */
async function withRefusedToken(times: number): Promise<Made> {
  const made = await house.newMailbox('working-mailbox');
  await send(made);
  house.sandbox().reset();
  house.sandbox().addFault({ where: 'graph', when: 'before', kind: 'status', status: 401, times });
  return made;
}
const sends = () =>
  house
    .sandbox()
    .requests()
    .filter(({ path }) => path.endsWith('/sendMail')).length;

describe('a token at hand that Graph refuses', () => {
  test('is replaced by a new one, and the mail goes out once', async () => {
    const made = await withRefusedToken(1);
    expect(await send(made)).toMatchObject({ state: 'accepted', code: null });
    expect(house.sandbox().accepted()).toHaveLength(1);
    expect(house.signIns()).toBe(1);
    expect(await house.status(made)).toMatchObject({ status: 'working' });
  });

  test('twice: the mail failed, was tried no third time, and the mailbox works as before', async () => {
    const made = await withRefusedToken(2);
    expect(await send(made)).toMatchObject({ state: 'failed', code: 'token_refused' });
    expect(sends()).toBe(2);
    expect(house.sandbox().accepted()).toEqual([]);
    expect(await house.status(made)).toMatchObject({ status: 'working' });
    house.sandbox().reset();
    expect(await send(made)).toMatchObject({ state: 'accepted' });
    expect(house.signIns()).toBe(1);
  });
});

test('a fresh token that Graph refuses in a test takes no proof away', async () => {
  const made = await withRefusedToken(1);
  const tested = await testConnection(made.customerId, lin, made.mailboxId);
  expect(tested).toMatchObject({ value: { report: { verdict: 'failed', code: 'token_refused' } } });
  expect(await house.status(made)).toMatchObject({ status: 'working' });
});
