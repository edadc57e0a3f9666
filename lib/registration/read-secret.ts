import { type Cleaning, withoutFullWidth, withoutInvisible, withoutWrapping } from './clean-text';
import { looksLikeSecretId } from './registration';
import type { SecretDoubt, SecretFault } from './value-fault';

/**
 * The shape of the Values that Entra has made since 2021: three characters, a digit, `Q~`, then 34 more (the first ones
 * 31 more). It is what scanners for leaked secrets look for, such as gitleaks' rule azure-ad-client-secret.
 */
const VALUE_SHAPE = /^[A-Za-z0-9_.~-]{3}\dQ~[A-Za-z0-9_.~-]{31,34}$/;
const VALUE_BEGIN = /^[A-Za-z0-9_.~-]{3}(\d)Q~/;
const VALUE_LENGTH = 40;
const FIRST_VALUE_LENGTH = 37;
/**
 * Of a text without that shape nobody can tell how long it was: scripts could choose a secret themselves for years, at any
 * length, and each of those would meet a false alarm. Below this nobody has chosen one.
 */
const SHORTEST_CHOSEN = 16;
const LONGEST = 512;

/** A label that was copied along, in the languages of Entra that come here. */
const LABEL =
  /^(?:client[ _-]?secret|secret|value|password|wert|kennwort|值|値|密码|密碼)(?: value)?\s*[:=：]/i;

/** Is this surely the Value of a client secret, by its shape alone? */
export function hasValueShape(text: string): boolean {
  return VALUE_SHAPE.test(text);
}

/** What was made of a pasted client secret. */
export interface SecretReading {
  readonly text: string;
  readonly cleaned: readonly Cleaning[];
  /** It cannot be a client secret. */
  readonly fault: SecretFault | null;
  /** It probably is none; whoever knows better may say so. */
  readonly doubt: SecretDoubt | null;
}

/**
 * Reads the Value of a client secret. Only what certainly is no part of it is taken off: blanks around it, signs without
 * a width, and a pair of quotes around a Value of Entra's shape. Anything else in it that is odd is a fault or a doubt.
 */
export function readSecret(typed: string): SecretReading {
  const seen = withoutInvisible(typed);
  const trimmed = seen.trim();
  const bare = withoutWrapping(trimmed);
  const text = hasValueShape(bare) ? bare : trimmed;
  const cleaned: Cleaning[] = [];
  if (seen !== typed) cleaned.push('invisible');
  if (text !== trimmed) cleaned.push('wrapping');
  const fault = faultOf(text);
  return { text, cleaned, fault, doubt: fault ? null : doubtOf(text) };
}

function faultOf(text: string): SecretFault | null {
  if (text === '') return 'secret_missing';
  if (text.length > LONGEST) return 'secret_too_long';
  if (/[\r\n\u2028\u2029]/.test(text)) return 'secret_line_break';
  if (LABEL.test(text)) return 'secret_label';
  if (/\s/.test(text)) return 'secret_blank';
  if (/[\p{Cc}\p{Cf}]/u.test(text)) return 'secret_invisible';
  if (withoutFullWidth(text) !== text) return 'secret_full_width';
  if (/^https?:\/\//i.test(text)) return 'secret_link';
  return /^[\x21-\x7e]+$/.test(text) ? null : 'secret_shape';
}

function doubtOf(text: string): SecretDoubt | null {
  if (looksLikeSecretId(withoutWrapping(text))) return 'secret_is_id';
  if (/^["'`]|["'`]$/.test(text)) return 'secret_quoted';
  const generation = VALUE_BEGIN.exec(text)?.[1];
  const shortest = generation
    ? Number(generation) < 8
      ? FIRST_VALUE_LENGTH
      : VALUE_LENGTH
    : SHORTEST_CHOSEN;
  if (text.length < shortest) return 'secret_cut_short';
  return generation && text.length > VALUE_LENGTH ? 'secret_too_long' : null;
}
