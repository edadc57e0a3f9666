/** What may be told of something thrown. */
export interface NamedError {
  /** Its class, or what it is when it is no error. */
  readonly name: string;
  readonly code?: string;
  /** The innermost calls, a line each. */
  readonly place?: string;
  readonly cause?: NamedError;
}

const NAME = /^[A-Za-z_$][\w$.]{0,80}$/;
const CODE = /^[A-Za-z0-9_.-]{1,40}$/;
/** `    at Object.run [as it] (file:///srv/app/run.js:1:2)`, or without a name and brackets. */
const FRAME = /^ {4}at (?:async )?(?:[\w$.<>#[\] ]+ \()?(?:node:|file:\/\/|\/|[A-Z]:\\).*:\d+:\d+\)?$/;
const FRAMES_TOLD = 6;
const CAUSES_TOLD = 3;

/**
 * Names something thrown without what it says: an error's message may hold the values of a query, an address or a
 * secret. Its name, its code and its place are enough to find it by, and so are those of its causes.
 */
export function nameError(thrown: unknown, causesLeft = CAUSES_TOLD): NamedError {
  if (!(thrown instanceof Error)) return { name: thrown === null ? 'null' : typeof thrown };
  const name = String(thrown.name);
  const code = 'code' in thrown ? String(thrown.code) : '';
  const place = placeOf(thrown);
  return {
    name: NAME.test(name) ? name : 'Error',
    ...(CODE.test(code) ? { code } : {}),
    ...(place ? { place } : {}),
    ...(thrown.cause instanceof Error && causesLeft > 0
      ? { cause: nameError(thrown.cause, causesLeft - 1) }
      : {}),
  };
}

function placeOf({ stack, message }: Error): string {
  // The message stands in the stack, and a line of it may be made to look like a frame.
  const frames = String(stack ?? '')
    .replace(message, () => '')
    .split('\n');
  return frames
    .filter((line) => FRAME.test(line))
    .slice(0, FRAMES_TOLD)
    .join('\n');
}
