import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Stop } from './end.mjs';
import type { Settings } from './settings';

const PAUSE_MS = 40;

/**
 * Waits until the app answers that it and its database are well.
 * @param limitMs after which it is given up
 * @throws Stop when it is not well by then
 */
export async function waitForHealth({ host, port }: Settings, limitMs: number): Promise<void> {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  const until = performance.now() + limitMs;
  let status: number | undefined;
  do {
    status = await ask(reachable, port);
    if (status === 200) return;
    await sleep(PAUSE_MS);
  } while (performance.now() < until);
  const seconds = Math.round(limitMs / 1000);
  throw new Stop(
    status === undefined
      ? `The app did not answer on ${reachable}:${port} within ${seconds} s.`
      : `The app answers ${status} to /api/health${status === 503 ? ': its database does not answer' : ''}.`,
  );
}

/** The status, or undefined when there is no answer yet. */
function ask(host: string, port: number): Promise<number | undefined> {
  return new Promise((answer) => {
    const request = get({ host, port, path: '/api/health', agent: false, timeout: 30_000 }, (response) => {
      response.resume();
      answer(response.statusCode);
    });
    request.on('timeout', () => request.destroy()).on('error', () => answer(undefined));
  });
}
