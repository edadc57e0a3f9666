import { beforeEnd } from '@/lib/before-end';
import { log } from '@/lib/log';
import { runRetests } from './run-retests';

const EVERY_MS = 15_000;

/** Shorter than the start script waits for a child that was asked to end. */
const AT_THE_END_MS = 3_000;

/** On globalThis, because a hot reload loads this file again. */
const held = globalThis as unknown as { posthouseRetests?: true };

/**
 * Makes the retests that are due, every 15 seconds, until the process ends: then the one under way is cut and left to
 * whoever comes next. A failure is logged; its row is due again when its lease has run out.
 */
export function keepRetesting(): void {
  if (held.posthouseRetests) return;
  held.posthouseRetests = true;
  const stop = new AbortController();
  let running: Promise<void> | null = null;
  const round = () => {
    running ??= runOnce(stop.signal).finally(() => {
      running = null;
    });
  };
  round();
  setInterval(round, EVERY_MS).unref();
  beforeEnd(async () => {
    stop.abort();
    await running;
  }, AT_THE_END_MS);
}

async function runOnce(signal: AbortSignal): Promise<void> {
  try {
    await runRetests(() => new Date(), signal);
  } catch (error) {
    log.error({ error }, 'what is tested again by itself could not be tested');
  }
}
