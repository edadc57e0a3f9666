import type { Cloud } from '@/lib/microsoft/cloud';
import type { CallLimits } from '@/lib/microsoft/deadline';
import type { AccessToken } from '@/lib/microsoft/request-access-token';
import { deliverMail } from '@/lib/microsoft/send-mail';
import type { SendOutcome } from '@/lib/microsoft/send-outcome';

/** A plain-text mail to one recipient. */
interface PlainMail {
  readonly cloud: Cloud;
  readonly token: AccessToken;
  readonly from: { readonly address: string; readonly name: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const NOTHING_MORE = { replyTo: [], cc: [], bcc: [], html: null, attachments: [], headers: [] } as const;

/** Hands a plain-text mail to Graph from the mailbox of its From. */
export async function sendPlain(
  { cloud, token, from, to, subject, text }: PlainMail,
  limits: CallLimits = {},
): Promise<SendOutcome> {
  const mail = { ...NOTHING_MORE, from, to: [{ address: to, name: '' }], subject, text };
  return deliverMail({ cloud, token, mailbox: from.address, mail }, limits);
}
