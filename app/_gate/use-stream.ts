'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { StreamLine } from './stream';
import type { Answered } from './use-action';
import { useFormLimit } from './use-form-limit';

/**
 * Sends a form to a route handler made by `stream`, and hears of each line as it comes. As with an action what was typed
 * stays in the form; a connection that fails on the way is `lost`. Leaving the page hangs up, and so does `cancel`: a
 * connection test ends then, a mail is sent all the same.
 * @param onTold hears of what is known already; with null: another one begins
 * @param onDone hears of the value at the end, and not of a refusal
 */
export function useStream<L, T, D = undefined>(
  address: string,
  {
    onTold,
    onDone,
    limitBytes,
  }: {
    onTold: (line: L | null) => void;
    onDone: (value: T) => void;
    /** What the form may weigh, where that is more than usual. */
    limitBytes?: number;
  },
): {
  answer: Answered<T, D> | null;
  lost: boolean;
  cancelled: boolean;
  pending: boolean;
  send: (form: FormData) => void;
  cancel: () => void;
} {
  const refusalOf = useFormLimit(limitBytes);
  const [answer, setAnswer] = useState<Answered<T, D> | null>(null);
  const [state, setState] = useState<'idle' | 'pending' | 'lost' | 'cancelled'>('idle');
  const running = useRef<AbortController | null>(null);
  // The newest ones, so that a line that comes late is heard by whoever is there.
  const hears = useRef({ onTold, onDone });
  useEffect(() => {
    hears.current = { onTold, onDone };
  });
  useEffect(() => () => running.current?.abort(), []);

  const send = useCallback(
    async (form: FormData) => {
      running.current?.abort();
      const stop = new AbortController();
      running.current = stop;
      setState('pending');
      const end = (how: 'idle' | 'lost') => {
        if (running.current === stop) setState(how);
      };
      const refusal = await refusalOf(form);
      const again = () => void send(form);
      if (refusal) {
        setAnswer({ status: 'refused', refusal, again });
        end('idle');
        return;
      }
      hears.current.onTold(null);
      try {
        const { signal } = stop;
        const response = await fetch(address, { method: 'POST', body: form, signal });
        let last: StreamLine<L, T, D> | null = null;
        for await (const line of linesOf<StreamLine<L, T, D>>(response)) {
          last = line;
          if (line.status === 'told') hears.current.onTold(line.line);
        }
        if (last === null || last.status === 'told') throw new Error('the answer broke off');
        setAnswer({ ...last, again });
        if (last.status === 'done') hears.current.onDone(last.value);
        end('idle');
      } catch {
        if (!stop.signal.aborted) end('lost');
      }
    },
    [address, refusalOf],
  );
  const cancel = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setAnswer(null);
    setState('cancelled');
  }, []);
  return {
    answer,
    lost: state === 'lost',
    cancelled: state === 'cancelled',
    pending: state === 'pending',
    send,
    cancel,
  };
}

/** The lines of an answer, each as soon as its end has come. @throws what the connection says, or when a line is no JSON */
async function* linesOf<Line>(response: Response): AsyncGenerator<Line> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value = '' } = (await reader?.read()) ?? { done: true };
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Line;
    if (done) return;
  }
}
