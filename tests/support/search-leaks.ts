import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Something that must be nowhere. `kind` is what a hit is called: the text itself stays out of every report. */
export interface Planted {
  readonly kind: string;
  readonly text: string;
}

/** Somewhere to look, already as bytes. */
export interface Place {
  readonly where: string;
  readonly bytes: Buffer;
}

/** Shorter ones would be found by chance. */
const SHORTEST = 12;

/**
 * Where planted texts are, in any of the forms in which a program may let them out: as they are, percent-encoded, with
 * the escapes of HTML and JSON, as hex, and inside base64 and base64url at any offset.
 * @returns one line a hit, "kind in place", none twice
 */
export function searchLeaks(planted: readonly Planted[], places: Iterable<Place>): string[] {
  // One pass over the bytes for all of them: only where four bytes begin one is it compared.
  const needles = new Map<number, { kind: string; bytes: Buffer }[]>();
  for (const { kind, text } of planted) {
    if (text.length < SHORTEST) throw new Error(`${kind} is too short to be searched for`);
    for (const form of formsOf(text)) {
      const bytes = Buffer.from(form);
      const start = bytes.readUInt32BE(0);
      needles.set(start, [...(needles.get(start) ?? []), { kind, bytes }]);
    }
  }
  const begins = new Uint8Array(1 << 16);
  for (const start of needles.keys()) begins[hash(start)] = 1;
  const hits = new Set<string>();
  for (const { where, bytes } of places) {
    let four = 0;
    for (let at = 0; at < bytes.length; at++) {
      four = ((four << 8) | (bytes[at] as number)) >>> 0;
      if (begins[hash(four)] === 0) continue;
      for (const needle of needles.get(four) ?? []) {
        const from = at - 3;
        if (bytes.subarray(from, from + needle.bytes.length).equals(needle.bytes)) {
          hits.add(`${needle.kind} in ${where}`);
        }
      }
    }
  }
  return [...hits].sort();
}

const hash = (four: number) => Math.imul(four, 0x9e3779b1) >>> 16;

function formsOf(text: string): Set<string> {
  const bytes = Buffer.from(text);
  const forms = [
    text,
    encodeURIComponent(text),
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    JSON.stringify(text).slice(1, -1),
    JSON.stringify(JSON.stringify(text)).slice(3, -3),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
  ];
  for (let before = 0; before < 3; before++) {
    // What stands before shifts the letters; the first and the last depend on the neighbours and are left out.
    const shifted = Buffer.concat([Buffer.alloc(before), bytes]);
    const whole = shifted.length - (shifted.length % 3);
    const letters = shifted
      .subarray(0, whole)
      .toString('base64')
      .slice(before === 0 ? 0 : 4);
    forms.push(letters, letters.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return new Set(forms.filter((form) => form.length >= SHORTEST));
}

/** Every file below a folder; one that goes away meanwhile is left out. */
export function* filesBelow(folder: string): Generator<Place> {
  for (const entry of readdirSync(folder, { withFileTypes: true }) as Dirent[]) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) {
      const bytes = readIfThere(path);
      if (bytes) yield { where: path, bytes };
    }
  }
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
