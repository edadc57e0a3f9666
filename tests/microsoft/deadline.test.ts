import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { endOfCall } from '@/lib/microsoft/deadline';

/** A signal's reason, once it has one. */
const reasonOf = (signal: AbortSignal) =>
  new Promise((tell) => {
    if (signal.aborted) tell(signal.reason);
    else signal.addEventListener('abort', () => tell(signal.reason), { once: true });
  });

test('a call whose time has come holds on no longer to the signal of whoever waited', async () => {
  const process = new AbortController();
  const calls = Array.from({ length: 5 }, () => endOfCall({ deadlineMs: 1, signal: process.signal }, 60_000));
  for (const call of calls) expect(await reasonOf(call)).toMatchObject({ name: 'TimeoutError' });
  expect(getEventListeners(process.signal, 'abort')).toEqual([]);
});

test('a call is ended by whoever waits, at once when they have gone already', async () => {
  const waits = new AbortController();
  const call = endOfCall({ signal: waits.signal }, 60_000);
  expect(call.aborted).toBe(false);
  waits.abort('gone');
  expect(await reasonOf(call)).toBe('gone');
  expect(endOfCall({ signal: waits.signal }, 60_000)).toMatchObject({ aborted: true, reason: 'gone' });
});
