import { emailShape } from '@/lib/customer/customer';
import type { MailAddress } from '@/lib/microsoft/mail';

/** An address, with or without a name before it: `lin@x.example`, `Lin <lin@x.example>`, `"Chen, Lin" <lin@x.example>`. */
// How a name ends is looked for anew at each blank of it, so a part is short where it comes here.
const ONE = /^(?:(?:"((?:[^"\\]|\\.)*)"|([^<>"]*?))\s*<([^<>]*)>|([^<>"]*))$/;

/** The longest that one address with its name may be, in characters: 254 of an address, and a name as long again. */
const LONGEST = 600;

/**
 * Reads what a person types or pastes into a field of addresses: separated by commas, semicolons or lines, each with a
 * name or without; a comma inside quotation marks belongs to the name. Null when one of them is no address.
 */
export function readAddresses(text: string): MailAddress[] | null {
  const people: MailAddress[] = [];
  for (const part of partsOf(text)) {
    if (part.length > LONGEST) return null;
    const [, quoted, plain, inBrackets, bare] = ONE.exec(part) ?? [];
    const address = (inBrackets ?? bare ?? '').trim();
    if (!emailShape.test(address)) return null;
    people.push({ address, name: (quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '').trim() });
  }
  return people;
}

/** What stands between the separators, none of it empty; read once from the first sign to the last. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let [begin, isQuoted] = [0, false];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] as string;
    if (sign === '"') isQuoted = !isQuoted;
    else if (isQuoted && sign === '\\') at += 1;
    else if (!isQuoted && ',;\r\n'.includes(sign)) {
      parts.push(text.slice(begin, at));
      begin = at + 1;
    }
  }
  parts.push(text.slice(begin));
  return parts.map((part) => part.trim()).filter(Boolean);
}
