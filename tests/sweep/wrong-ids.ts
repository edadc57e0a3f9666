import { randomUUID } from 'node:crypto';
import type { Kind } from './cases';
import type { Ids } from './world';

/** An id that names nothing which the asker may see in this place. */
export interface WrongId {
  readonly what: string;
  readonly id: string;
  /** The same kind of row, of the other customer: an admin may name it. */
  readonly isTheirs?: true;
  /** It has not even the shape of an id, which may be said. */
  readonly isMalformed?: true;
  /** One of the two that matter most: a row of theirs, and one that is gone. */
  readonly isChief?: true;
}

/** Every wrong id in the place of one of `kind`: theirs of each kind, ours of other kinds, deleted ones, and no ids at all. */
export function wrongIds(
  kind: Kind,
  { ours, theirs, deleted }: { readonly ours: Ids; readonly theirs: Ids; readonly deleted: Ids },
): WrongId[] {
  const kinds = Object.keys(theirs) as Kind[];
  const others = kinds.filter((other) => other !== kind && !isSameTable(other, kind));
  const mine = theirs[kind];
  return [
    { what: `their ${kind}`, id: mine, isTheirs: true, isChief: true },
    ...others.map((other) => ({ what: `their ${other}`, id: theirs[other] })),
    ...others.map((other) => ({ what: `our ${other}`, id: ours[other] })),
    { what: `a deleted ${kind}`, id: deleted[kind], isChief: true },
    { what: 'an id of nothing', id: randomUUID() },
    { what: 'the id of zeros', id: '00000000-0000-0000-0000-000000000000' },
    { what: `their ${kind} in capitals`, id: mine.toUpperCase(), isTheirs: true },
    { what: `their ${kind} and a letter`, id: `${mine}a`, isMalformed: true },
    { what: `their ${kind} without hyphens`, id: mine.replaceAll('-', ''), isMalformed: true },
    { what: `their ${kind} in braces`, id: `{${mine}}`, isMalformed: true },
    { what: 'a word', id: 'abc', isMalformed: true },
    { what: 'letters of the right number', id: 'x'.repeat(36), isMalformed: true },
    { what: 'a statement', id: `${mine}' or '1'='1`, isMalformed: true },
    { what: 'a NUL', id: 'a\0b', isMalformed: true },
    { what: 'far too much', id: 'a'.repeat(2000), isMalformed: true },
  ];
}

/** `idle_registration` is a registration, too. */
function isSameTable(one: Kind, other: Kind): boolean {
  const tableOf = (kind: Kind) => kind.replace('idle_', '');
  return tableOf(one) === tableOf(other);
}
