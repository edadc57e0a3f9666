import { emailShape } from '@/lib/customer/customer';
import { cleanText } from '@/lib/registration/clean-text';
import type { Reading } from '@/lib/registration/read-id';

/** What can be wrong with the mailbox address. */
export type AddressFault = 'address_missing' | 'address_shape' | 'address_several';

const LONGEST = 254;

/**
 * Reads a mailbox address, in lower case: also one with its name before it (`Contoso <support@contoso.com>`) or as a
 * `mailto:` link. Exchange addresses are ASCII.
 */
export function readAddress(typed: string): Reading<AddressFault> {
  const given = cleanText(typed);
  const text = given.text.toLowerCase();
  const named = /^[^<>@\p{Cc}]{0,200}<([^<>\s]{3,254})>$/u.exec(text) ?? /^mailto:([^?\s]{3,254})/.exec(text);
  const inside = named?.[1];
  if (inside && emailShape.test(inside)) {
    return { text: inside, cleaned: [...given.cleaned, 'name'], fault: null };
  }
  return { ...given, text, fault: faultOf(text) };
}

function faultOf(text: string): AddressFault | null {
  if (text === '') return 'address_missing';
  if (text.length <= LONGEST && emailShape.test(text)) return null;
  return several(text) ? 'address_several' : 'address_shape';
}

function several(text: string): boolean {
  const parts = text.split(/[,;\s]+/).filter(Boolean);
  return parts.length > 1 && parts.every((part) => emailShape.test(part));
}
