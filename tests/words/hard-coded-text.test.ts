import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const letters = /\p{L}/u;

/** Attributes whose text people read or hear. */
const spoken = new Set(
  'aria-label aria-description aria-valuetext aria-roledescription placeholder title alt label help mark description caption summary pendingLabel showLabel hideLabel copiedLabel failedLabel closeLabel'.split(
    ' ',
  ),
);

/** Elements whose text is an identifier and the same in every language: a permission, a key, a code. */
const untranslated = new Set(['code', 'Code', 'kbd', 'Key']);

/** The places in a component where text stands that no translation can reach, as "line: text". */
function hardCoded(source: string): string[] {
  const file = ts.createSourceFile('x.tsx', source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const report = (node: ts.Node, text: string) =>
    found.push(`${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}: ${text.trim()}`);
  const checkShown = (expression: ts.Expression | undefined): void => {
    if (!expression) return;
    if (ts.isParenthesizedExpression(expression)) checkShown(expression.expression);
    else if (ts.isConditionalExpression(expression)) {
      checkShown(expression.whenTrue);
      checkShown(expression.whenFalse);
    } else if (ts.isBinaryExpression(expression)) {
      // Of `a && 'b'`, `a ?? 'b'` and `a + 'b'` the right side is shown; of a comparison neither is.
      const { kind } = expression.operatorToken;
      if (kind === ts.SyntaxKind.PlusToken) checkShown(expression.left);
      if (
        [
          ts.SyntaxKind.PlusToken,
          ts.SyntaxKind.AmpersandAmpersandToken,
          ts.SyntaxKind.BarBarToken,
          ts.SyntaxKind.QuestionQuestionToken,
        ].includes(kind)
      ) {
        checkShown(expression.right);
      }
    } else if (ts.isStringLiteralLike(expression)) {
      if (letters.test(expression.text)) report(expression, expression.text);
    } else if (ts.isTemplateExpression(expression)) {
      const text =
        expression.head.text + expression.templateSpans.map(({ literal }) => literal.text).join('');
      if (letters.test(text)) report(expression, text);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxElement(node) && untranslated.has(node.openingElement.tagName.getText(file))) return;
    if (ts.isJsxText(node) && letters.test(node.text)) report(node, node.text);
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) checkShown(node.expression);
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText(file)) && node.initializer) {
      if (ts.isStringLiteral(node.initializer)) checkShown(node.initializer);
      else if (ts.isJsxExpression(node.initializer)) checkShown(node.initializer.expression);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

test.each([
  ['<p>Hello</p>', ['1: Hello']],
  ["<p>{'Hello'}</p>", ['1: Hello']],
  ["<p>{open ? 'Close' : t('open')}</p>", ['1: Close']],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source that is looked at
  ['<p>{`Hello ${name}`}</p>', ['1: Hello']],
  ['<input placeholder="Your name" />', ['1: Your name']],
  ["<input aria-label={'Search'} />", ['1: Search']],
  ['<p>{count} · {t("unit")}</p>', []],
  ["<p>{kind === 'open' && t('open')}</p>", []],
  ['<Code>Mail.Send</Code>', []],
  ['<input name="email" type="email" />', []],
])('in %s it finds %j', (source, found) => {
  expect(hardCoded(`const x = ${source};`)).toEqual(found);
});

test('every text of the app stands in the words', () => {
  const files = readdirSync(join(root, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx'))
    .map((path) => join('app', path));
  expect(files.length).toBeGreaterThan(20);
  const found = files.flatMap((path) =>
    hardCoded(readFileSync(join(root, path), 'utf8')).map((place) => `${path}:${place}`),
  );
  expect(found).toEqual([]);
});
