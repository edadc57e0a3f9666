import { beforeEach, describe, expect, test } from 'vitest';
import { saysNothingOfMailbox } from '@/lib/mailbox/connection-test';
import type { MicrosoftFailureCode } from '@/lib/microsoft/failure';
import type { Mail } from '@/lib/microsoft/mail';
import { listMessages } from '@/lib/outbox/reads';
import { sendTest } from '@/lib/outbox/send-test';
import { lin, type Made, useHouse } from '@/tests/mailbox/house';
import { journeyOf, PROVOCATIONS, type Provocation } from '@/tests/microsoft/provocations';
import { layTrap } from '@/tests/microsoft/traps';

const house = useHouse();
beforeEach(() => house.sandbox().reset());

/** A mail without anybody in To, and one with headers of its own: "Send test" writes neither. */
const NOT_WRITTEN_BY_SEND_TEST: readonly MicrosoftFailureCode[] = [
  'mail_recipients_missing',
  'mail_header_refused',
];

const rows = (Object.entries(PROVOCATIONS) as [MicrosoftFailureCode, Provocation][]).filter(
  ([code]) => !NOT_WRITTEN_BY_SEND_TEST.includes(code),
);

/** "Send test" with its folded part; whoever a mail is to gets a copy of it. */
async function send(
  { customerId, mailboxId }: Made,
  { to: cc = [], subject = 'A test', attachments = [] }: Partial<Mail> = {},
) {
  const mail = { mailboxId, to: 'lin@posthouse.example', subject, text: 'Only a test.' };
  const sent = await sendTest(customerId, lin, { ...mail, more: { cc, attachments } });
  if (!sent.ok) throw new Error(sent.failure.code);
  return sent.value;
}

/** Sends from a saved mailbox as the provocation has it. */
async function provoke(
  provocation: Provocation,
): Promise<{ made: Made; sent: Awaited<ReturnType<typeof send>> }> {
  if (provocation.how === 'trap') {
    const made = await house.newMailbox('working-mailbox', { cloud: 'global' });
    const { takeAway } = await layTrap(provocation.trap);
    try {
      return { made, sent: await send(made) };
    } finally {
      await takeAway();
    }
  }
  const { scenario, mail, faults } = journeyOf(provocation);
  // Whoever saves a Secret ID has said that it is the Value.
  const made = await house.newMailbox(scenario, { secretIsValue: 'on' });
  const { clientId } = house.sandbox().scenario(scenario).values;
  for (const fault of faults) house.sandbox().addFault({ ...fault, when: 'before', clientId });
  return { made, sent: await send(made, mail) };
}

describe('a mail that is sent from a saved mailbox ends with', () => {
  test.each(rows)('%s', { timeout: 40_000 }, async (code, provocation) => {
    const { made, sent } = await provoke(provocation);
    expect(sent.code).toBe(code);
    const { rows: kept } = await listMessages(
      { every: true },
      { mailboxId: made.mailboxId, page: 1 },
      new Date(),
    );
    expect(kept).toMatchObject([{ state: sent.state, code, answer: sent.answer }]);
    expect(house.sandbox().accepted()).toEqual([]);
    const { status } = (await house.status(made)) ?? {};
    if (saysNothingOfMailbox(code) || sent.state === 'unknown') expect(status).toBe('not_verified');
    else expect(status).toMatch(/^(?:needs_attention|expired)$/);
  });
});
