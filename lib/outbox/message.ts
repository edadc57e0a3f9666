import type { CustomerId } from '@/lib/customer/customer';
import type { OutcomeCode } from '@/lib/mailbox/connection-test';
import type { RawAnswer } from '@/lib/microsoft/failure';

/** How far a message is. `unknown`: Microsoft may have taken it; it is not sent again by itself. */
export type MessageState = 'sending' | 'accepted' | 'failed' | 'unknown';

/** Why a test mail was not even tried. */
export type SendFailure =
  | { readonly code: 'mailbox_not_found' }
  | { readonly code: 'mailbox_paused' }
  | { readonly code: 'no_credential' };

/** How a test mail ended. */
export interface SendReport {
  readonly messageId: string;
  readonly state: Exclude<MessageState, 'sending'>;
  readonly code: OutcomeCode | null;
  readonly answer: RawAnswer | null;
  readonly settledAt: Date;
  /** For `sign_in_known_to_fail`: what Microsoft said then, and when. */
  readonly earlier?: { readonly code: string; readonly at: Date };
}

/** A message as lists and the mailbox page show one. */
export interface MessageRow {
  readonly id: string;
  readonly customerId: CustomerId;
  readonly customerName: string;
  readonly mailboxId: string;
  readonly mailboxAddress: string;
  readonly recipient: string;
  readonly subject: string;
  readonly state: MessageState;
  /** Why it failed, or why its outcome is unknown. */
  readonly code: OutcomeCode | null;
  readonly answer: RawAnswer | null;
  readonly requestId: string | null;
  readonly sentByName: string;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

/** The longest that one send can take: 14 seconds of asking Microsoft, and much air for a busy machine. */
const LONGEST_SEND_MS = 60_000;

/**
 * What a stored state means at `now`: how a message still "sending" after a minute ended was never written down, most
 * likely because the process was stopped on the way. Whether Microsoft took it is not known.
 */
export function stateAt(
  message: Pick<MessageRow, 'state' | 'code' | 'createdAt'>,
  now: Date,
): Pick<MessageRow, 'state' | 'code'> {
  const cutOff = message.state === 'sending' && now.getTime() - message.createdAt.getTime() > LONGEST_SEND_MS;
  return cutOff ? { state: 'unknown', code: 'interrupted' } : { state: message.state, code: message.code };
}
