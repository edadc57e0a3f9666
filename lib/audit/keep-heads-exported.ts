import { beforeEnd } from '@/lib/before-end';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { exportHeads, headsDestinations } from './export-heads';

const EVERY_MS = 5 * 60_000;

/** Shorter than the start script waits for a child that was asked to end. */
const AT_THE_END_MS = 3_000;

/** On globalThis, because a hot reload loads this file again. */
const held = globalThis as unknown as { posthouseKeepsHeads?: true };

/**
 * Exports the heads of the audit trail now, every five minutes while any changed, and once more before the process ends, to
 * where the environment says; without a destination it does nothing. A failure is logged and tried again the next time.
 */
export function keepHeadsExported(): void {
  const destinations = headsDestinations(env());
  if (destinations.length === 0 || held.posthouseKeepsHeads) return;
  held.posthouseKeepsHeads = true;
  let running: Promise<void> = Promise.resolve();
  // One after the other: what a slow one brought there the next one need not bring again.
  const round = () => {
    running = running.then(() => exportOnce(destinations));
    return running;
  };
  void round();
  setInterval(round, EVERY_MS).unref();
  beforeEnd(round, AT_THE_END_MS);
}

async function exportOnce(destinations: Parameters<typeof exportHeads>[0]): Promise<void> {
  try {
    for (const { to, error } of await exportHeads(destinations, new Date())) {
      if (error)
        log.error({ kind: to, code: codeOf(error) }, 'the heads of the audit trail could not be exported');
    }
  } catch (error) {
    log.error({ code: codeOf(error) }, 'the heads of the audit trail could not be read');
  }
}

const codeOf = (error: unknown) =>
  String((error as { code?: unknown }).code ?? (error instanceof Error ? error.name : typeof error));
