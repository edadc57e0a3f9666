import type { CustomerId } from '@/lib/customer/customer';
import { countUnknown } from '@/lib/error-code/count-unknown';
import { log } from '@/lib/log';
import type { OutcomeCode } from '@/lib/mailbox/connection-test';
import { takeEvidence } from '@/lib/mailbox/take-evidence';
import type { Mail } from '@/lib/microsoft/mail';
import { planMail } from '@/lib/microsoft/plan-mail';
import { type Result, succeed } from '@/lib/result';
import { handToMicrosoft } from './hand-to-microsoft';
import type { SendFailure, SendReport } from './message';
import { beginMessage, settleMessage } from './store';

/** What a test mail can have besides one recipient and a text. */
export interface MoreOfMail extends Partial<Pick<Mail, 'replyTo' | 'cc' | 'bcc' | 'html' | 'attachments'>> {
  /** Another From than the mailbox itself. */
  readonly from?: string;
}

/**
 * Sends one real mail from a mailbox. The message is written down before Microsoft is asked and settled after, within
 * 15 seconds, a large one within what it takes on its way. "Outcome unknown" means that Microsoft may have taken it: it is never sent again by itself. What Microsoft
 * answered is reported also when it cannot be written down; the message then stays "sending".
 */
export async function sendTest(
  customerId: CustomerId,
  actor: { readonly id: string; readonly name: string },
  input: {
    readonly mailboxId: string;
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    readonly more?: MoreOfMail;
  },
): Promise<Result<SendReport, SendFailure>> {
  const { mailboxId, to, subject, text, more = {} } = input;
  const { from, ...parts } = more;
  const mailFrom = (address: string, name: string): Mail => ({
    ...NOTHING_MORE,
    from: { address: from ?? address, name },
    to: [{ address: to, name: '' }],
    subject,
    text,
    ...parts,
  });
  const sizeBytes = planMail(mailFrom('', ''), new Date()).bytes;
  const told = toldOf(more);
  const begun = await beginMessage(customerId, actor, { mailboxId, recipient: to, subject, sizeBytes, told });
  if (!begun.ok) return begun;
  const message = begun.value;
  const { address, name } = message;
  const mail = mailFrom(address, name);
  const ending = await handToMicrosoft(customerId, message.registrationId, { mailbox: address, mail });
  const settledAt = new Date();
  await keepOn('could not settle a message', message.id, () =>
    settleMessage(customerId, actor, {
      messageId: message.id,
      mailbox: { id: mailboxId, address, customerName: message.customerName },
      state: ending.state,
      code: ending.code,
      answer: ending.answer,
      detail: ending.detail,
      settledAt,
    }),
  );
  // Of another From that is refused, nothing follows for the mailbox's own.
  const isOfAnotherFrom = ending.code === 'send_as_denied' && from !== undefined && from !== address;
  if (ending.state !== 'unknown' && !isOfAnotherFrom) {
    await keepOn('could not take the proof of a message', message.id, () =>
      takeEvidence(customerId, {
        mailboxId,
        revision: message.revision,
        credentialVersion: message.credentialVersion,
        // Of a sign-in that was not asked for again: when it was.
        at: ending.earlier?.at ?? settledAt,
        verdict: ending.state === 'accepted' ? 'passed' : 'failed',
        code: ending.earlier ? (ending.earlier.code as OutcomeCode) : ending.code,
      }),
    );
  }
  await countUnknown([{ code: ending.code, raw: ending.answer, askedOf: 'graph' }], settledAt);
  return succeed({ messageId: message.id, settledAt, ...ending });
}

/** The most characters of a list of addresses that the history keeps. */
const TOLD_CHARACTERS = 1_000;

/** What the history tells of the mail besides its recipient: who it went to and from, and that it had more than a text. */
function toldOf({ from, replyTo = [], cc = [], bcc = [], html, attachments = [] }: MoreOfMail) {
  const list = (people: Mail['to']) =>
    people
      .map(({ address }) => address)
      .join(', ')
      .slice(0, TOLD_CHARACTERS);
  return {
    ...(cc.length + bcc.length > 0 ? { recipients: 1 + cc.length + bcc.length } : {}),
    ...(from ? { sentFrom: from } : {}),
    ...(replyTo.length > 0 ? { replyTo: list(replyTo) } : {}),
    ...(cc.length > 0 ? { cc: list(cc) } : {}),
    ...(bcc.length > 0 ? { bcc: list(bcc) } : {}),
    ...(attachments.length > 0 ? { files: attachments.length } : {}),
    ...(html ? { html: true } : {}),
  };
}

const NOTHING_MORE = { replyTo: [], cc: [], bcc: [], html: null, attachments: [], headers: [] } as const;

// Microsoft was asked: whoever pressed the button has to hear what became of the mail, also when it cannot be written
// down. "It failed" would have them send it again.
async function keepOn(
  otherwise: 'could not settle a message' | 'could not take the proof of a message',
  messageId: string,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error({ messageId, error }, otherwise);
  }
}
