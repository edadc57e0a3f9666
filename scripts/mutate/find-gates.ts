import ts from 'typescript';
import { type Mutant, numbered } from './mutant';

/** What stands in the place of a reach that was asked for: every customer. */
const EVERY = '{ every: true as const }';

/**
 * Every place of a file of app/ that asks who is there, whether they may, or what they may see, each with what it would
 * be without the question:
 *
 * - `may(…)`: true
 * - `requireDeed()` and its kin: whoever asks is an admin ({@link OPEN_GATE} stands in for them)
 * - `customerInReach(reach, …)`, `listMailboxes(reach, …)`, `reachOf(actor)`: every customer
 * - `if (!actor)`, `place ? … : …`, `?? redirect(…)` on what one of these answered: as if it had answered well
 */
export function gatesIn(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  if (/^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*['"]use client/.test(text)) return [];
  const found: Mutant[] = [];
  const answers = namesOfAnswers(source);
  const put = (node: ts.Node, replacement: string, what: string) => {
    const edit = { start: node.getStart(source), end: node.getEnd(), text: replacement };
    found.push({ name: `${file}#${functionOf(node)} ${what}`, file, edit });
  };

  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const callee = node.expression.getText(source);
      if (callee === 'may') put(node, 'true', node.getText(source));
      else if (callee === 'reachOf') put(node, EVERY, node.getText(source));
      else if (REQUIRE.test(callee)) put(node.expression, `openGate.${callee}`, `${callee}()`);
      for (const argument of node.arguments) {
        if (ts.isIdentifier(argument) && argument.text === 'reach') put(argument, EVERY, `${callee}(reach)`);
      }
    } else if (ts.isJsxExpression(node) && node.expression?.getText(source) === 'reach') {
      put(node.expression, EVERY, 'reach={reach}');
    } else if (ts.isIfStatement(node) && answers.has(node.expression.getText(source).replace(/^!/, ''))) {
      put(node.expression, 'false', `if (${node.expression.getText(source)})`);
    } else if (ts.isConditionalExpression(node) && answers.has(node.condition.getText(source))) {
      // Without a refusal on the other side it only chooses what is shown.
      if (REFUSING.test(node.whenFalse.getText(source))) {
        put(node.condition, 'true', `${node.condition.getText(source)} ? … : …`);
      }
    } else if (ts.isBinaryExpression(node) && isOnAnswer(node, answers, source)) {
      put(node.left, 'true', `${node.left.getText(source)} && …`);
    } else if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken
    ) {
      if (/\b(?:redirect|notFound)\(/.test(node.right.getText(source))) {
        put(node.right, 'null', `?? ${node.right.getText(source)}`);
      }
    } else if (isReachOfActor(node, source)) put(node, EVERY, 'customerIds === null ? … : …');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return numbered(found);
}

/** `place && …` */
function isOnAnswer(node: ts.BinaryExpression, answers: ReadonlySet<string>, source: ts.SourceFile): boolean {
  return (
    node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken &&
    answers.has(node.left.getText(source))
  );
}

const REFUSING = /(?:[gG]one|fail|notFound|redirect|refuse)\(/;
const REQUIRE = /^require[A-Z]\w*$/;
const ASKING = /\b(?:currentActor|findActor|\w+InReach)\(/;

/** The variables of a file that hold what one of the questions answered. */
function namesOfAnswers(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (
      ts.isVariableDeclaration(node) &&
      ts.isIdentifier(node.name) &&
      node.initializer &&
      ASKING.test(node.initializer.getText(source)) &&
      !ts.isArrowFunction(node.initializer) &&
      !/^cache\(/.test(node.initializer.getText(source))
    ) {
      names.add(node.name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

/** In `reachOf` itself: an admin's reach for everybody. */
function isReachOfActor(node: ts.Node, source: ts.SourceFile): boolean {
  return ts.isConditionalExpression(node) && node.condition.getText(source) === 'customerIds === null';
}

function functionOf(node: ts.Node): string {
  for (let each = node; each; each = each.parent) {
    if (ts.isFunctionDeclaration(each)) return each.name?.text ?? 'default';
    if (ts.isVariableDeclaration(each) && ts.isSourceFile(each.parent.parent.parent))
      return each.name.getText();
  }
  return '';
}
