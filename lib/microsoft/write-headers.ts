import type { MailAddress } from './mail';

/** Printable ASCII that needs no encoding, short enough for one line whatever stands before it. */
const PLAIN = /^[ -~]{0,60}$/;
/** A word of these alone may stand in a display name without quotation marks (RFC 5322, `atom`). */
const ATOMS = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** 39 bytes of text make an encoded word of 64 characters: within 76 a line (RFC 2047, 2), the header's name before it. */
const BYTES_A_WORD = 39;
/** What a piece of an attachment's name may take in one line (RFC 2231 leaves it open; RFC 5322 asks for 78 a line). */
const CHARACTERS_A_PIECE = 50;

/** A header whose value is free text, folded and encoded as RFC 2047 has it. */
export function textHeader(name: string, value: string): string {
  return `${name}: ${isPlain(value) ? value : encodedWords(value)}`;
}

/** A header of addresses, one a line: `To: "Chen, Lin" <lin@example.com>,`. */
export function addressHeader(name: string, people: readonly MailAddress[]): string {
  return `${name}: ${people.map(mailboxOf).join(',\r\n ')}`;
}

/**
 * The parameter of a Content-Disposition that names a file: in quotation marks where it is plain, else percent-encoded
 * and in numbered pieces (RFC 2231), each on a line of its own.
 */
export function fileNameParameters(fileName: string): string {
  if (isPlain(fileName) && !/["\\]/.test(fileName)) return `;\r\n filename="${fileName}"`;
  const pieces = percentEncoded(fileName);
  if (pieces.length === 1) return `;\r\n filename*=utf-8''${pieces[0]}`;
  return pieces.map((piece, at) => `;\r\n filename*${at}*=${at === 0 ? "utf-8''" : ''}${piece}`).join('');
}

function mailboxOf({ address, name }: MailAddress): string {
  if (name === '') return address;
  const shown = !isPlain(name)
    ? encodedWords(name)
    : ATOMS.test(name)
      ? name
      : `"${name.replace(/[\\"]/g, '\\$&')}"`;
  return `${shown}\r\n <${address}>`;
}

/** Blanks at an end or in a row would not survive folding, and `=?` would be taken for an encoded word. */
function isPlain(text: string): boolean {
  return PLAIN.test(text) && !/^ | $| {2}|=\?/.test(text);
}

function encodedWords(text: string): string {
  return slicesOf(text, (character) => Buffer.byteLength(character), BYTES_A_WORD)
    .map((slice) => `=?utf-8?B?${Buffer.from(slice).toString('base64')}?=`)
    .join('\r\n ');
}

function percentEncoded(text: string): readonly string[] {
  const encode = (character: string) =>
    /[A-Za-z0-9!#$&+^_`{}~.-]/.test(character)
      ? character
      : [...Buffer.from(character)]
          .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
          .join('');
  return slicesOf(text, (character) => encode(character).length, CHARACTERS_A_PIECE).map((slice) =>
    [...slice].map(encode).join(''),
  );
}

/** Cuts a text into slices of at most `most` by `weigh`, between characters and never inside one. */
function slicesOf(text: string, weigh: (character: string) => number, most: number): readonly string[] {
  const slices: string[] = [];
  let slice = '';
  let weight = 0;
  for (const character of text) {
    const own = weigh(character);
    if (weight + own > most && slice !== '') {
      slices.push(slice);
      [slice, weight] = ['', 0];
    }
    slice += character;
    weight += own;
  }
  return [...slices, slice];
}
