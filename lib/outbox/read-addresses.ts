import { emailShape } from '@/lib/customer/customer';
import type { MailAddress } from '@/lib/microsoft/mail';

/** An address, with or without a name before it: `lin@x.example`, `Lin <lin@x.example>`, `"Chen, Lin" <lin@x.example>`. */
const ONE = /^(?:(?:"((?:[^"\\]|\\.)*)"|([^<>"]*?))\s*<([^<>]*)>|([^<>"]*))$/;

/**
 * Reads what a person types or pastes into a field of addresses: separated by commas, semicolons or lines, each with a
 * name or without; a comma inside quotation marks belongs to the name. Null when one of them is no address.
 */
export function readAddresses(text: string): MailAddress[] | null {
  const parts = text.match(/(?:"(?:[^"\\]|\\.)*"|[^,;\r\n"])+/g) ?? [];
  const people: MailAddress[] = [];
  for (const part of parts.map((each) => each.trim()).filter(Boolean)) {
    const [, quoted, plain, inBrackets, bare] = ONE.exec(part) ?? [];
    const address = (inBrackets ?? bare ?? '').trim();
    if (!emailShape.test(address)) return null;
    people.push({ address, name: (quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '').trim() });
  }
  return people;
}
