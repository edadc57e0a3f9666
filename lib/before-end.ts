import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Has `work` done when this process is asked to end, before anything else that listens for that: Next ends the process as
 * soon as its last request is answered, whatever else is still on its way.
 * @param limitMs how long the end waits for it at most
 */
export function beforeEnd(work: () => Promise<unknown>, limitMs: number): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const others = process.listeners(signal);
    process.removeAllListeners(signal);
    let isEnding = false;
    process.on(signal, async (...asked) => {
      if (isEnding) return;
      isEnding = true;
      await Promise.race([work().catch(() => undefined), sleep(limitMs)]);
      for (const listener of others) listener(...asked);
      if (others.length === 0) process.exit(signal === 'SIGINT' ? 130 : 143);
    });
  }
}
