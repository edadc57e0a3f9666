import { fail, type Result, succeed } from '@/lib/result';
import type { Cloud } from './cloud';
import type { CallLimits } from './deadline';
import type { MicrosoftFailure } from './failure';
import { callGraph, failureOfReply } from './graph';
import { type Json, jsonObjectOf, objectOf, textOf } from './read-answer';
import type { AccessToken } from './request-access-token';

/**
 * The application permissions with which an app reads its own registration. Source:
 * learn.microsoft.com/graph/api/application-get, "Permissions".
 */
const READING_ROLES: readonly string[] = [
  'Application.Read.All',
  'Application.ReadWrite.OwnedBy',
  'Application.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];

/** May this token read app registrations? Without such a role nothing is asked. */
export function mayReadApplication(roles: readonly string[]): boolean {
  return roles.some((role) => READING_ROLES.includes(role));
}

/** One client secret as Entra lists it: never its value. */
export interface ListedSecret {
  /** The Secret ID, a GUID in lower case; null: none was named. */
  readonly keyId: string | null;
  /** Its first three characters; null of a secret from before Entra kept them. */
  readonly hint: string | null;
  readonly startsAt: Date | null;
  /** The moment from which it no longer signs in. */
  readonly endsAt: Date | null;
}

/** More secrets than this an app has only by mistake; the rest is not looked at. */
const MOST_SECRETS = 200;

/**
 * Reads the client secrets that are listed at an app's own registration. Asks for nothing else: `keyCredentials` is
 * throttled on its own when it is selected. An app that is registered in another directory (multi-tenant) is not found
 * in this one. Source: learn.microsoft.com/graph/api/application-get and …/resources/passwordcredential.
 *
 * The answer is read leniently: what is no list of objects is `answered_empty`, a field of a wrong kind is null. At
 * most 1 MB of it is read. No failure is thrown.
 */
export async function readApplication(
  question: { readonly cloud: Cloud; readonly token: AccessToken; readonly clientId: string },
  limits: CallLimits = {},
): Promise<Result<readonly ListedSecret[], MicrosoftFailure>> {
  const { cloud, token, clientId } = question;
  const path = `/v1.0/applications(appId='${encodeURIComponent(clientId)}')?$select=appId,passwordCredentials`;
  const reply = await callGraph({ cloud, token, method: 'GET', path, headers: {} }, limits);
  const answer = reply.kind === 'answered' && reply.answer.status === 200 ? reply.answer : null;
  const application = answer && jsonObjectOf(answer.body);
  const listed = application?.passwordCredentials;
  const isOurs = textOf(application?.appId)?.toLowerCase() === clientId.toLowerCase();
  if (!isOurs || !Array.isArray(listed)) return fail(failureOfReply(reply));
  return succeed(listed.slice(0, MOST_SECRETS).map((entry) => secretOf(objectOf(entry))));
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function secretOf({ keyId, hint, startDateTime, endDateTime }: Json): ListedSecret {
  const id = textOf(keyId)?.toLowerCase() ?? '';
  return {
    keyId: GUID.test(id) ? id : null,
    hint: textOf(hint)?.slice(0, 3) ?? null,
    startsAt: momentOf(startDateTime),
    endsAt: momentOf(endDateTime),
  };
}

/** `2027-05-20T00:00:00Z`, with or without parts of a second. A year before 2000 stands for "none", not for a day. */
function momentOf(value: unknown): Date | null {
  const text = textOf(value) ?? '';
  if (!/^[2-9]\d{3}-\d{2}-\d{2}T/.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}
