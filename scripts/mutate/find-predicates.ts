import ts from 'typescript';
import { type Edit, type Mutant, numbered } from './mutant';

/**
 * Every condition of a reads.ts or store.ts that keeps one customer's rows from another's, or a deactivated person out:
 * a customer's id in a `where`, a reach as a condition, `customer_id` in SQL by hand.
 */
export function predicatesIn(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const add = (node: ts.Node, edit: Edit, what: string) =>
    found.push({ name: `${file}#${functionOf(node)} ${what}`, file, edit });

  const visit = (node: ts.Node): void => {
    const [start, end] = [node.getStart(source), node.getEnd()];
    if (isOwner(node) && isInWhere(node)) {
      add(node, { ...withComma(text, start, end), text: '' }, oneLine(node.getText(source)));
    } else if (
      ts.isCallExpression(node) &&
      /^(?:whereInReach|inReach)$/.test(node.expression.getText(source))
    ) {
      add(node, { start, end, text: '{}' }, node.getText(source));
    } else if (ts.isConditionalExpression(node) && node.condition.getText(source) === 'reach.every') {
      add(node, { start, end, text: '({})' }, 'reach.every ? … : …');
    } else if (ts.isTaggedTemplateExpression(node)) {
      for (const match of node.template.getText(source).matchAll(SQL_CONDITION)) {
        const at = node.template.getStart(source) + match.index;
        add(node, { start: at, end: at + match[0].length, text: 'true' }, oneLine(match[0]));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return numbered(found);
}

const SQL_CONDITION = /\b(?:\w+\.)?customer_id\s*=\s*(?:\$\{[^}]+\}(?:::uuid)?|(?:\w+\.)?customer_id)/g;

/** `customerId`, `customerId: …`, `id: customerId` or `deactivatedAt: null`. */
function isOwner(node: ts.Node): node is ts.ObjectLiteralElementLike {
  if (ts.isShorthandPropertyAssignment(node)) return node.name.text === 'customerId';
  if (!ts.isPropertyAssignment(node)) return false;
  const [name, value] = [node.name.getText(), node.initializer.getText()];
  return name === 'customerId' || value === 'customerId' || (name === 'deactivatedAt' && value === 'null');
}

function isInWhere(node: ts.Node): boolean {
  for (let each = node.parent; each; each = each.parent) {
    if (ts.isPropertyAssignment(each) || ts.isVariableDeclaration(each)) {
      const name = each.name.getText();
      if (name === 'where') return true;
      if (name === 'data' || name === 'select') return false;
    }
  }
  return false;
}

function functionOf(node: ts.Node): string {
  let name = '';
  for (let each = node; each; each = each.parent) {
    if (ts.isFunctionDeclaration(each)) name = each.name?.text ?? 'default';
    else if (ts.isVariableDeclaration(each) && ts.isSourceFile(each.parent.parent.parent)) {
      name = each.name.getText();
    }
  }
  return name;
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ');

function withComma(text: string, start: number, end: number): { start: number; end: number } {
  const comma = /^\s*,/.exec(text.slice(end));
  return { start, end: end + (comma?.[0].length ?? 0) };
}
