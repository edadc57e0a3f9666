/** What a spreadsheet may take for the begin of a formula, also after white space that it drops. */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cf}\0]*[=+\-@])/u;

/**
 * One row of a CSV file as RFC 4180 has it, with its end of line. Every cell is quoted, so that no spreadsheet splits one
 * at a sign that separates cells in its own language. A cell that one would run as a formula gets an apostrophe before
 * it, which makes text of it.
 */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** Tells a spreadsheet that what follows is UTF-8. */
export const BYTE_ORDER_MARK = '\u{feff}';

function cell(value: string): string {
  // NFKC: some programs take a full-width ＝ for the plain one, so whatever is one in another form counts.
  const runs = FORMULA.test(value) || FORMULA.test(value.normalize('NFKC'));
  return `"${(runs ? `'${value}` : value).replaceAll('"', '""')}"`;
}
