import type { Secret } from '@/lib/secret';
import { meaningOf } from './code-row';
import { ENTRA_CODES, OAUTH_ERRORS } from './entra-codes';
import type { MicrosoftFailure, MicrosoftFailureCode } from './failure';
import { failureOfNetwork } from './failure-of-network';
import { NetworkFault } from './network-fault';
import { rawAnswer } from './raw-answer';
import {
  type AnswerBody,
  codeOfStatus,
  type HttpAnswer,
  type Json,
  jsonObjectOf,
  looksLikeHtml,
  objectOf,
  textOf,
  wordsOfPage,
} from './read-answer';
import { retryAfterSeconds } from './retry-after';

/**
 * Says in our words what an answer of Entra ID other than a token means. Reads leniently: the number is looked for in
 * `error_codes` and at the beginning of the text, `error` may be an object as in Graph, and every field may be absent.
 * Never throws.
 * @param secrets what must not stay in any text
 */
export function failureOfEntraAnswer(answer: HttpAnswer, secrets: readonly Secret[] = []): MicrosoftFailure {
  const json = jsonObjectOf(answer.body);
  const isHtml = json === null && looksLikeHtml(answer.headers['content-type'], answer.body);
  const error = objectOf(json?.error);
  const description = textOf(json?.error_description) ?? textOf(error.message) ?? textOf(json?.message);
  const codes = Array.isArray(json?.error_codes) ? json.error_codes : [];
  const promised = answer.status >= 200 && answer.status < 300 && description === null;
  return describe(
    {
      status: answer.status,
      body: { isHtml, text: answer.body },
      oauthError: textOf(json?.error) ?? textOf(error.code),
      numbers: numbersOf(codes, description),
      // Of a success nothing is quoted: a cut-off one holds part of a token.
      message: isHtml ? wordsOfPage(answer.body) : promised ? null : (description ?? answer.body),
      traceId: textOf(json?.trace_id) ?? answer.headers['x-ms-request-id'] ?? null,
      correlationId: textOf(json?.correlation_id) ?? answer.headers['client-request-id'] ?? null,
      retryAfter: answer.headers['retry-after'],
    },
    secrets,
  );
}

/**
 * Says in our words what MSAL threw, where no answer is at hand: its ServerError by number, OAuth error and status; its
 * own refusal after a 429 or 5xx, whose `errorCode` is the number as text; our NetworkFault. Never throws.
 * @param secrets what must not stay in any text
 */
export function failureOfEntra(error: unknown, secrets: readonly Secret[] = []): MicrosoftFailure {
  if (error instanceof NetworkFault) return failureOfNetwork(error, secrets);
  const { errorCode, errorNo, status, errorMessage, message, correlationId } = fieldsOf(error);
  // For a Graph-style body MSAL puts the whole object where a code belongs.
  const nested = objectOf(errorCode);
  const text = textOf(errorMessage) ?? textOf(nested.message) ?? textOf(message);
  return describe(
    {
      status: typeof status === 'number' ? status : null,
      body: { isHtml: false, text: '' },
      oauthError: textOf(errorCode) ?? textOf(nested.code),
      numbers: numbersOf([errorNo, errorCode], text),
      message: text,
      traceId: /Trace ID: ([\w-]+)/i.exec(text ?? '')?.[1] ?? null,
      correlationId: textOf(correlationId),
      retryAfter: undefined,
    },
    secrets,
  );
}

function describe(
  seen: {
    status: number | null;
    /** The body, where there is one to look at. */
    body: AnswerBody;
    oauthError: string | null;
    numbers: readonly number[];
    message: string | null;
    traceId: string | null;
    correlationId: string | null;
    retryAfter: string | undefined;
  },
  secrets: readonly Secret[],
): MicrosoftFailure {
  const now = new Date();
  const known = seen.numbers.find((number) => Object.hasOwn(ENTRA_CODES, number));
  const number = known ?? seen.numbers[0];
  const row = known === undefined ? oauthRow(seen.oauthError) : ENTRA_CODES[known];
  const ofBody = row && meaningOf(row, seen.message);
  const ofStatus = seen.status === null ? 'unknown' : codeOfStatus(seen.status, seen.body);
  // An error that a success carries is no empty answer: it has its raw text.
  const isBare = ofStatus === 'answered_empty' || ofStatus === 'answer_cut_off';
  const fallback = isBare && (seen.oauthError || number) ? 'unknown' : ofStatus;
  return {
    code: ofStatus === 'throttled' ? 'sign_in_throttled' : whichSecret(ofBody ?? fallback, secrets),
    retryAfterSeconds: retryAfterSeconds(seen.retryAfter, now),
    raw: rawAnswer(
      {
        status: seen.status,
        code: number !== undefined ? `AADSTS${number}` : seen.oauthError,
        message: seen.message,
        requestId: seen.traceId,
        correlationId: seen.correlationId,
      },
      secrets,
      now,
    ),
  };
}

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Entra says the same of every wrong secret. A Value is never a GUID, so one that was sent is its Secret ID. */
function whichSecret(code: MicrosoftFailureCode, secrets: readonly Secret[]): MicrosoftFailureCode {
  return code === 'secret_wrong' && secrets.some((secret) => guid.test(secret.reveal()))
    ? 'secret_id_sent'
    : code;
}

const oauthRow = (error: string | null) =>
  error !== null && Object.hasOwn(OAUTH_ERRORS, error) ? OAUTH_ERRORS[error] : undefined;

/** Every AADSTS number named, in the order of trust. */
function numbersOf(codes: readonly unknown[], text: string | null): number[] {
  const listed = codes.map((code) =>
    typeof code === 'string' && /^\d{4,9}$/.test(code) ? Number(code) : code,
  );
  const inText = /AADSTS(\d{4,9})/.exec(text ?? '')?.[1];
  return [...listed, inText && Number(inText)].filter(
    (number): number is number => typeof number === 'number' && Number.isSafeInteger(number) && number > 0,
  );
}

function fieldsOf(error: unknown): Json {
  return typeof error === 'object' && error !== null ? (error as Json) : { message: error };
}
