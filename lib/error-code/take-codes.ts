import { findCodes, type KnownCodes, MOST_CODES } from './find-codes';

/** What {@link findCodes} gives of codes that are not known: a number of Entra, a word of Graph, a bounce. */
const SHAPE = /^(?:AADSTS\d{4,9}|(?=[A-Za-z]{2,82}$)[A-Za-z]*[a-z][A-Z][A-Za-z]*|[45]\.\d{1,3}\.\d{1,3})$/;

/** The longest text of one parameter that is looked at. */
const LONGEST = 2_000;

/**
 * The codes of an address, in its order. What {@link findCodes} gave comes back as it is: the words by which an unknown
 * code was told from any other word are gone by then. Of a parameter that is no code by itself the codes in it are
 * taken. Never throws.
 */
export function takeCodes(parameters: readonly string[], known: KnownCodes): string[] {
  const taken = parameters.slice(0, MOST_CODES).flatMap((parameter) => {
    const text = parameter.slice(0, LONGEST).trim();
    const code = known.get(text.toLowerCase()) ?? (SHAPE.test(text) ? text : null);
    return code === null ? findCodes(text, known) : [code];
  });
  return [...new Set(taken)].slice(0, MOST_CODES);
}
