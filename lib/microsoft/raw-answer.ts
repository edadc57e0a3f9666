import type { Secret } from '@/lib/secret';
import type { RawAnswer } from './failure';

const LONGEST_MESSAGE = 1_000;
const LONGEST_CODE = 120;
const CUT_OUT = '***';

/** A JWT or the beginning of one: `{"` in base64url is `eyJ`. A cut-off answer holds half a token, so parts are optional. */
const jwtLike = /eyJ[\w-]{6,}(?:\.[\w-]*){0,4}/g;

/**
 * Builds what is kept of an answer. Every text passes through the same scrubbing: each of `secrets`, in every spelling
 * an answer could echo it in, and whatever looks like a JWT are cut out before the text is shortened, so that no half
 * of one stays. A text that still holds a secret afterwards is dropped whole.
 */
export function rawAnswer(
  parts: {
    status?: number | null;
    code?: string | null;
    message?: string | null;
    requestId?: string | null;
    correlationId?: string | null;
  },
  secrets: readonly Secret[],
  now: Date = new Date(),
): RawAnswer {
  const spellings = spellingsOf(secrets);
  const clean = (text: string | null | undefined, length: number) => scrub(text, spellings, length);
  return {
    status: parts.status ?? null,
    code: clean(parts.code, LONGEST_CODE),
    message: clean(parts.message, LONGEST_MESSAGE),
    requestId: clean(parts.requestId, LONGEST_CODE),
    correlationId: clean(parts.correlationId, LONGEST_CODE),
    at: now.toISOString(),
  };
}

function scrub(text: string | null | undefined, spellings: readonly string[], length: number): string | null {
  let clean = storable(text ?? '');
  for (const spelling of spellings) clean = clean.replaceAll(spelling, CUT_OUT);
  clean = clean.replace(jwtLike, CUT_OUT).trim();
  for (const spelling of spellings) clean = withoutBeginning(clean, spelling);
  if (clean.length > length) clean = `${clean.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
  if (clean === '' || spellings.some((spelling) => clean.includes(spelling))) return null;
  return clean;
}

/** What was cut off on the way may end in the middle of a secret. Its first three characters are no secret: Entra shows them. */
function withoutBeginning(text: string, spelling: string): string {
  for (let length = Math.min(spelling.length - 1, text.length); length > 3; length--) {
    if (text.endsWith(spelling.slice(0, length))) return `${text.slice(0, -length)}${CUT_OUT}`;
  }
  return text;
}

/** As it is, as in a URL, as in a form body, as inside JSON, as inside HTML; longest first, so that none hides another. */
function spellingsOf(secrets: readonly Secret[]): string[] {
  const all = secrets
    .map((secret) => storable(secret.reveal()))
    .filter((text) => text !== '')
    .flatMap((text) => {
      const inUrl = encodeURIComponent(text);
      return [text, inUrl, inUrl.replaceAll('%20', '+'), JSON.stringify(text).slice(1, -1), inHtml(text)];
    });
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}

/** Postgres takes neither NUL nor half a surrogate pair, in text or in jsonb. Writing and reading UTF-8 mends the latter. */
const storable = (text: string) => Buffer.from(text.replaceAll('\u0000', ''), 'utf8').toString('utf8');

const inHtml = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
