/** A reason to stop that a person can act on: shown as a sentence, without a stack. */
export class Stop extends Error {}

/** @type {{ name: string, stop: () => unknown, kill?: () => void }[]} */
const parts = [];

/** @type {Promise<never> | undefined} */
let ending;

/** npm passes on the Ctrl-C that its child already got from the terminal: two signals, one keypress. */
const SAME_KEYPRESS_MS = 700;

/** Has the end begun? What fails from then on fails because of it. */
export const isEnding = () => ending !== undefined;

/**
 * Registers something that has to be stopped at the end; the last registered is stopped first.
 * @param {string} name
 * @param {() => unknown} stop may return a promise
 * @param {() => void} [kill] for a person who does not want to wait
 * @returns {() => void} takes it off the list
 */
export function onEnd(name, stop, kill) {
  const part = { name, stop, kill };
  parts.push(part);
  return () => {
    const at = parts.indexOf(part);
    if (at >= 0) parts.splice(at, 1);
  };
}

/**
 * Stops every part in order, then ends the process. The first call's code stands; a later call waits for the same end.
 * @param {number} code exit code
 * @returns {Promise<never>}
 */
export function end(code) {
  ending ??= (async () => {
    for (let part = parts.pop(); part; part = parts.pop()) {
      try {
        await part.stop();
      } catch (error) {
        console.error(`Could not stop ${part.name}:`, error);
        code ||= 1;
      }
    }
    process.exit(code);
  })();
  return ending;
}

/** Ends on Ctrl-C, SIGTERM, SIGHUP and when whoever started this process is gone; a second signal does not wait. */
export function endOnSignals(code = 0) {
  let firstAt = 0;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (!isEnding()) {
        firstAt = performance.now();
        console.log('\nStopping.');
        void end(code);
      } else if (performance.now() - firstAt > SAME_KEYPRESS_MS) {
        for (const part of parts) part.kill?.();
        process.exit(130);
      }
    });
  }
  // The terminal is gone: what is still said must not end this process before its children.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  if (process.channel) process.on('disconnect', () => void end(code));
  // npm itself may be killed, and then passes nothing on.
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && void end(code), 500).unref();
  }
}
