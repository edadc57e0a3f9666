import { withoutFullWidth } from '@/lib/registration/clean-text';
import { findLabels, type Label } from './find-labels';
import { type Found, findValues } from './find-values';
import type { LabelKind, Source } from './paste';

/** A value of the paste with the label that it belongs to, or with none. */
export interface Labelled {
  readonly found: Found | { readonly kind: 'text'; readonly texts: readonly string[] };
  readonly label: LabelKind | null;
  readonly from: Source;
  /** A Value of a client secret stands before it in the same line, or of a day anywhere in it. */
  readonly besideValue: boolean;
  /** Nothing else stands in its line. */
  readonly alone: boolean;
  /** It was pasted in full-width characters, and is given in plain ones. */
  readonly wide: boolean;
}

/** A line with what was found in it. */
interface Line {
  readonly number: number;
  /** As it was pasted, and with full-width forms as plain ones: as long as each other. */
  readonly pasted: string;
  readonly text: string;
  readonly labels: readonly Label[];
  readonly values: readonly Found[];
}

/** Labels that stand over the values: the head of a table, or a label on a line of its own. */
interface Above {
  readonly line: Line;
  readonly labels: readonly Label[];
  readonly table: boolean;
  /** How the cells are divided; null: by their place in the line. */
  readonly divider: string | null;
  /** Where they are divided: the labels by the number of their cell. */
  readonly cells: ReadonlyMap<number, Label>;
}

/** Which labels can belong to a value of this shape. */
const FITTING: Readonly<Record<Found['kind'], readonly LabelKind[]>> = {
  guid: ['tenant', 'client', 'secret', 'secret_id', 'object_id', 'other_id'],
  value: ['secret'],
  link: ['tenant', 'client', 'other_id'],
  domain: ['tenant'],
  address: ['address', 'other_address'],
  day: ['expires', 'other_day'],
};

/**
 * Finds the values of a text and the label of each: before it in its line, in the line above, at the head of its column,
 * or else behind it. Looks at each line once.
 */
export function labelValues(text: string): { values: Labelled[]; steps: number } {
  const values: Labelled[] = [];
  let steps = 0;
  let above: Above | null = null;
  let stack: Line[] = [];
  const lines = text.split(/\r\n|[\r\n\u2028\u2029]/);
  for (const [index, pasted] of lines.entries()) {
    const raw = withoutFullWidth(pasted);
    const line: Line = {
      number: index + 1,
      pasted,
      text: raw,
      labels: findLabels(raw),
      values: findValues(raw),
    };
    steps += 1 + line.labels.length + line.values.length;
    if (isEmpty(raw)) {
      // A blank line ends a table; between a label and its value mail programs put many.
      if (above?.table && raw.trim() === '') above = null;
      continue;
    }
    if (isHead(line)) {
      above = headOf(line);
      stack = [];
      continue;
    }
    if (standsAlone(line)) {
      stack.push(line);
      above = null;
      continue;
    }
    const over: Above | null = above ?? aboveOf(stack);
    values.push(...valuesOf(line, over));
    // Of labels under each other the first belongs to the first line of values, and so on.
    stack = stack.length > 1 && !above ? stack.slice(1) : [];
  }
  return { values, steps };
}

const isEmpty = (text: string) => !/[\p{L}\p{N}]/u.test(text);

/** Nothing but one label, or a sentence that ends with a colon after one. */
function standsAlone({ text, labels, values }: Line): boolean {
  const last = labels.at(-1);
  if (!last || values.length > 0) return false;
  const rest = text.slice(0, labels[0]?.start) + text.slice(last.end);
  if (labels.length === 1 && isEmpty(rest)) return true;
  return /^[\s)"'*_」』`]*[:：]?[\s*_`]*$/.test(text.slice(last.end)) && /[:：][\s*_`]*$/.test(text);
}

function aboveOf(stack: readonly Line[]): Above | null {
  const [line] = stack;
  return line ? { line, labels: line.labels.slice(-1), table: false, divider: null, cells: new Map() } : null;
}

