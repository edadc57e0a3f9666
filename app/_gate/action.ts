import { randomUUID } from 'node:crypto';
import { revalidatePath } from 'next/cache';
import { redirect, unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { log } from '@/lib/log';
import type { Result } from '@/lib/result';
import type { Reach } from '@/lib/scope';
import { type Deed, may } from '@/lib/staff/deeds';
import type { Actor } from '@/lib/staff/staff';
import { currentActor, reachOf } from './actor';
import { type ActionFailureCode, type Refusal, wordFaults, wordRefusal } from './wording';

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
 * Makes a server action out of its declaration: who asks, may they, parse, run, answer. Every action that reads or
 * changes what belongs to customers or staff goes through here or {@link openAction}; nothing else checks rights. (The
 * sign-out and the display preferences of a browser need no right.)
 * @param goTo where the browser is sent after success; null: nowhere
 */
export function action<S extends z.ZodType, T, F extends Failure>(declaration: {
  readonly deed: Deed;
  readonly schema: S;
  readonly run: (asked: { actor: Actor; reach: Reach; input: z.infer<S> }) => Promise<Result<T, F>>;
  readonly goTo?: (value: T) => string | null;
  /** It only reads: no page has to be shown anew. */
  readonly changesNothing?: true;
  /** Also for whoever has to set up a second factor first: the set-up itself. */
  readonly withoutSecondFactor?: true;
}): Action<T, F> {
  return (form) =>
    answer<T, F>(declaration, async () => {
      const actor = await currentActor();
      if (!actor) return { refusal: await wordRefusal('signed_out') };
      if (actor.secondFactorNeeded && !declaration.withoutSecondFactor) {
        return { refusal: await wordRefusal('second_factor_needed') };
      }
      if (!may(actor.role, declaration.deed)) return { refusal: await wordRefusal('not_allowed') };
      const parsed = await parse(declaration.schema, form);
      if ('refusal' in parsed) return parsed;
      return declaration.run({ actor, reach: reachOf(actor), input: parsed.input });
    });
}

/** The same for the few actions that nobody has to be signed in for: sign-in and set-up. */
export function openAction<S extends z.ZodType, T, F extends Failure>(declaration: {
  readonly schema: S;
  readonly run: (asked: { input: z.infer<S> }) => Promise<Result<T, F>>;
  readonly goTo?: (value: T) => string | null;
  readonly changesNothing?: true;
}): Action<T, F> {
  return (form) =>
    answer<T, F>(declaration, async () => {
      const parsed = await parse(declaration.schema, form);
      return 'refusal' in parsed ? parsed : declaration.run({ input: parsed.input });
    });
}

async function answer<T, F extends Failure>(
  { goTo, changesNothing }: { readonly goTo?: (value: T) => string | null; readonly changesNothing?: true },
  work: () => Promise<Result<T, F> | { readonly refusal: Refusal }>,
): Promise<ActionAnswer<T, F>> {
  let done: T;
  try {
    const result = await work();
    if ('refusal' in result) return { status: 'refused', refusal: result.refusal };
    if (!result.ok) return await refuse(result.failure);
    done = result.value;
  } catch (error) {
    unstable_rethrow(error);
    const reference = randomUUID();
    log.error({ reference, error: nameOf(error) }, 'an action failed');
    return { status: 'refused', refusal: await wordRefusal('unexpected', { reference }) };
  }
  // Whatever page is open shows the change at once.
  if (!changesNothing) revalidatePath('/', 'layout');
  const place = goTo?.(done);
  if (place) redirect(place);
  return { status: 'done', value: done };
}

async function refuse<F extends Failure>(failure: F): Promise<ActionAnswer<never, F>> {
  const { code, ...rest } = failure;
  const facts: Record<string, string | number | Date> = {};
  for (const [name, value] of Object.entries(rest)) {
    if (typeof value === 'string' || typeof value === 'number' || value instanceof Date) facts[name] = value;
  }
  return { status: 'refused', refusal: await wordRefusal(code, facts), details: failure };
}

async function parse<S extends z.ZodType>(
  schema: S,
  form: FormData,
): Promise<{ input: z.infer<S> } | { refusal: Refusal }> {
  const fields = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
  const parsed = schema.safeParse(fields);
  if (parsed.success) return { input: parsed.data };
  const faults: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) faults[String(path[0] ?? 'form')] ??= message;
  return { refusal: await wordFaults(faults) };
}

// A database error carries the values of its query: its kind and place are enough to find it, its text is too much.
function nameOf(error: unknown): Record<string, string | undefined> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  const place = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .join('\n');
  return { name: error.name, code, place };
}
