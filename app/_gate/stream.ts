import { NextResponse } from 'next/server';
import type { z } from 'zod';
import { log } from '@/lib/log';
import type { Result } from '@/lib/result';
import type { Reach } from '@/lib/scope';
import type { Deed } from '@/lib/staff/deeds';
import type { CallCost } from '@/lib/staff/limit-calls';
import type { Actor } from '@/lib/staff/staff';
import type { ActionAnswer } from './action';
import { catchSurprise } from './catch-surprise';
import { FORM_LIMIT_BYTES } from './form-size';
import { holdLargeForm } from './large-forms';
import { type FormFile, readForm } from './read-form';
import { admit, keptByNobody, type Route } from './route';
import { speechFor } from './word-for-request';
import type { Speech } from './word-outcome';
import { type ActionFailureCode, factsOf, faultsOf, wordFaultsWith, wordRefusalWith } from './wording';

/** One line of a streamed answer: something that is known already, or at the end what an action would have answered. */
export type StreamLine<L, T, D = undefined> =
  | { readonly status: 'told'; readonly line: L }
  | ActionAnswer<T, D>;

/** What the envelope weighs at most that a browser puts around a form, in bytes. */
const ENVELOPE_BYTES = 16_384;

/** How long a form may be on its way, in milliseconds: a minute, and for a large one what 2 Mbit/s take besides. */
const timeFor = (bytes: number) => 60_000 + bytes / 250;

/** After how long a large form is to be tried again while there is no room for it, in milliseconds. */
const ROOM_MS = 60_000;

/**
 * Makes a route handler that takes a form as an action does, and answers in lines of JSON as things become known
 * (NDJSON). It asks the questions of {@link admit}, then for the form's size and fields. Of forms that may weigh more than
 * usual only a few are held at once, one of a person: else it is `too_many_calls`. Whoever hangs up hears no more, and
 * `signal` tells `run`: a connection test ends its work then, a send does not look at it, because it is not to be cut in
 * the middle. A refusal is the one line of an answer, with status 200 as of an action, because a browser writes any
 * other to its console; only a request that another site made is answered with 403. What is thrown, by
 * `run` or before it, is told as unexpected, under the reference that the log has.
 */
export function stream<
  S extends z.ZodType,
  L,
  T,
  F extends { readonly code: ActionFailureCode },
>(declaration: {
  readonly deed: Deed;
  readonly schema: S;
  readonly costs?: CallCost;
  /** What the form may weigh, where that is more than usual. */
  readonly limitBytes?: number;
  readonly run: (asked: {
    actor: Actor;
    reach: Reach;
    input: z.infer<S>;
    files: readonly FormFile[];
    /** The outcomes' words of whoever asks. */
    speech: Speech;
    /** Sends a line. */
    tell: (line: L) => void;
    signal: AbortSignal;
  }) => Promise<Result<T, F>>;
}): Route {
  return (request) => {
    const { errors, outcomes } = speechFor(request);
    const refuse = (code: ActionFailureCode, facts = {}): ActionAnswer<T, F> => ({
      status: 'refused',
      refusal: wordRefusalWith(errors, code, facts),
    });
    const surprise = (reference: string): ActionAnswer<T, F> => ({
      status: 'refused',
      refusal: { ...wordRefusalWith(errors, 'unexpected'), reference },
    });
    const answer = async (requestId: string) => {
      const admitted = await admit(request, declaration);
      if (!admitted.ok) {
        const { code, ...facts } = admitted.failure;
        return linesOf([refuse(code, facts)], code === 'other_site' ? 403 : 200);
      }
      const isLarge = declaration.limitBytes !== undefined;
      const letGo = isLarge ? holdLargeForm(admitted.value.actor.id) : () => undefined;
      if (!letGo) return linesOf([refuse('too_many_calls', { retryAt: new Date(Date.now() + ROOM_MS) })]);
      const limitBytes = (declaration.limitBytes ?? FORM_LIMIT_BYTES) + ENVELOPE_BYTES;
      const read = await readForm(request, { bytes: limitBytes, ms: timeFor(limitBytes) }).catch((error) => {
        letGo();
        throw error;
      });
      const parsed = read.ok ? declaration.schema.safeParse(read.value.fields) : null;
      if (!read.ok || !parsed?.success) {
        letGo();
        if (!read.ok) return linesOf([refuse(read.failure.code)]);
        const faults = parsed?.error ? faultsOf(parsed.error) : {};
        return linesOf([{ status: 'refused', refusal: wordFaultsWith(errors, faults) }]);
      }
      const { files } = read.value;
      const input = parsed.data;

      const stop = new AbortController();
      const hungUp = () => stop.abort();
      if (request.signal.aborted) hungUp();
      else request.signal.addEventListener('abort', hungUp, { once: true });
      const work = async (tell: (line: L) => void): Promise<ActionAnswer<T, F>> => {
        const asked = { ...admitted.value, input, files, speech: outcomes, tell, signal: stop.signal };
        try {
          const result = await declaration.run(asked);
          if (result.ok) return { status: 'done', value: result.value };
          const { code, ...rest } = result.failure;
          return { ...refuse(code, factsOf(rest)), details: result.failure } as ActionAnswer<T, F>;
        } catch (error) {
          log.error({ reference: requestId, requestId, deed: declaration.deed, error }, 'an action failed');
          return surprise(requestId);
        }
      };
      const body = new ReadableStream<Uint8Array>({
        async start(controller) {
          const say = (line: StreamLine<L, T, F>) => {
            if (!stop.signal.aborted) controller.enqueue(encode(line));
          };
          try {
            say(await work((line) => say({ status: 'told', line })));
            if (!stop.signal.aborted) controller.close();
          } finally {
            letGo();
          }
        },
        cancel: hungUp,
      });
      return answerOf(body, 200);
    };
    return catchSurprise(request, {
      deed: declaration.deed,
      answer,
      tell: (reference) => linesOf([surprise(reference)]),
    });
  };
}

const encode = (line: unknown) => new TextEncoder().encode(`${JSON.stringify(line)}\n`);

const linesOf = (lines: readonly unknown[], status = 200) =>
  answerOf(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), status);

function answerOf(body: BodyInit, status: number): Response {
  // A proxy that collects answers before it hands them on would hold every line back.
  const headers = { 'Content-Type': 'application/x-ndjson; charset=utf-8', 'X-Accel-Buffering': 'no' };
  return keptByNobody(new NextResponse(body, { status, headers }));
}
