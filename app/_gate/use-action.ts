'use client';

import { type FormEvent, useCallback, useState, useTransition } from 'react';
import type { Action, ActionAnswer } from './action';
import { useFormLimit } from './use-form-limit';

/** An action's answer in the browser. `again` sends the very form that it answers once more. */
export type Answered<T, D> = ActionAnswer<T, D> & { readonly again: () => void };

/**
 * Calls a server action from a form without giving React the form: React would empty every field after the answer,
 * also after a refusal. So what was typed stays, the secret too, in the browser and nowhere else.
 * A form that the server would cut off is refused here, and never leaves. A connection that fails on the way is `lost`:
 * whether the action ran is then not known.
 */
export function useAction<T, D>(
  run: Action<T, D>,
  onDone?: (value: T) => void,
): {
  answer: Answered<T, D> | null;
  /** What is wrong with each field that a refusal names. */
  faults: Readonly<Record<string, string>>;
  lost: boolean;
  pending: boolean;
  send: (form: FormData) => void;
  /** Sends a form as it is submitted, unless it is on its way already. */
  submit: (event: FormEvent<HTMLFormElement>) => void;
  reset: () => void;
} {
  const refusalOf = useFormLimit();
  const [answer, setAnswer] = useState<Answered<T, D> | null>(null);
  const [lost, setLost] = useState(false);
  const [pending, startTransition] = useTransition();
  const send = useCallback(
    (form: FormData) =>
      startTransition(async () => {
        setLost(false);
        const refusal = await refusalOf(form);
        if (refusal) {
          setAnswer({ status: 'refused', refusal, again: () => send(form) });
          return;
        }
        try {
          const next = await run(form);
          // A redirect answers with nothing.
          if (!next) return;
          setAnswer({ ...next, again: () => send(form) });
          if (next.status === 'done') onDone?.(next.value);
        } catch (error) {
          // Next's own signals, such as a redirect, travel as errors and are not ours to keep. Any other failure leaves
          // the form where it is, with what was typed.
          if (String((error as { digest?: unknown } | null)?.digest).startsWith('NEXT_')) throw error;
          setLost(true);
        }
      }),
    [run, onDone, refusalOf],
  );
  const reset = useCallback(() => {
    setAnswer(null);
    setLost(false);
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!pending) send(new FormData(event.currentTarget));
  };
  const faults = answer?.status === 'refused' ? answer.refusal.fields : {};
  return { answer, faults, lost, pending, send, submit, reset };
}
