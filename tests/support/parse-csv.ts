/**
 * Reads CSV as RFC 4180 has it.
 * @throws Error for what that does not allow: a quote inside a cell without quotes, text after a closing quote, another end of line
 */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length; ) {
    const [cell, end] = text[at] === '"' ? quoted(text, at) : bare(text, at);
    row.push(cell);
    if (text[end] === ',') at = end + 1;
    else if (text.startsWith('\r\n', end)) {
      rows.push(row);
      row = [];
      at = end + 2;
    } else throw new Error(`after a cell stands ${JSON.stringify(text.slice(end, end + 10))}`);
  }
  if (row.length > 0) throw new Error('the last row has no end');
  return rows;
}

function quoted(text: string, begin: number): [string, number] {
  const match = /"((?:[^"]|"")*)"/y;
  match.lastIndex = begin;
  const found = match.exec(text);
  if (!found) throw new Error('a quote is not closed');
  return [(found[1] ?? '').replaceAll('""', '"'), match.lastIndex];
}

function bare(text: string, begin: number): [string, number] {
  const end = text.slice(begin).search(/[,\r\n"]/);
  if (end < 0) throw new Error('the last row has no end');
  return [text.slice(begin, begin + end), begin + end];
}