/** Two labels or more with nothing but dividers between them, and no value: the head of a table. */
function isHead({ text, labels, values }: Line): boolean {
  if (values.length > 0 || labels.length < 2) return false;
  return labels.slice(1).every((label, at) => {
    const between = text.slice(labels[at]?.end, label.start);
    return /^[\s"'*|,;]*$/.test(between) && /[\t|,;]|\s{2}/.test(between);
  });
}

function headOf(line: Line): Above {
  const { text, labels } = line;
  const divider = ['\t', '|', ';', ','].find((each) => text.includes(each)) ?? null;
  const cells = new Map<number, Label>();
  const cell = cellCounter(text, divider);
  for (const label of labels) cells.set(cell(label.start), label);
  return { line, labels, table: true, divider, cells };
}

/** Tells the number of the cell that a place is in; places are asked for from left to right. */
function cellCounter(text: string, divider: string | null): (place: number) => number {
  let cell = 0;
  let at = divider === null ? -1 : text.indexOf(divider);
  return (place) => {
    while (divider !== null && at >= 0 && at < place) {
      cell += 1;
      at = text.indexOf(divider, at + 1);
    }
    return cell;
  };
}

function valuesOf(line: Line, above: Above | null): Labelled[] {
  const { text, pasted, values } = line;
  const found: Labelled[] = [];
  const hasValue = values.some(({ kind }) => kind === 'value');
  let valueSeen = false;
  const gaps = gapsOf(line);
  const behind = labelledBehind(line);
  const cell = cellCounter(text, above?.divider ?? null);
  const alone = values.length === 1 && isEmpty(text.slice(0, values[0]?.start) + text.slice(values[0]?.end));
  for (const [at, value] of values.entries()) {
    const mine = behind ? (gaps[at + 1] ?? []) : [...(gaps[at] ?? [])].reverse();
    const own = fitting(mine, value.kind);
    const over = above && columnOf(above, value.start, cell(value.start));
    const overhead = !own && over && FITTING[value.kind].includes(over.kind) ? over : null;
    found.push({
      found: value,
      label: own?.kind ?? overhead?.kind ?? null,
      from: sourceOf(line, own, above, overhead, value),
      besideValue: value.kind === 'day' ? hasValue : valueSeen,
      alone,
      wide: pasted.slice(value.start, value.end) !== text.slice(value.start, value.end),
    });
    valueSeen ||= value.kind === 'value';
  }
  const texts = [...textsAfterLabels(line), ...textsBelow(line, above)];
  return [...found, ...texts];
}

/** The labels before the first value, between each two, and behind the last. */
function gapsOf({ labels, values }: Line): Label[][] {
  const gaps: Label[][] = [[]];
  let at = 0;
  for (const label of labels) {
    while (values[at] && (values[at]?.start ?? 0) < label.end) {
      at += 1;
      gaps.push([]);
    }
    // What lies inside a value, such as a word of a link, is no label.
    if (label.start >= (values[at - 1]?.end ?? 0)) gaps[at]?.push(label);
  }
  while (gaps.length <= values.length) gaps.push([]);
  return gaps;
}

function sourceOf(
  line: Line,
  own: Label | null,
  above: Above | null,
  overhead: Label | null,
  value: Found,
): Source {
  const { number, text } = line;
  if (own) return { line: number, label: wordOf(text, own), place: 'label' };
  if (above && overhead) {
    const place = above.table ? 'column' : 'label';
    return { line: number, label: wordOf(above.line.text, overhead), place };
  }
  return { line: number, label: null, place: value.kind === 'link' ? 'link' : 'line' };
}

/** The words of a label as they were pasted, with the bracket that they opened. */
function wordOf(text: string, { start, end }: Label): string {
  const word = text.slice(start, end).trim();
  return word.includes('(') && !word.includes(')') && text[end] === ')' ? `${word})` : word;
}

/** Do the labels of this line stand behind their values: "1b2c… (tenant ID), 2c3d… (client ID)"? */
function labelledBehind(line: Line): boolean {
  const { text, labels, values } = line;
  const [first] = values;
  const last = values.at(-1);
  if (!first || !last || labels.length === 0 || labels.some(({ start }) => start < first.start)) return false;
  const label = labels.find(({ start }) => start >= last.end);
  return Boolean(
    label &&
      /^[\s(=:：\-–—<]*(?:is |ist |= ?)?(?:the |our |your |die |unsere )?[\s(]*$/i.test(
        text.slice(last.end, label.start),
      ),
  );
}

/** The nearest of the labels that fits to a value of this shape. "Tenant value" is about the tenant. */
function fitting(nearest: readonly Label[], kind: Found['kind']): Label | null {
  const fit = nearest.filter((label) => FITTING[kind].includes(label.kind));
  const [first, second] = fit;
  if (first?.kind === 'secret' && second && first.start - second.end <= 3 && first.start >= second.end) {
    return second.kind === 'secret' ? first : second;
  }
  return first ?? null;
}

/** The label over a place of the line, which is in the cell of this number. */
function columnOf({ labels, divider, table, cells }: Above, start: number, cell: number): Label | null {
  if (!table) return labels.at(-1) ?? null;
  if (divider !== null) return cells.get(cell) ?? null;
  return labels.findLast((label) => label.start <= start + 2) ?? null;
}

/** What follows a label of a secret and has no shape of its own: a Value that somebody chose, or an older one. */
function textsAfterLabels({ text, pasted, labels, number }: Line): Labelled[] {
  return labels.flatMap((label) => {
    if (label.kind !== 'secret' && label.kind !== 'tenant' && label.kind !== 'cloud') return [];
    if (label.kind === 'cloud') {
      const from: Source = { line: number, label: wordOf(text, label), place: 'label' };
      return [textOf(text.slice(label.end, label.end + 60), 'cloud', from, false)];
    }
    const found = AFTER_LABEL.exec(text.slice(label.end, label.end + 600));
    const value = found?.[1];
    if (!value) return [];
    const start = label.end + found[0].length - value.length;
    const from: Source = { line: number, label: wordOf(text, label), place: 'label' };
    return [textOf(value, label.kind, from, pasted.slice(start, start + value.length) !== value)];
  });
}

const AFTER_LABEL =
  /^["'`*_)\]」』]{0,4}\s{0,40}(?:[:=：＝|]|=>|->|→|\bis\b|\bist\b|\blautet\b|是|為|为|は|\t|(?<= ))[\s"'`“„「:]{0,40}([^\s"'`“”„」,;<>|，。、]{4,512})/i;

/** The same under a label or in a column, where the label names a secret. */
function textsBelow(line: Line, above: Above | null): Labelled[] {
  if (!above) return [];
  const { text, pasted, number } = line;
  const cells = above.divider === null ? [text] : text.split(above.divider);
  return above.labels.flatMap((label, at) => {
    if (label.kind !== 'secret') return [];
    const place = above.table ? ('column' as const) : ('label' as const);
    const cell = cellOf(above, cells, at).replace(/^[\s"'`]+|[\s"'`]+$/g, '');
    if (!cell || /\s/.test(cell)) return [];
    return [
      textOf(cell, 'secret', { line: number, label: wordOf(above.line.text, label), place }, pasted !== text),
    ];
  });
}

function cellOf(
  { labels, table, divider, cells: head }: Above,
  cells: readonly string[],
  at: number,
): string {
  const label = labels[at];
  const [text = ''] = cells;
  if (!table || !label) return text;
  if (divider === null) return text.slice(label.start, labels[at + 1]?.start).split(/\s{2,}/)[0] ?? '';
  const number = [...head].find(([, each]) => each === label)?.[0];
  return number === undefined ? '' : (cells[number] ?? '');
}

const textOf = (text: string, label: LabelKind, from: Source, wide: boolean): Labelled => ({
  found: { kind: 'text', texts: [text] },
  label,
  from,
  besideValue: false,
  alone: false,
  wide,
});
