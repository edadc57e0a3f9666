import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A file of ours, parsed. */
export interface Source {
  /** From the project's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** Every TypeScript file below a folder of the project. */
export function sourcesBelow(folder: string): Source[] {
  return readdirSync(join(process.cwd(), folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .sort()
    .map((path) => parse(path, readFileSync(join(process.cwd(), path), 'utf8')));
}

/** A text as a file of this path. */
export function parse(path: string, text: string): Source {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
}

/** Does the file begin with this directive? */
export function begins({ tree }: Source, directive: 'use server' | 'use client'): boolean {
  const [first] = tree.statements;
  return Boolean(
    first &&
      ts.isExpressionStatement(first) &&
      ts.isStringLiteral(first.expression) &&
      first.expression.text === directive,
  );
}

/** One thing that a file exports by its name. */
export interface Exported {
  readonly name: string;
  /** The function or the value. */
  readonly node: ts.Node;
}

/** What a file exports, apart from types. */
export function exportsOf({ tree }: Source): Exported[] {
  const found: Exported[] = [];
  for (const statement of tree.statements) {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const isExported = modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) {
      if (!ts.isExportDeclaration(statement) || !statement.isTypeOnly) {
        found.push({ name: statement.getText(tree), node: statement });
      }
    }
    if (!isExported) continue;
    if (ts.isFunctionDeclaration(statement)) {
      const isDefault = modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
      found.push({ name: isDefault ? 'default' : (statement.name?.text ?? ''), node: statement });
    }
    if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        found.push({ name: name.getText(tree), node: initializer ?? name });
      }
    }
  }
  return found;
}

/** Every node of this kind below another, in the order of the text. */
export function nodesBelow<T extends ts.Node>(node: ts.Node, is: (each: ts.Node) => each is T): T[] {
  const found: T[] = [];
  const visit = (each: ts.Node) => {
    if (is(each)) found.push(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

/** The names that a file imports from modules that fit. */
export function importedFrom({ tree }: Source, module: RegExp): string[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    if (!module.test(statement.moduleSpecifier.text)) return [];
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings) || statement.importClause?.isTypeOnly) return [];
    return bindings.elements.filter(({ isTypeOnly }) => !isTypeOnly).map(({ name }) => name.text);
  });
}

/** Where a node stands, as `path:line`. */
export function placeOf({ path, tree }: Source, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`;
}
