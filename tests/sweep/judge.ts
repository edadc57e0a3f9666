import type { Answer } from './ask';

/** What an answer comes to. */
export type Verdict = 'shown' | 'sign-in' | 'not found' | 'refused' | 'done' | 'nothing' | 'failed';

/** What a page's answer comes to; inside a stream the status is 200 whatever became of it. */
export function verdictOnPage({ status, location, text }: Answer): Verdict {
  if (location) return new URL(location, 'http://here').pathname === '/sign-in' ? 'sign-in' : 'failed';
  if (text.includes('NEXT_REDIRECT;replace;/sign-in;')) return 'sign-in';
  if (status === 404 || text.includes('NEXT_HTTP_ERROR_FALLBACK;404')) return 'not found';
  // A surprise on the server: React gives it a number.
  return status === 200 && !/"digest":"\d+"/.test(text) ? 'shown' : 'failed';
}

/** What a called action's answer comes to, with the code of a refusal. */
export function verdictOnCall({ status, location, text }: Answer): { verdict: Verdict; code: string | null } {
  if (status >= 400) return { verdict: 'failed', code: String(status) };
  const code = /"status":"refused","refusal":\{"code":"(\w+)"/.exec(text)?.[1] ?? null;
  if (code) return { verdict: 'refused', code };
  if (location) return { verdict: location.startsWith('/sign-in') ? 'sign-in' : 'done', code: null };
  if (text.includes('"status":"done"')) return { verdict: 'done', code: null };
  return { verdict: 'nothing', code: null };
}

/** A script that carries a piece of the router's data. */
const PIECE = /<script[^>]*>self\.__next_f\.push\(\[1,"([^"\\]*(?:\\.[^"\\]*)*)"\]\)<\/script>/g;

/**
 * An answer without what differs between any two: the moment, random names, how the stream was cut.
 * @param echoes what was asked for, as the router's own data repeats it
 */
export function canonical(
  { status, contentType, location, cookies, text }: Answer,
  echoes: readonly string[],
): string {
  // The router's data comes in pieces between the markup, wherever the server was when it had some ready.
  const pieces = [...text.matchAll(PIECE)].map(([, piece]) => piece);
  const parts = `${text.replaceAll(PIECE, '')}\n${pieces.join('')}`;
  let rest = `${status} ${contentType} ${location} ${cookies.length}\n${parts}`
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'TIME')
    .replaceAll(/nonce(\\?"?[=:]\\?")[\w+/=-]{20,}/g, 'nonce$1NONCE')
    .replaceAll(/(\$L[\da-f]+\\?",\\?")[\w-]{21,22}(\\?")/g, '$1RANDOM$2');
  for (const echo of echoes) rest = rest.replaceAll(echo, 'ASKED');
  // The rows of a stream come as they get ready, and so do parts of the markup.
  return rest
    .split(/\n|\\n|(?=<)/)
    .sort()
    .join('\n');
}

/** Where two texts part, with a little of what stands around it in both. */
export function differenceOf(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 40), at + 80));
  return `${around(one)} and ${around(other)}`;
}

/** Which of `hidden` stand in an answer, in any letter case, apart from those that were asked for. */
export function disclosedIn(answer: Answer, hidden: readonly string[], asked: readonly string[]): string[] {
  const text = `${answer.location} ${answer.disposition} ${answer.text}`.toLowerCase();
  const known = asked.join(' ').toLowerCase();
  return hidden.filter((each) => !known.includes(each.toLowerCase()) && text.includes(each.toLowerCase()));
}
