import type { CustomerId } from '@/lib/customer/customer';
import type { OutcomeCode } from '@/lib/mailbox/connection-test';
import { carryingMs } from '@/lib/microsoft/deadline';
import type { RawAnswer } from '@/lib/microsoft/failure';
import { ONE_REQUEST_BYTES } from '@/lib/microsoft/plan-mail';
import type { LookAtDraft, SendStep } from '@/lib/microsoft/send-outcome';
import type { NoCredential } from '@/lib/registration/open-credential';

/** How far a message is. `unknown`: Microsoft may have taken it; it is not sent again by itself. */
export type MessageState = 'sending' | 'accepted' | 'failed' | 'unknown';

/** Why a test mail was not even tried. */
export type SendFailure =
  | { readonly code: 'mailbox_not_found' }
  | { readonly code: 'mailbox_paused' }
  | NoCredential;

/** Where a mail came to its end, and what is worth knowing of it there. */
export interface SendDetail {
  /** The step that failed or whose end is not known; null for an accepted mail, and when the sign-in failed before. */
  readonly step: SendStep | null;
  /** A draft may have stayed in the mailbox. It was not sent. */
  readonly draftMayRemain: boolean;
  /** What a look at the draft showed, where there was one. */
  readonly look: LookAtDraft | null;
  /** The addresses of the mail that were refused, by Microsoft or before it was asked. */
  readonly badAddresses: readonly string[];
}

/** How a test mail ended. */
export interface SendReport {
  readonly messageId: string;
  readonly state: Exclude<MessageState, 'sending'>;
  readonly code: OutcomeCode | null;
  readonly answer: RawAnswer | null;
  readonly detail: SendDetail;
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
  readonly detail: SendDetail | null;
  readonly requestId: string | null;
  readonly sentByName: string;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

/** The longest that one send can take: 14 seconds of asking Microsoft, and much air for a busy machine. */
const LONGEST_SEND_MS = 60_000;

/** What a draft takes besides: many calls, each of which may be made again. */
const LONGEST_DRAFT_MS = 300_000;

/**
 * What a stored state means at `now`: how a message still "sending" after a minute (a large one: after what it may take)
 * ended was never written down, most likely because the process was stopped on the way. Whether Microsoft took it is not
 * known.
 */
export function stateAt(
  message: Pick<MessageRow, 'state' | 'code' | 'createdAt'> & { readonly sizeBytes?: number | null },
  now: Date,
): Pick<MessageRow, 'state' | 'code'> {
  const bytes = message.sizeBytes ?? 0;
  const isDraft = bytes > ONE_REQUEST_BYTES;
  const longestMs = LONGEST_SEND_MS + (isDraft ? LONGEST_DRAFT_MS + carryingMs(bytes) : 0);
  const cutOff = message.state === 'sending' && now.getTime() - message.createdAt.getTime() > longestMs;
  return cutOff ? { state: 'unknown', code: 'interrupted' } : { state: message.state, code: message.code };
}

/**
 * At which step a mail that was not accepted came to its end; `sign_in` is before all of {@link SendStep}. Null for one that
 * was accepted or is on its way, and where nobody wrote it down.
 */
export function stepOf({ state, detail }: Pick<MessageRow, 'state' | 'detail'>): SendStep | 'sign_in' | null {
  if (!detail || state === 'accepted' || state === 'sending') return null;
  return detail.step ?? 'sign_in';
}
