import { createHash } from 'node:crypto';

/**
 * A GUID of version 4 shape that is the same at every start, made from `name`. Real ones are random; these have to be
 * stable, so that a mailbox saved yesterday still works today.
 */
export function guidOf(name: string): string {
  const hex = createHash('sha256').update(`posthouse sandbox guid ${name}`).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/**
 * A client secret of the real shape (40 characters, `Q~` in the fifth and sixth place) that is obviously not one. It is
 * made here instead of written down, because scanners for leaked secrets know the shape.
 */
export function secretOf(name: string): string {
  const text = createHash('sha256').update(`posthouse sandbox secret ${name}`).digest('base64url');
  const letters = text.replace(/[^A-Za-z]/g, '');
  const rest = text.replace(/[^A-Za-z0-9]/g, '');
  return `${letters.slice(0, 3)}8Q~sandbox-${rest.slice(3, 29)}`;
}

/** Whether `text` is written like a GUID; Entra takes both cases and nothing around it. */
export function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
