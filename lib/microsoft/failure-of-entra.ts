import type { Secret } from '@/lib/secret';
import type { MicrosoftFailure, MicrosoftFailureCode } from './failure';
import { failureOfNetwork } from './failure-of-network';
import { NetworkFault } from './network-fault';
import { rawAnswer } from './raw-answer';
import {
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

/** AADSTS numbers to our codes. Source: reference-error-codes (learn.microsoft.com) and bodies quoted in public issues. */
const codeOfNumber: Readonly<Record<number, MicrosoftFailureCode>> = {
  90002: 'tenant_not_found',
  900023: 'tenant_malformed',
  90038: 'tenant_in_other_cloud',
  900382: 'tenant_in_other_cloud',
  900432: 'tenant_in_other_cloud',
  500011: 'tenant_in_other_cloud',
  700016: 'app_not_in_tenant',
  7000229: 'app_not_in_tenant',
  700038: 'client_id_malformed',
  7000112: 'app_disabled',
  70001: 'app_disabled',
  7000215: 'secret_wrong',
  7000222: 'secret_expired',
  53003: 'conditional_access',
  530032: 'conditional_access',
  50196: 'sign_in_looping',
  90055: 'throttled',
  90033: 'microsoft_unavailable',
  90024: 'microsoft_unavailable',
  90006: 'microsoft_unavailable',
  90012: 'microsoft_unavailable',
  50033: 'microsoft_unavailable',
};

/** Where there is no number: the OAuth error, as far as it alone tells enough. */
const codeOfOAuthError: Readonly<Record<string, MicrosoftFailureCode>> = {
  invalid_tenant: 'tenant_not_found',
  temporarily_unavailable: 'microsoft_unavailable',
};

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
      isHtml,
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
      isHtml: false,
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
    isHtml: boolean;
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
  const known = seen.numbers.find((number) => Object.hasOwn(codeOfNumber, number));
  const number = known ?? seen.numbers[0];
  const ofOAuthError = Object.entries(codeOfOAuthError).find(([error]) => error === seen.oauthError)?.[1];
  const ofBody = known === undefined ? ofOAuthError : codeOfNumber[known];
  const ofStatus = seen.status === null ? 'unknown' : codeOfStatus(seen.status, seen.isHtml);
  // An error that a success carries is no empty answer: it has its raw text.
  const fallback = ofStatus === 'answered_empty' && (seen.oauthError || number) ? 'unknown' : ofStatus;
  return {
    code: ofStatus === 'throttled' ? 'throttled' : (ofBody ?? fallback),
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
