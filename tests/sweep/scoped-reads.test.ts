import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { nodesBelow, parse, placeOf, type Source, sourcesBelow } from './sources';

/** Functions that look at customers' rows without being told whose, each with the reason. */
const OF_EVERYBODY: Readonly<Record<string, string>> = {
  'lib/audit/reads.ts#latestEntry': 'of deeds that concern the installation',
  'lib/vault-key/store.ts#nextSealed': 'for what looks after keys, of every customer',
  'lib/vault-key/store.ts#countSealed': 'counts sealed secrets by key, over all customers',
  'lib/vault-key/store.ts#exchangeSealed': 'each only while it is the one that was read, of every customer',
  'lib/staff/reads.ts#listAssignedIds': 'says of a colleague whom they see, to admins alone',
  'lib/staff/store.ts#insertAssignments': "keeps to its transaction's scope; tests/isolation",
  'lib/staff/store.ts#deleteAssignments': "keeps to its transaction's scope; tests/isolation",
  'lib/staff/store.ts#customersInScope': "keeps to its transaction's scope; tests/isolation",
  'lib/vault-key/reads.ts#listVaultKeys': 'counts sealed secrets by key, over all customers; shows none',
};

/** The tables whose rows are a customer's: as Prisma's client calls them, and as Postgres does. */
const TABLES = [...readFileSync('prisma/schema.prisma', 'utf8').matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)]
  .filter(([, name, body]) => name === 'Customer' || /^\s+customerId\s/m.test(body ?? ''))
  .map(([, name = '', body = '']) => ({
    model: name.charAt(0).toLowerCase() + name.slice(1),
    table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
  }));

/** The first parameter of what reads or writes a customer's rows. */
const SCOPE = /^(?:CustomerId|Reach|Scope)$/;

/** Functions of a reads.ts or store.ts that touch such a table and are not told first whose rows they are about. */
function unscoped(source: Source): string[] {
  return source.tree.statements.filter(ts.isFunctionDeclaration).flatMap((declared) => {
    if (!touches(declared)) return [];
    const [first] = declared.parameters;
    return SCOPE.test(first?.type?.getText() ?? '') ? [] : [`${source.path}#${declared.name?.text}`];
  });
}

function touches(node: ts.Node): boolean {
  const asked = nodesBelow(node, ts.isPropertyAccessExpression).some(
    ({ name, expression }) =>
      TABLES.some(({ model }) => model === name.text) &&
      /^(?:tx|reader|database\(\)|client)$/.test(expression.getText()),
  );
  const raw = nodesBelow(node, ts.isTaggedTemplateExpression).some(
    ({ tag, template }) =>
      /\$(?:query|execute)Raw/.test(tag.getText()) &&
      TABLES.some(({ table }) =>
        new RegExp(`\\b(?:from|join|into|update)\\s+${table}\\b`).test(template.getText()),
      ),
  );
  return asked || raw;
}

/** `findUnique` outside of a transaction: Prisma joins those of one moment into one query, of whatever scope. */
function joined(source: Source): string[] {
  return nodesBelow(source.tree, ts.isPropertyAccessExpression)
    .filter(({ name }) => /^findUnique(?:OrThrow)?$/.test(name.text))
    .filter(({ expression }) => !/^tx\.\w+$/.test(expression.getText()))
    .map((node) => placeOf(source, node));
}

const stores = sourcesBelow('lib').filter(({ path }) => /^lib\/[\w-]+\/(?:reads|store)\.ts$/.test(path));

test('every read and statement is told first whose rows it is about', () => {
  expect(TABLES.length).toBeGreaterThan(6);
  expect(stores.length).toBeGreaterThan(6);
  expect(stores.flatMap(unscoped).sort()).toEqual(Object.keys(OF_EVERYBODY).sort());
});

test('no read joins itself to that of another scope', () => {
  expect(sourcesBelow('lib').flatMap(joined)).toEqual([]);
});

describe('each of these checks can fail', () => {
  const inFile = (text: string) => parse('lib/x/reads.ts', text);
  test.each([
    [
      'function list(page: number) { return read(all, (reader) => reader.mailbox.findMany()); }',
      ['lib/x/reads.ts#list'],
    ],
    ['function list(reach: Reach) { return read(reach, (reader) => reader.mailbox.findMany()); }', []],
    [
      'function hold(tx: Transaction) { return tx.$queryRaw`select id from mailbox where id = 1`; }',
      ['lib/x/reads.ts#hold'],
    ],
    ['function count(tx: Transaction) { return tx.staffMember.count(); }', []],
  ])('%s', (text, found) => {
    expect(unscoped(inFile(text))).toEqual(found);
  });
  test.each([
    ['read(id, (reader) => reader.mailbox.findUnique({}));', ['lib/x/reads.ts:1']],
    ['database().staffMember.findUniqueOrThrow({});', ['lib/x/reads.ts:1']],
    ['tx.customer.findUnique({});', []],
  ])('%s', (text, found) => {
    expect(joined(inFile(text))).toEqual(found);
  });
});
