import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** As much as a run may leave behind. */
const LIMIT_BYTES = 1_000_000_000;

/** What each answer begins with in the record. */
export const HEAD = '\n===== ';

const recordFile = () => {
  const folder = process.env.POSTHOUSE_TEST_SEEN;
  if (!folder) throw new Error('POSTHOUSE_TEST_SEEN is not set: these are no browser tests');
  return join(folder, 'answers');
};

/**
 * Keeps one answer of the app, with its address, headers and body, for {@link searchSeen}.
 * @throws Error when more was answered than can be searched
 */
export function keepSeen(what: string, text: Buffer): void {
  if (seenSize() > LIMIT_BYTES) throw new Error('more was answered than can be searched: raise LIMIT_BYTES');
  mkdirSync(dirname(recordFile()), { recursive: true });
  appendFileSync(recordFile(), Buffer.concat([Buffer.from(`${HEAD}${what}\n`), text]));
}

/** How much has been kept so far, in bytes. */
export const seenSize = (): number => (existsSync(recordFile()) ? statSync(recordFile()).size : 0);

/** What was answered since {@link seenSize} was `size`. */
export function seenSince(size: number): string {
  const bytes = Buffer.alloc(seenSize() - size);
  const file = openSync(recordFile(), 'r');
  readSync(file, bytes, 0, bytes.length, size);
  closeSync(file);
  return bytes.toString('utf8');
}

/** One answer as it was kept: its first line is method, address and status. */
export interface SeenAnswer {
  readonly what: string;
  readonly bytes: Buffer;
}

/** Every answer of the run so far. */
export function allSeen(): SeenAnswer[] {
  const all = readFileSync(recordFile());
  const answers: SeenAnswer[] = [];
  let at = all.indexOf(HEAD);
  while (at >= 0) {
    const next = all.indexOf(HEAD, at + HEAD.length);
    const bytes = all.subarray(at + HEAD.length, next < 0 ? all.length : next);
    answers.push({ what: bytes.subarray(0, bytes.indexOf('\n')).toString('utf8'), bytes });
    at = next;
  }
  return answers;
}

/** Everything that the app under test has printed so far. */
export function printed(): string {
  const output = process.env.POSTHOUSE_TEST_OUTPUT;
  if (!output || !statSync(output).isFile()) throw new Error('the output of the app under test is not there');
  return readFileSync(output, 'utf8');
}

/**
 * Where a text was seen in everything that the app answered in this run, and in everything that it printed.
 * @returns the addresses, or `output` for what it printed; none twice
 */
export function searchSeen(needle: string): string[] {
  const hits = new Set(
    allSeen()
      .filter(({ bytes }) => bytes.includes(needle))
      .map(({ what }) => what),
  );
  if (printed().includes(needle)) hits.add('output');
  return [...hits];
}
