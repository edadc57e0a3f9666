/** How many codes are taken from one text: more than any message has, and few enough to stand in an address. */
export const MOST_CODES = 20;

/** Codes that mean something here, by their lower-case text, each as Microsoft writes it. */
export type KnownCodes = ReadonlyMap<string, string>;

/**
 * The codes in a text that was pasted whole: an e-mail with a bounce, JSON, what PowerShell or a log says. Those that
 * explain the most stand first: known before unknown, a number of Entra before a word of Exchange before a bounce before the
 * network's before an OAuth error before a status. Nothing else of the text comes out: a word that is not known has to
 * look like a code and to stand where codes stand. Never throws; takes time in proportion to the text.
 */
export function findCodes(text: string, known: KnownCodes): string[] {
  const plain = plainText(text);
  const found = new Set([
    ...entraNumbers(plain),
    ...words(plain, known),
    ...bounces(plain, known),
    ...statuses(plain, known),
  ]);
  const rank = (code: string) => (known.has(code.toLowerCase()) ? 0 : 10) + kindRank(code);
  // The sort keeps the order of those that rank alike.
  return [...found].sort((a, b) => rank(a) - rank(b)).slice(0, MOST_CODES);
}

// Characters as wide as Chinese ones, invisible ones, and line ends of quoted-printable, which cut a code in two.
function plainText(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/=\r?\n/g, '');
}

function* entraNumbers(text: string): Generator<string> {
  for (const [, number] of text.matchAll(/AADSTS[\s:#-]{0,3}(\d{4,9})(?!\d)/gi)) yield `AADSTS${number}`;
  const named = /(?:error_codes|(?:error|failure)[ _-]?code|[?&]code=)["'\s:=#[(]{0,6}(\d{5,9})(?![\d.-])/gi;
  for (const [, number] of text.matchAll(named)) yield `AADSTS${number}`;
  // The whole of it is a number: somebody read it out on the phone.
  const alone = /^\s{0,20}(\d{5,9})\s{0,20}$/.exec(text)?.[1];
  if (alone !== undefined) yield `AADSTS${alone}`;
}

const OF_EXCHANGE = /^Error[A-Z][A-Za-z]{3,60}$/;
// What PowerShell and .NET call the parts of an error.
const PART_OF_AN_ERROR =
  /^Error(?:Action|ActionPreference|Category|Code|Details|Id|Message|Record|Variable|View)$/;
const EVERYDAY = /^[A-Z]?[a-z]+$/;
const CAMEL = /^[A-Za-z]{0,40}[a-z][A-Z][A-Za-z]{0,40}$/;

function* words(text: string, known: KnownCodes): Generator<string> {
  for (const { 0: word, index } of text.matchAll(/(?<!\w)[A-Za-z]\w{3,79}(?!\w)/g)) {
    const code = known.get(word.toLowerCase());
    // A word of everyday English is a code only as Microsoft writes it.
    if (code !== undefined && (word === code || !EVERYDAY.test(code))) yield code;
    if (code !== undefined || PART_OF_AN_ERROR.test(word)) continue;
    if (OF_EXCHANGE.test(word) || (CAMEL.test(word) && standsAsCode(text, index))) yield word;
  }
}

// "code": "…" of JSON, ErrorCode: … of PowerShell.
function standsAsCode(text: string, at: number): boolean {
  return /(?:"code"|error ?code|FullyQualifiedErrorId)\s{0,3}[:=]\s{0,3}"?$/i.test(
    text.slice(Math.max(0, at - 32), at),
  );
}

// RFC 3463. The number of a version looks alike: what is not known has to follow a reply or be called a status.
function* bounces(text: string, known: KnownCodes): Generator<string> {
  const pattern = /(?<![\d.])(?:([45]\d\d)[ -])?(#)?([45]\.\d{1,3}\.\d{1,3})(?![.\d]*\d)/g;
  for (const { 1: reply, 2: hash, 3: code = '', index } of text.matchAll(pattern)) {
    const isNamed = () => /status:\s{0,3}$/i.test(text.slice(Math.max(0, index - 12), index));
    if (known.has(code) || reply !== undefined || hash !== undefined || isNamed()) yield code;
  }
}

function* statuses(text: string, known: KnownCodes): Generator<string> {
  const pattern =
    /(?:HTTP(?:\/\d(?:\.\d)?)?[\s:]{1,3}|status(?:[ _-]?code)?["']?\s{0,3}[:=]\s{0,3}["']?|error: \()([45]\d\d)(?![\d.])/gi;
  for (const [, status] of text.matchAll(pattern)) {
    if (known.has(`http ${status}`)) yield `HTTP ${status}`;
  }
}

function kindRank(code: string): number {
  if (code.startsWith('AADSTS')) return 0;
  if (/^\d/.test(code)) return 2;
  if (code.startsWith('HTTP ')) return 5;
  if (/^[A-Z][A-Z0-9_]+$/.test(code)) return 3;
  return EVERYDAY.test(code) || /^[a-z_]+$/.test(code) ? 4 : 1;
}
