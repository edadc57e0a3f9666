import { readFileSync } from 'node:fs';
import ts from 'typescript';

const GROUPS = new Set(['describe', 'test.describe']);
const TESTS = new Set(['test', 'it']);
/** Ways to write a test that is not run. */
const NOT_RUN = new Set(['skip', 'todo', 'fixme', 'fails', 'fail']);

/**
 * The names of the tests in a file, each behind those of the groups that it stands in: `group > test`. A title that is
 * made of a row (`test.each`) is given as it is written, `%s` and `$name` included; one that is an expression as
 * `${expression}`. Tests and groups that are not run have no name here.
 */
export function testTitles(path: string): string[] {
  return titlesIn(readFileSync(path, 'utf8'));
}

/** The same for the text of such a file. */
export function titlesIn(source: string): string[] {
  const file = ts.createSourceFile('x.test.ts', source, ts.ScriptTarget.Latest, true);
  const titles: string[] = [];
  const visit = (node: ts.Node, groups: readonly string[]): void => {
    const call = ts.isCallExpression(node) ? callOf(node) : null;
    if (!call) ts.forEachChild(node, (child) => visit(child, groups));
    else if (call.isRun) {
      const names = [...groups, titleOf(call.title)];
      if (call.isTest) titles.push(names.join(' > '));
      else ts.forEachChild(node, (child) => visit(child, names));
    }
  };
  visit(file, []);
  return titles;
}

/** Does the call declare a group or a test with a title? `test.each(rows)` alone does not yet. */
function callOf(
  call: ts.CallExpression,
): { title: ts.Expression | undefined; isTest: boolean; isRun: boolean } | null {
  const [title] = call.arguments;
  // A limit in milliseconds may stand behind the function, options before it.
  if (!call.arguments.slice(1).some(ts.isFunctionLike)) return null;
  const names: string[] = [];
  let callee: ts.Expression = call.expression;
  while (!ts.isIdentifier(callee)) {
    if (ts.isCallExpression(callee)) callee = callee.expression;
    else if (ts.isPropertyAccessExpression(callee)) {
      names.unshift(callee.name.text);
      callee = callee.expression;
    } else return null;
  }
  const all = [callee.text, ...names].filter((name) => name !== 'each' && name !== 'concurrent');
  const isRun = !all.some((name) => NOT_RUN.has(name));
  const declared = all.filter((name) => !NOT_RUN.has(name) && name !== 'only').join('.');
  if (GROUPS.has(declared)) return { title, isTest: false, isRun };
  return TESTS.has(declared) ? { title, isTest: true, isRun } : null;
}

function titleOf(title: ts.Expression | undefined): string {
  if (!title) return '';
  if (ts.isStringLiteralLike(title)) return title.text;
  if (ts.isTemplateExpression(title)) return title.getText().slice(1, -1);
  return `\${${title.getText()}}`;
}
