import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { redirect, unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { log, withRequestId } from '@/lib/log';
import { type Result, succeed } from '@/lib/result';
import type { Reach } from '@/lib/scope';
import { type Deed, may, needsConfirmation } from '@/lib/staff/deeds';
import { type CallCost, limitCalls, limitCallsFrom } from '@/lib/staff/limit-calls';
import { isConfirmed } from '@/lib/staff/session';
import type { Actor } from '@/lib/staff/staff';
import { currentActor, reachOf } from './actor';
import { networkAddress } from './network-address';
import { requestIdOf } from './request-id';
import { type ActionFailureCode, factsOf, faultsOf, type Refusal, wordFaults, wordRefusal } from './wording';

/**
 * What a server action answers: the value, or a refusal in words. What was typed does not come back: it stays in the
 * form in the browser, and a secret never makes the way twice.
 */
export type ActionAnswer<T, D = undefined> =
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'refused'; readonly refusal: Refusal; readonly details?: D };

type Failure = { readonly code: ActionFailureCode };

/** A server action as the browser calls it. */
export type Action<T, D = undefined> = (form: FormData) => Promise<ActionAnswer<T, D>>;

/**
 * Makes a server action out of its declaration: who asks, how often, may they, is it filled in, have they to confirm who
 * they are, run, answer. Every action that reads or changes what belongs to customers or staff goes through here or
 * {@link openAction}; nothing else checks rights. (The sign-out and the display preferences of a browser need no right.)
 * @param goTo where the browser is sent after success; null: it stays
 */
export function action<S extends z.ZodType, T, F extends Failure>(declaration: {
  readonly deed: Deed;
  /** Another deed that a form asks for besides, by what it says; null: none. Both have to be allowed. */
  readonly also?: (input: z.infer<S>) => Deed | null;
  readonly schema: S;
  readonly run: (asked: { actor: Actor; reach: Reach; input: z.infer<S> }) => Promise<Result<T, F>>;
  readonly goTo?: (value: T) => string | null;
  /** It asks Microsoft or sends a mail; how often somebody may is in lib/staff/limit-calls.ts. */
  readonly costs?: CallCost;
  /** What pages show stays as it is: none has to be shown anew. */
  readonly changesNothing?: true;
  /** Also for whoever has to set up a second factor first: the set-up itself. */
  readonly withoutSecondFactor?: true;
}): Action<T, F> {
  return (form) =>
    answer<T, F>(declaration, async () => {
      const actor = await currentActor();
      if (!actor) return { refusal: await wordRefusal('signed_out') };
      const limited = await limitCalls(actor.id, declaration.costs ?? 'little');
      if (!limited.ok) return { refusal: await wordRefusal('too_many_calls', limited.failure) };
      if (actor.secondFactorNeeded && !declaration.withoutSecondFactor) {
        return { refusal: await wordRefusal('second_factor_needed') };
      }
      const parsed = await parse(declaration.schema, form);
      const also = 'input' in parsed ? declaration.also?.(parsed.input) : null;
      const deeds = also ? [declaration.deed, also] : [declaration.deed];
      // Whoever may not is told nothing of what was sent.
      if (!deeds.every((deed) => may(actor.role, deed))) return { refusal: await wordRefusal('not_allowed') };
      if ('refusal' in parsed) return parsed;
      if (deeds.some(needsConfirmation) && !isConfirmed(actor.session.confirmedAt, new Date())) {
        return { refusal: await wordRefusal('confirm_needed') };
      }
      return declaration.run({ actor, reach: reachOf(actor), input: parsed.input });
    });
}

/** The same for the few actions that nobody has to be signed in for: sign-in, set-up and joining. */
export function openAction<S extends z.ZodType, T, F extends Failure>(declaration: {
  readonly schema: S;
  readonly run: (asked: { input: z.infer<S> }) => Promise<Result<T, F>>;
  readonly goTo?: (value: T) => string | null;
  readonly changesNothing?: true;
}): Action<T, F> {
  return (form) =>
    answer<T, F>(declaration, async () => {
      const address = networkAddress(await headers());
      const limited = address ? await limitCallsFrom(address) : succeed(null);
      if (!limited.ok) return { refusal: await wordRefusal('too_many_calls', limited.failure) };
      const parsed = await parse(declaration.schema, form);
      return 'refusal' in parsed ? parsed : declaration.run({ input: parsed.input });
    });
}

async function answer<T, F extends Failure>(
  {
    deed,
    goTo,
    changesNothing,
  }: {
    readonly deed?: Deed;
    readonly goTo?: (value: T) => string | null;
    readonly changesNothing?: true;
  },
  work: () => Promise<Result<T, F> | { readonly refusal: Refusal }>,
): Promise<ActionAnswer<T, F>> {
  const requestId = requestIdOf((await headers()).get('x-request-id'));
  let done: T;
  try {
    const result = await withRequestId(requestId, work);
    if ('refusal' in result) return { status: 'refused', refusal: result.refusal };
    if (!result.ok) return await refuse(result.failure);
    done = result.value;
  } catch (error) {
    unstable_rethrow(error);
    log.error({ reference: requestId, requestId, deed, error }, 'an action failed');
    return { status: 'refused', refusal: { ...(await wordRefusal('unexpected')), reference: requestId } };
  }
  // Whatever page is open shows the change at once.
  if (!changesNothing) revalidatePath('/', 'layout');
  const place = goTo?.(done);
  if (place) redirect(place);
  return { status: 'done', value: done };
}

async function refuse<F extends Failure>(failure: F): Promise<ActionAnswer<never, F>> {
  const { code, ...rest } = failure;
  return { status: 'refused', refusal: await wordRefusal(code, factsOf(rest)), details: failure };
}

async function parse<S extends z.ZodType>(
  schema: S,
  form: FormData,
): Promise<{ input: z.infer<S> } | { refusal: Refusal }> {
  // Whoever calls it without our form may send anything.
  const sent = form instanceof FormData ? [...form] : [];
  const fields = Object.fromEntries(sent.filter(([, value]) => typeof value === 'string'));
  const parsed = schema.safeParse(fields);
  return parsed.success ? { input: parsed.data } : { refusal: await wordFaults(faultsOf(parsed.error)) };
}
