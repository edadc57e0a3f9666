import type { NextRequest } from 'next/server';
import { fail, type Result, succeed } from '@/lib/result';
import type { Reach } from '@/lib/scope';
import { type Deed, may, needsConfirmation } from '@/lib/staff/deeds';
import { type CallCost, limitCalls } from '@/lib/staff/limit-calls';
import { findActor } from '@/lib/staff/reads';
import { isConfirmed } from '@/lib/staff/session';
import type { Actor } from '@/lib/staff/staff';
import { reachOf } from './actor';
import { catchSurprise } from './catch-surprise';
import { isFromOtherSite } from './other-site';
import { type WordsForRequest, wordForRequest, wordSurprise } from './word-for-request';

/** A route handler as Next calls it: `export const GET = route({ … })`. */
export type Route = (request: NextRequest) => Promise<Response>;

/**
 * Makes a route handler out of its declaration, as `action` makes a server action: from our own pages, who asks, how
 * often, may they, have they to confirm who they are, run, answer. Every route handler that reads or changes what
 * belongs to customers or staff goes through here. (api/health says the same to everybody and does not.) What it answers
 * is kept by nobody on the way, and a refusal is words for whoever asked; so is a surprise, with the reference that the
 * log has. A link to one has no `download`: a browser would then show none of these words.
 */
export function route(declaration: {
  readonly deed: Deed;
  /** It asks Microsoft or sends a mail; how often somebody may is in lib/staff/limit-calls.ts. */
  readonly costs?: CallCost;
  readonly run: (asked: { actor: Actor; reach: Reach; request: NextRequest }) => Response | Promise<Response>;
}): Route {
  const answer = async (request: NextRequest) => {
    const admitted = await admit(request, declaration);
    if (!admitted.ok) return refuse(request, admitted.failure);
    return keptByNobody(await declaration.run({ ...admitted.value, request }));
  };
  return (request) =>
    catchSurprise(request, {
      deed: declaration.deed,
      answer: () => answer(request),
      tell: (reference) => plainWords(wordSurprise(request, reference), 500),
    });
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
  const refusal = plainWords(wordForRequest(request, code, { ...facts }), STATUS[code]);
  if (facts.retryAt) refusal.headers.set('Retry-After', facts.retryAt.toUTCString());
  return refusal;
}

/** Words as an answer that a browser shows by itself. */
export function plainWords({ text, language }: WordsForRequest, status: number): Response {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Language': language };
  return keptByNobody(new Response(text, { status, headers }));
}

/** The same answer, for whoever asked alone. */
export function keptByNobody(answer: Response): Response {
  const headers = new Headers(answer.headers);
  headers.set('Cache-Control', 'private, no-store');
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
}
