import type { NextRequest } from 'next/server';
import { withRequestId } from '@/lib/log';
import { fail, type Result, succeed } from '@/lib/result';
import type { Reach } from '@/lib/scope';
import { type Deed, may, needsConfirmation } from '@/lib/staff/deeds';
import { type CallCost, limitCalls } from '@/lib/staff/limit-calls';
import { findActor } from '@/lib/staff/reads';
import { isConfirmed } from '@/lib/staff/session';
import type { Actor } from '@/lib/staff/staff';
import { reachOf } from './actor';
import { isFromOtherSite } from './other-site';
import { requestIdOf } from './request-id';
import { wordForRequest } from './word-for-request';

/** A route handler as Next calls it: `export const GET = route({ … })`. */
export type Route = (request: NextRequest) => Promise<Response>;

/**
 * Makes a route handler out of its declaration, as `action` makes a server action: from our own pages, who asks, how
 * often, may they, have they to confirm who they are, run, answer. Every route handler that reads or changes what
 * belongs to customers or staff goes through here. (api/health says the same to everybody and does not.) What it answers
 * is kept by nobody on the way, and a refusal is words for whoever asked. What `run` throws is a surprise, which Next
 * answers with an empty 500.
 */
export function route(declaration: {
  readonly deed: Deed;
  /** It asks Microsoft or sends a mail; how often somebody may is in lib/staff/limit-calls.ts. */
  readonly costs?: CallCost;
  readonly run: (asked: { actor: Actor; reach: Reach; request: NextRequest }) => Response | Promise<Response>;
}): Route {
  return async (request) => {
    const admitted = await admit(request, declaration);
    if (!admitted.ok) return refuse(request, admitted.failure);
    const requestId = requestIdOf(request.headers.get('x-request-id'));
    const asked = { ...admitted.value, request };
    return keptByNobody(await withRequestId(requestId, () => declaration.run(asked)));
  };
}

/** Why a route handler does not even look at what is asked of it. */
export interface NotAdmitted {
  readonly code: keyof typeof STATUS;
  /** When the next call is taken, of `too_many_calls`. */
  readonly retryAt?: Date;
}

/** Who asks, if they may: the questions of {@link route} in their order, without an answer in words. */
export async function admit(
  request: NextRequest,
  { deed, costs }: { readonly deed: Deed; readonly costs?: CallCost },
): Promise<Result<{ actor: Actor; reach: Reach }, NotAdmitted>> {
  if (isFromOtherSite(request)) return fail({ code: 'other_site' });
  const actor = await findActor(request.headers);
  if (!actor) return fail({ code: 'signed_out' });
  const limited = await limitCalls(actor.id, costs ?? 'little');
  if (!limited.ok) return limited;
  if (actor.secondFactorNeeded) return fail({ code: 'second_factor_needed' });
  if (!may(actor.role, deed)) return fail({ code: 'not_allowed' });
  if (needsConfirmation(deed) && !isConfirmed(actor.session.confirmedAt, new Date())) {
    return fail({ code: 'confirm_needed' });
  }
  return succeed({ actor, reach: reachOf(actor) });
}

const STATUS = {
  other_site: 403,
  signed_out: 401,
  second_factor_needed: 403,
  too_many_calls: 429,
  not_allowed: 403,
  confirm_needed: 403,
} as const;

function refuse(request: NextRequest, { code, ...facts }: NotAdmitted): Response {
  const { text, language } = wordForRequest(request, code, { ...facts });
  const headers = new Headers({ 'Content-Type': 'text/plain; charset=utf-8', 'Content-Language': language });
  if (facts.retryAt) headers.set('Retry-After', facts.retryAt.toUTCString());
  return keptByNobody(new Response(text, { status: STATUS[code], headers }));
}

/** The same answer, for whoever asked alone. */
export function keptByNobody(answer: Response): Response {
  const headers = new Headers(answer.headers);
  headers.set('Cache-Control', 'private, no-store');
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
}
