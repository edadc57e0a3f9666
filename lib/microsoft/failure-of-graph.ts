import type { Secret } from '@/lib/secret';
import type { MicrosoftFailure, MicrosoftFailureCode } from './failure';
import { rawAnswer } from './raw-answer';
import { codeOfStatus, jsonObjectOf, looksLikeHtml, objectOf, textOf, wordsOfPage } from './read-answer';
import { retryAfterSeconds } from './retry-after';

/** The application permission that sending takes. */
export const MAIL_SEND = 'Mail.Send';

/** What a draft takes besides: it is written to the mailbox before it is sent. */
export const MAIL_READ_WRITE = 'Mail.ReadWrite';

/** Graph's codes, in lower case, to ours. Source: Graph's documentation and bodies quoted in public issues. */
const codeOfGraphCode: Readonly<Record<string, MicrosoftFailureCode>> = {
  nopermissionsinaccesstoken: 'permission_missing',
  erroraccessdenied: 'access_denied',
  accessdenied: 'access_denied',
  forbidden: 'access_denied',
  authorization_requestdenied: 'access_denied',
  errorinvaliduser: 'mailbox_not_found',
  resourcenotfound: 'mailbox_not_found',
  request_resourcenotfound: 'mailbox_not_found',
  errornonexistentmailbox: 'mailbox_not_found',
  mailboxnotenabledforrestapi: 'mailbox_without_exchange',
  mailboxnotsupportedforrestapi: 'mailbox_without_exchange',
  errorsendasdenied: 'send_as_denied',
  errorinvalidrecipients: 'recipient_refused',
  errormessagesizeexceeded: 'message_too_large',
  invalidauthenticationtoken: 'token_refused',
  applicationthrottled: 'throttled',
  toomanyrequests: 'throttled',
  errorserverbusy: 'microsoft_unavailable',
  serviceunavailable: 'microsoft_unavailable',
};

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
  return {
    code: withRoles(codeOf(status, isHtml, [code, textOf(inner.code)]), call.roles),
    retryAfterSeconds: retryAfterSeconds(headers['retry-after'], now),
    raw: rawAnswer(
      {
        status,
        code,
        message: isHtml ? wordsOfPage(body) : (textOf(error.message) ?? textOf(json?.message) ?? body),
        requestId: headers['request-id'] ?? textOf(inner['request-id']),
        correlationId:
          headers['client-request-id'] ?? textOf(inner['client-request-id']) ?? call.clientRequestId ?? null,
      },
      call.secrets ?? [],
      now,
    ),
  };
}

function codeOf(status: number, isHtml: boolean, codes: readonly (string | null)[]): MicrosoftFailureCode {
  if (status === 429) return 'throttled';
  const known = codes
    .map((code) => code?.toLowerCase() ?? '')
    .find((code) => Object.hasOwn(codeOfGraphCode, code));
  if (known !== undefined) return codeOfGraphCode[known] ?? 'unknown';
  // A front door answers 413 with a page of its own, which says no less.
  if (status === 413) return 'message_too_large';
  const ofStatus = codeOfStatus(status, isHtml);
  return ofStatus === 'unknown' && status === 401 ? 'token_refused' : ofStatus;
}

/** A token without Mail.Send may still be good by a grant of Exchange's own, so it only colours a refusal. */
function withRoles(code: MicrosoftFailureCode, roles: readonly string[] | undefined): MicrosoftFailureCode {
  return code === 'access_denied' && roles !== undefined && !roles.includes(MAIL_SEND)
    ? 'permission_missing'
    : code;
}
