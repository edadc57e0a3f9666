import type { BuiltAction } from './build';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  /** Where it sends the browser, by header; null: nowhere. */
  readonly location: string | null;
  /** What is said of a file that it hands out, its name above all; null: it is none. */
  readonly disposition: string | null;
  readonly cookies: readonly string[];
  readonly text: string;
}

/** The ways to ask for a page. Each way is a door of its own: what is locked at one has to be locked at all. */
export const WAYS = ['html', 'flight', 'page alone', '.rsc', 'prefetch', 'segment', 'past a proxy'] as const;

/** One of {@link WAYS}. */
export type Way = (typeof WAYS)[number];

/** The frame of the console is there already, says the browser: send the page in it alone. */
const IN_CONSOLE = [
  '',
  { children: ['(console)', { children: ['elsewhere', { children: ['__PAGE__', {}] }] }] },
  null,
  null,
  16,
];

const HEADERS: Readonly<Record<Way, Readonly<Record<string, string>>>> = {
  html: {},
  flight: { rsc: '1' },
  'page alone': { rsc: '1', 'next-router-state-tree': encodeURIComponent(JSON.stringify(IN_CONSOLE)) },
  '.rsc': {},
  prefetch: { rsc: '1', 'next-router-prefetch': '2' },
  segment: { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  // CVE-2025-29927 and its kin: a header that makes Next leave its proxy out.
  'past a proxy': { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
};

/** The ways that bring the page itself; of the others it is only known that they have to bring nothing of it. */
export const isWhole = (way: Way) => !['.rsc', 'prefetch', 'segment'].includes(way);

/** Asks for a page, in one of the ways in which a browser or an attacker may. */
export async function askPage(url: string, path: string, way: Way, cookie: string | null): Promise<Answer> {
  const [place = '', query] = path.split('?');
  const at = way === '.rsc' ? (place === '/' ? '/index' : place) + way : place;
  const headers = { ...HEADERS[way], ...(cookie ? { cookie } : {}) };
  const first = await fetch(url + at + (query ? `?${query}` : ''), { redirect: 'manual', headers });
  const answer = await answerOf(first);
  // Next wants the parameter _rsc to fit the headers, and says which one does.
  if (answer.status !== 307 || !answer.location?.includes('_rsc')) return answer;
  return answerOf(await fetch(new URL(answer.location, url), { redirect: 'manual', headers }));
}

/** Asks a route handler, with a form if it takes one. */
export async function askRoute(
  url: string,
  path: string,
  method: string,
  cookie: string | null,
  form?: Readonly<Record<string, string>>,
): Promise<Answer> {
  const headers = { origin: url, ...(cookie ? { cookie } : {}) };
  const body = form ? { body: bodyOf(form) } : {};
  return answerOf(await fetch(url + path, { method, redirect: 'manual', headers, ...body }));
}

function bodyOf(form: Readonly<Record<string, string>>): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(form)) body.append(name, value);
  return body;
}

/**
 * How an action is called: as our own pages do, as a form does in a browser without scripts, or as our pages do but at
 * the address of another page, which everybody may see.
 */
export const DOORS = ['script', 'plain form', 'sign-in page'] as const;

/** One of {@link DOORS}. */
export type Door = (typeof DOORS)[number];

/** Calls a server action with a form. @param page the address of a page that offers it */
export async function callAction(
  url: string,
  action: BuiltAction,
  given: {
    readonly page: string;
    readonly door: Door;
    readonly form: Readonly<Record<string, string>>;
    readonly cookie: string | null;
  },
): Promise<Answer> {
  const { page, door, form, cookie } = given;
  const body = new FormData();
  const isPlain = door === 'plain form';
  if (isPlain) body.append(`$ACTION_ID_${action.id}`, '');
  // As React's client writes the one argument: its fields under `_1_`, and then where it stands.
  for (const [name, value] of Object.entries(form)) body.append(isPlain ? name : `_1_${name}`, value);
  if (!isPlain) body.append('0', '["$K1"]');
  const answer = await fetch(url + (door === 'sign-in page' ? '/sign-in' : page), {
    method: 'POST',
    redirect: 'manual',
    headers: {
      origin: url,
      ...(isPlain ? {} : { accept: 'text/x-component', 'next-action': action.id }),
      ...(cookie ? { cookie } : {}),
    },
    body,
  });
  return answerOf(answer);
}

async function answerOf(response: Response): Promise<Answer> {
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    location: response.headers.get('x-action-redirect') ?? response.headers.get('location'),
    disposition: response.headers.get('content-disposition'),
    cookies: response.headers.getSetCookie(),
    text: await response.text(),
  };
}
