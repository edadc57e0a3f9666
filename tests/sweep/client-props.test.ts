import ts from 'typescript';
import { expect, test } from 'vitest';
import { begins, exportsOf, nodesBelow, parse, type Source, sourcesBelow } from './sources';

/** Props that are called so and are no secret of a customer's or a colleague's, each with the reason. */
const KNOWN: Readonly<Record<string, string>> = {
  'app/(console)/profile/second-factor.tsx#SecondFactor recoveryCodesLeft: number': 'how many are left',
  'app/(console)/settings/rewrap-form.tsx#RewrapForm secrets: number': 'how many are to be re-wrapped',
  'app/invitation/join-form.tsx#JoinForm token: string':
    "the invitation's token, which the visitor brought in the address",
  'app/welcome/first-admin-form.tsx#FirstAdminForm token: string':
    'the set-up token, which the visitor brought in the address',
};

const CALLED_SECRET = /secret|sealed|password|token|credential(?!s?Facts)|privatekey|recoverycode/i;
const TYPED_SECRET = /\b(?:Secret|AccessToken|Sealed\w*|Keyring|KeyPair|SecretRow)\b/;

/**
 * Props of client components that are called or typed like a secret: what is passed to one stands in the page in clear.
 * A prop that is a truth value or a function is none, whatever it is called.
 */
function secretProps(source: Source): string[] {
  if (!begins(source, 'use client')) return [];
  return exportsOf(source).flatMap(({ name, node }) => {
    if (!ts.isFunctionDeclaration(node)) return [];
    const [props] = node.parameters;
    return props?.type
      ? membersOf(source, props.type)
          .filter(({ text, type }) => !/^boolean$|=>|^ReactNode$/.test(type) && isSecret(text, type))
          .map(({ text, type }) => `${source.path}#${name} ${text}: ${type}`)
      : [];
  });
}

const isSecret = (name: string, type: string) => CALLED_SECRET.test(name) || TYPED_SECRET.test(type);

/** The members of a props type, also of one that is declared in the same file. */
function membersOf({ tree }: Source, type: ts.Node): { text: string; type: string }[] {
  const named = nodesBelow(type, ts.isTypeReferenceNode).map((reference) => reference.typeName.getText());
  const declared = tree.statements.filter(
    (statement) =>
      (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) &&
      named.includes(statement.name.text),
  );
  return [type, ...declared].flatMap((each) =>
    nodesBelow(each, ts.isPropertySignature).map((member) => ({
      text: member.name.getText(),
      type: member.type?.getText() ?? '',
    })),
  );
}

test('no component in the browser is given a secret', () => {
  const components = sourcesBelow('app').filter((source) => begins(source, 'use client'));
  expect(components.length).toBeGreaterThan(30);
  expect(components.flatMap(secretProps)).toEqual(Object.keys(KNOWN));
});

test.each([
  [
    'export function Panel({ clientSecret }: { clientSecret: string }) {}',
    ['app/x.tsx#Panel clientSecret: string'],
  ],
  [
    'interface Props { row: SecretRow }\nexport function Panel({ row }: Props) {}',
    ['app/x.tsx#Panel row: SecretRow'],
  ],
  [
    'export function Panel({ mailbox }: { mailbox: { sealed: string } }) {}',
    ['app/x.tsx#Panel sealed: string'],
  ],
  ['export function Panel({ hasSecret }: { hasSecret: boolean }) {}', []],
  ['export function Panel({ address }: { address: string }) {}', []],
])('of %s it finds %j', (text, found) => {
  expect(secretProps(parse('app/x.tsx', `'use client';\n${text}`))).toEqual(found);
});
