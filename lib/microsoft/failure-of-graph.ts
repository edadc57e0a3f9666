import type { Secret } from '@/lib/secret';
import { meaningOf } from './code-row';
import type { MicrosoftFailure, MicrosoftFailureCode } from './failure';
import { graphRow } from './graph-codes';
import { rawAnswer } from './raw-answer';
import {
  type AnswerBody,
  codeOfStatus,
  jsonObjectOf,
  looksLikeHtml,
  objectOf,
  textOf,
  wordsOfPage,
} from './read-answer';
import { retryAfterSeconds } from './retry-after';

/** The application permission that sending takes. */
export const MAIL_SEND = 'Mail.Send';

/** What a draft takes besides: it is written to the mailbox before it is sent. */
export const MAIL_READ_WRITE = 'Mail.ReadWrite';

/** What is known besides the answer itself. */
export interface GraphCall {
  /** The permissions in the token, where they are known: "denied" without Mail.Send is a missing permission. */
  readonly roles?: readonly string[];
  /** What must not stay in any text: the token. */
  readonly secrets?: readonly Secret[];
  /** The client-request-id that was sent. */
  readonly clientRequestId?: string;
}

/**
 * Says in our words what an answer of Graph other than a success means: by `error.code` (case does not count), else by
 * status. The code in the body, the status and the ids are kept as they came. Never throws, whatever the body is.
 * @param headers by lower-case name
 */
export function failureOfGraph(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
  call: GraphCall = {},
): MicrosoftFailure {
  const now = new Date();
  const json = jsonObjectOf(body);
  const isHtml = json === null && looksLikeHtml(headers['content-type'], body);
  const error = objectOf(json?.error);
  const inner = objectOf(error.innerError ?? error.innererror);
  const code = textOf(error.code) ?? textOf(json?.error) ?? textOf(json?.code);
  const message = textOf(error.message) ?? textOf(json?.message);
  return {
    code: withRoles(codeOf(status, { isHtml, text: body }, [textOf(inner.code), code], message), call.roles),
    retryAfterSeconds: retryAfterSeconds(headers['retry-after'], now),
    raw: rawAnswer(
      {
        status,
        code,
        message: isHtml ? wordsOfPage(body) : (message ?? body),
        requestId: headers['request-id'] ?? textOf(inner['request-id']),
        correlationId:
          headers['client-request-id'] ?? textOf(inner['client-request-id']) ?? call.clientRequestId ?? null,
      },
      call.secrets ?? [],
      now,
    ),
  };
}

/** The inner code is the more detailed one; Graph's documentation says to go by it where it is understood. */
function codeOf(
  status: number,
  body: AnswerBody,
  codes: readonly (string | null)[],
  message: string | null,
): MicrosoftFailureCode {
  const row = codes.map((code) => graphRow(code ?? '')).find((found) => found !== undefined);
  const known = row && meaningOf(row, message);
  // Whatever else it says, a 429 is a limit; which one, its code may tell.
  if (status === 429) return known && LIMITS.has(known) ? known : 'throttled';
  if (known) return known;
  const ofStatus = STATUSES[status] ?? codeOfStatus(status, body);
  return ofStatus === 'unknown' && status === 401 ? 'token_refused' : ofStatus;
}

const LIMITS: ReadonlySet<MicrosoftFailureCode> = new Set(['mailbox_busy', 'sending_limit_reached']);

/** What Graph's own statuses say without a code. learn.microsoft.com/graph/errors */
const STATUSES: Readonly<Record<number, MicrosoftFailureCode>> = {
  // A front door answers these with a page of its own, which says no less.
  413: 'message_too_large',
  507: 'mailbox_full',
  509: 'throttled',
};

/** A token without Mail.Send may still be good by a grant of Exchange's own, so it only colours a refusal. */
function withRoles(code: MicrosoftFailureCode, roles: readonly string[] | undefined): MicrosoftFailureCode {
  return code === 'access_denied' && roles !== undefined && !roles.includes(MAIL_SEND)
    ? 'permission_missing'
    : code;
}
