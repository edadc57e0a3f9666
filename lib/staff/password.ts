import { hashPassword } from '@/lib/password-hash';
import type { Secret } from '@/lib/secret';

/** Why a password is not taken although it is long enough. */
export type PasswordFault = 'password_guessable' | 'password_about_you';

/** What is left over of a password has to be longer than this, in letters and digits. */
const TOO_LITTLE = 3;

/** What the commonest long passwords are put together from, besides rows of signs. */
const COMMON_WORDS =
  'password passwort passphrase passwd qwertz qwerty azerty letmein changeme welcome iloveyou trustno1 monkey dragon sunshine princess football baseball superman batman starwars pokemon master shadow whatever freedom default'.split(
    ' ',
  );

/** As they lie beside each other on a keyboard, count up, or follow each other in the alphabet. */
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  '1q2w3e4r5t6y7u8i9o0p',
].flatMap((row) => [row, [...row].reverse().join('')]);

const SIGNS_FOR_LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Addresses of a role: half of all are called so, and their names say nothing of whoever has one. */
const ROLE_NAMES = /^(?:admin|administrator|info|mail|office|support|service|sales|contact|hello|team|test)$/;

/**
 * Is a long password one of those that everybody tries first? A rule stands in place of a list, because no list of long
 * passwords comes with this house: what is a row of keys, a repetition, a year, a common word, the product's name or a
 * part of the person's own address is taken away, and if next to nothing is left, that was all there was to guess.
 * (NIST SP 800-63B 3.1.1.2, OWASP ASVS 6.2.4 and 6.2.11.)
 * @returns null when it may be used
 */
export function passwordFault(
  password: Secret,
  person: { readonly email: string; readonly name: string },
): PasswordFault | null {
  const text = password.reveal().normalize('NFKC').toLowerCase();
  if ([person.email, person.name].some((own) => own.trim().toLowerCase() === text.trim())) {
    return 'password_about_you';
  }
  if (/^(.{1,6}?)\1+$/su.test(text) || new Set(text).size <= 4) return 'password_guessable';
  if (isTooLittle(text, COMMON_WORDS)) return 'password_guessable';
  return isTooLittle(text, [...COMMON_WORDS, 'posthouse', ...partsOf(person.email)])
    ? 'password_about_you'
    : null;
}

function isTooLittle(text: string, words: readonly string[]): boolean {
  const rest = withoutWords(withoutRows(withoutWords(text, words)), words);
  return [...rest.replace(/[^\p{L}\p{N}]/gu, '')].length <= TOO_LITTLE;
}

/** Words go, as they are and with signs for letters. Blanks stay in their place, so that nothing new is put together. */
function withoutWords(text: string, words: readonly string[]): string {
  let rest = text;
  for (const word of words) {
    for (;;) {
      const at = Math.max(rest.indexOf(word), asLetters(rest).indexOf(word));
      if (at < 0) break;
      rest = withBlanks(rest, at, word.length);
    }
  }
  return rest;
}

/** One sign three times or more, years, and rows of four signs or of three digits go. */
function withoutRows(text: string): string {
  let rest = text.replace(/(.)\1{2,}/gsu, ' ').replace(/(?:19|20)\d\d/g, ' ');
  for (let at = 0; at < rest.length; at++) {
    const length = rowAt(rest, at);
    const least = /^\d{3}/.test(rest.slice(at)) ? 3 : 4;
    if (length >= least) rest = withBlanks(rest, at, length);
  }
  return rest;
}

/** How many signs from `at` on lie in a row. */
function rowAt(text: string, at: number): number {
  let length = 0;
  while (at + length < text.length && ROWS.some((row) => row.includes(text.slice(at, at + length + 1))))
    length++;
  return length;
}

const asLetters = (text: string) => text.replace(/[013457@$!]/g, (sign) => SIGNS_FOR_LETTERS[sign] ?? sign);

const withBlanks = (text: string, at: number, length: number) =>
  text.slice(0, at) + ' '.repeat(length) + text.slice(at + length);

/** The words of an address: before the @, and the names of the domain but for its ending. */
function partsOf(email: string): string[] {
  const address = email.toLowerCase().replace(/\.[^.]*$/, '');
  return address.split(/[@._+-]/).filter((part) => part.length >= 4 && !ROLE_NAMES.test(part));
}

/** What is stored of a new password: its scrypt hash. */
export function hashOf(password: Secret): Promise<string> {
  return hashPassword(password.reveal());
}
