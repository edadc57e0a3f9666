import { setTimeout as sleep } from 'node:timers/promises';
import type { Page, Request } from '@playwright/test';
import { HEAD, seenSince, seenSize } from './seen';

/** The request of a server action, or of a route handler that takes a form, as the browser sent it. */
export interface SentAction {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const isAction = (request: Request) =>
  request.method() === 'POST' &&
  ('next-action' in request.headers() || /\/mailboxes\/test-(?:typed|saved)$/.test(request.url()));

/** Does something that sends a server action. @returns everything that the app answered to anybody until it was done */
export async function answerTo(page: Page, act: () => Promise<unknown>): Promise<string> {
  const size = seenSize();
  await Promise.all([page.waitForResponse((answer) => isAction(answer.request())), act()]);
  // The answer is kept when it has come to its end.
  while (!seenSince(size).includes(`${HEAD}POST `)) await sleep(5);
  return seenSince(size);
}

/** Does something that sends a server action, and gives the request, so that it can be sent again by somebody else. */
export async function requestOf(page: Page, act: () => Promise<unknown>): Promise<SentAction> {
  const [request] = await Promise.all([page.waitForRequest(isAction), act()]);
  const body = request.postDataBuffer();
  if (!body) throw new Error('the action was sent without a body');
  return { url: request.url(), headers: await request.allHeaders(), body };
}

/** Of the connection, not of the request. */
const OWN_HEADERS = /^(?:host|connection|content-length|cookie|accept-encoding|sec-.*|:.*)$/i;

/**
 * Sends an action's request again, without a browser.
 * @param cookie whose session it claims; none when not given
 * @param change text in the body to be replaced by other text
 */
export async function replay(
  action: SentAction,
  {
    cookie,
    change = {},
    headers = {},
  }: {
    cookie?: string;
    change?: Readonly<Record<string, string>>;
    headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<{ status: number; text: string; headers: Headers }> {
  const own = Object.entries(action.headers).filter(([name]) => !OWN_HEADERS.test(name));
  let body = action.body.toString('latin1');
  for (const [before, after] of Object.entries(change)) {
    if (!body.includes(before)) throw new Error(`the action's body does not hold ${before}`);
    body = body.replaceAll(before, after);
  }
  const answer = await fetch(action.url, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...Object.fromEntries(own), ...(cookie ? { cookie } : {}), ...headers },
    body: Buffer.from(body, 'latin1'),
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}
