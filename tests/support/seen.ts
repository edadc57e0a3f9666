import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** As much as a run may leave behind; beyond it a search would no longer cover everything and refuses. */
const LIMIT_BYTES = 300_000_000;

const folder = () => {
  const path = process.env.POSTHOUSE_TEST_SEEN;
  if (!path) throw new Error('POSTHOUSE_TEST_SEEN is not set: these are no browser tests');
  mkdirSync(path, { recursive: true });
  return path;
};

const sizeFile = () => join(folder(), 'size');
const recordFile = () => join(folder(), `${process.pid}.txt`);

/** Keeps one answer of the app, with its address, headers and body, for {@link searchSeen}. */
export function keepSeen(what: string, text: string): void {
  const entry = `\n===== ${what}\n${text}\n`;
  const size = Number(existsSync(sizeFile()) ? readFileSync(sizeFile(), 'utf8') : 0) + entry.length;
  writeFileSync(sizeFile(), String(size));
  if (size <= LIMIT_BYTES) appendFileSync(recordFile(), entry);
}

/** How much has been kept so far, in characters. */
export const seenSize = (): number => (existsSync(sizeFile()) ? Number(readFileSync(sizeFile(), 'utf8')) : 0);

/**
 * Where a text was seen in everything that the app answered in this run, and in everything that it printed.
 * @returns the addresses, or `output` for what it printed; none twice
 * @throws Error when more was answered than could be kept
 */
export function searchSeen(needle: string): string[] {
  if (seenSize() > LIMIT_BYTES) throw new Error('more was answered than could be kept: raise LIMIT_BYTES');
  const hits = new Set<string>();
  for (const name of readdirSync(folder()).filter((each) => each.endsWith('.txt'))) {
    for (const entry of readFileSync(join(folder(), name), 'utf8').split('\n===== ')) {
      if (entry.includes(needle)) hits.add(entry.slice(0, entry.indexOf('\n')));
    }
  }
  const output = process.env.POSTHOUSE_TEST_OUTPUT;
  if (!output || !statSync(output).isFile()) throw new Error('the output of the app under test is not there');
  if (readFileSync(output, 'utf8').includes(needle)) hits.add('output');
  return [...hits];
}
