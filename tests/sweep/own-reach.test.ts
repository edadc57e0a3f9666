import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { nodesBelow, parse, placeOf, type Source, sourcesBelow } from './sources';

/** The one place of app/ where a reach is made: from who is signed in. */
const MAKES_IT = 'app/_gate/actor.ts';

/**
 * Where a file makes a reach or takes the widest one. Of those who may come, the sweep sees all that they can see; what
 * an admin alone can ask, and a list that is narrowed to one customer afterwards, are the same in every reach today, and
 * would not be the same any more when somebody else may ask.
 */
function ownReaches(source: Source): string[] {
  return [
    ...nodesBelow(source.tree, ts.isPropertyAssignment).filter(({ name }) => name.getText() === 'every'),
    ...nodesBelow(source.tree, ts.isShorthandPropertyAssignment).filter(({ name }) => name.text === 'every'),
    ...nodesBelow(source.tree, ts.isIdentifier).filter(({ text }) => text === 'EVERY_CUSTOMER'),
  ].map((node) => placeOf(source, node));
}

test('the gate alone says who reaches which customers', () => {
  const files = sourcesBelow('app');
  expect(files.find(({ path }) => path === MAKES_IT)?.text).toContain('EVERY_CUSTOMER');
  expect(files.filter(({ path }) => path !== MAKES_IT).flatMap(ownReaches)).toEqual([]);
});

describe('this check can fail', () => {
  test.each([
    ['listMailboxes({ every: true });', ['app/x.ts:1']],
    ['const every = true;\nlistMailboxes({ every });', ['app/x.ts:2']],
    ["import { EVERY_CUSTOMER } from '@/lib/scope';", ['app/x.ts:1']],
    ['listMailboxes(reach);', []],
    ['rows.every(Boolean);', []],
  ])('%s', (text, found) => {
    expect(ownReaches(parse('app/x.ts', text))).toEqual(found);
  });
});
