import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { begins, exportsOf, nodesBelow, parse, placeOf, type Source, sourcesBelow } from './sources';

/** Actions that are made by no wrapper, each with the reason. */
const BY_THEMSELVES: Readonly<Record<string, string>> = {
  'app/_gate/sign-out.ts#signOut': 'whoever calls it ends their own session, and nobody needs a right to go',
  'app/_words/set-preference.ts#setLanguage': "changes the visitor's own cookie",
  'app/_words/set-preference.ts#setTheme': "changes the visitor's own cookie",
  'app/_words/set-preference.ts#setShortcuts': "changes the visitor's own cookie",
};

/** What is not made by `action` or `openAction` in a file of server actions. */
function madeByThemselves(source: Source): string[] {
  if (!begins(source, 'use server')) return [];
  return exportsOf(source)
    .filter(
      ({ node }) => !(ts.isCallExpression(node) && /^(?:action|openAction)$/.test(node.expression.getText())),
    )
    .map(({ name }) => `${source.path}#${name}`);
}

/** Functions of such a file that take anything but one form: whatever they take travels through the browser. */
function takingMore(source: Source): string[] {
  if (!begins(source, 'use server')) return [];
  return exportsOf(source).flatMap(({ name, node }) => {
    if (!ts.isFunctionDeclaration(node)) return [];
    const types = node.parameters.map(({ type }) => type?.getText() ?? 'anything');
    return types.length === 0 || (types.length === 1 && types[0] === 'FormData')
      ? []
      : [`${source.path}#${name} takes ${types.join(', ')}`];
  });
}

/** Actions inside of functions: what they close over travels through the browser, too. */
function closures(source: Source): string[] {
  return nodesBelow(source.tree, ts.isStringLiteral)
    .filter(({ text, parent }) => text === 'use server' && ts.isExpressionStatement(parent))
    .filter(({ parent }) => parent.parent !== source.tree)
    .map((node) => placeOf(source, node));
}

/** `.bind(`: bound arguments of an action stand in the page in clear. */
function binds(source: Source): string[] {
  return nodesBelow(source.tree, ts.isPropertyAccessExpression)
    .filter(({ name }) => name.text === 'bind')
    .map((node) => placeOf(source, node));
}

/** Texts in a file of actions that look like a secret. Next has had a fault by which such files could be read. */
function secretLooking(source: Source): string[] {
  if (!begins(source, 'use server')) return [];
  return nodesBelow(source.tree, ts.isStringLiteralLike)
    .filter(({ parent }) => !ts.isImportDeclaration(parent))
    .filter((node) => looksSecret(node) || isCalledSecret(node))
    .map((node) => placeOf(source, node));
}

const looksSecret = ({ text }: ts.StringLiteralLike) =>
  /^[\w~+/=.-]{16,}$/.test(text) && /\d/.test(text) && /[a-z]/i.test(text);

function isCalledSecret({ parent, text }: ts.StringLiteralLike): boolean {
  const isNamed = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent);
  return isNamed && text !== '' && /secret|password|token|apikey/i.test(parent.name.getText());
}

const sources = sourcesBelow('app');

describe('every server action', () => {
  test('goes through the gate, or is known to need none', () => {
    expect(sources.flatMap(madeByThemselves).sort()).toEqual(Object.keys(BY_THEMSELVES).sort());
  });
  test.each([
    ['takes one form and nothing else', takingMore],
    ['is no closure', closures],
    ['has nothing bound to it', binds],
    ['has no text beside it that looks like a secret', secretLooking],
  ])('%s', (_, find) => {
    expect(sources.flatMap(find)).toEqual([]);
  });
});

describe('each of these checks can fail', () => {
  const inFile = (text: string) => parse('app/x.ts', `'use server';\n${text}`);
  test.each([
    [madeByThemselves, 'export async function save(form: FormData) {}', ['app/x.ts#save']],
    [madeByThemselves, 'export const save = async () => {};', ['app/x.ts#save']],
    [madeByThemselves, 'export const save = action({});', []],
    [madeByThemselves, "export { save } from './other';", ["app/x.ts#export { save } from './other';"]],
    [
      takingMore,
      'export async function save(id: string, form: FormData) {}',
      ['app/x.ts#save takes string, FormData'],
    ],
    [takingMore, 'export async function save(form: FormData) {}', []],
    [closures, "function page(id) { return async () => { 'use server'; del(id); }; }", ['app/x.ts:2']],
    [binds, 'const mine = save.bind(null, record);', ['app/x.ts:2']],
    [secretLooking, "const key = 'Zz1~this-is-not-the-secret';", ['app/x.ts:2']],
    [secretLooking, "const password = 'hunter';", ['app/x.ts:2']],
    [secretLooking, "const code = 'mailbox_not_found';", []],
  ])('%o on %s', (find, text, found) => {
    expect(find(inFile(text))).toEqual(found);
  });
});
