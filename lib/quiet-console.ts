import { log } from './log';

/**
 * Takes the console away from whoever writes to it: Next and libraries print what was thrown with all that it says, and
 * addresses with their queries. What is left is one log line with the error's name and place, or, where only words
 * were printed, with the place that printed them; news is told at the level "debug".
 *
 * An error with a digest is left out: Next has given it to the person as the reference, and gives it to
 * `onRequestError` next, where its line is written.
 */
export function quietConsole(): void {
  console.error = quiet(log.error);
  console.warn = quiet(log.warn);
  for (const name of ['log', 'info', 'debug', 'trace', 'dir'] as const) console[name] = quiet(log.debug);
}

const SENTENCE = 'something wrote to the console';

function quiet(write: (fields: { from: string; error: unknown }, sentence: typeof SENTENCE) => void) {
  return function printed(...said: unknown[]): void {
    const error = said.find((part) => part instanceof Error) ?? placeOf(printed);
    if (!('digest' in error)) write({ from: 'console', error }, SENTENCE);
  };
}

/** An error that only says where `callee` was called. */
function placeOf(callee: (...said: unknown[]) => void): Error {
  const place = new Error();
  Error.captureStackTrace(place, callee);
  return place;
}
