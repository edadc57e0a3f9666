import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The folders of lib/ whose functions read or change what is a customer's, or say who sees it. */
export const FOLDERS = [
  'customer',
  'registration',
  'certificate',
  'pending-certificate',
  'vault-key',
  'mailbox',
  'retest',
  'outbox',
  'audit',
  'staff',
  'error-code',
] as const;

/**
 * Every exported function of these folders that asks the database, Microsoft or the clock, as `folder/file#export`:
 * those that answer with a promise. What is pure has nobody's rows to mix up.
 */
export function exportedFunctions(root: string): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, 'lib', folder))
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => {
        const text = readFileSync(join(root, 'lib', folder, file), 'utf8');
        return functionsIn(text).map((name) => `${folder}/${file}#${name}`);
      }),
  ).sort();
}

/** The names of a file's exported functions that answer with a promise. */
export function functionsIn(text: string): string[] {
  const source = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true);
  const names: string[] = [];
  for (const statement of source.statements) {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
    if (ts.isFunctionDeclaration(statement) && answersLater(statement))
      names.push(statement.name?.text ?? '');
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      const isFunction =
        initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
      if (isFunction && answersLater(initializer)) names.push(name.getText(source));
    }
  }
  return names;
}

function answersLater(node: ts.FunctionLikeDeclaration): boolean {
  const isAsync = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
  return isAsync || (node.type?.getText().startsWith('Promise') ?? false);
}
