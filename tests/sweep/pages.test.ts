import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { exportsOf, importedFrom, nodesBelow, parse, type Source, sourcesBelow } from './sources';

/** Pages that nobody has to be signed in for, each with the reason. */
const OPEN_PAGES: Readonly<Record<string, string>> = {
  'app/invitation/page.tsx': "asks for the invitation's token in the place of a session",
  'app/sign-in/page.tsx': 'where everybody comes who has no session',
  'app/welcome/page.tsx': 'asks for the set-up token in the place of a session',
};

/** Route handlers without the wrapper, each with the reason. */
const OPEN_ROUTES: Readonly<Record<string, string>> = {
  'app/api/auth/callback/oidc/route.ts': 'where the identity provider sends people who have no session yet',
  'app/api/health/route.ts': 'says well or not well, for load balancers',
  'app/api/ready/route.ts': 'says ready or not ready, for load balancers',
};

const GATE = /^require(?:Actor|SignedIn|Customer|Mailbox|Deed)$/;

/**
 * What is wrong with the order of a page: it has to ask who is there before it reads anything, and so has whatever makes
 * its title. What a parent layout asks does not count: Next renders a page without its layout when a browser says that
 * it has the layout already.
 */
function unguarded(source: Source): string[] {
  const gates = importedFrom(source, /^@\/app\/_gate\//).filter((name) => GATE.test(name));
  const reads = importedFrom(source, /^@\/lib\/[\w-]+\/(?!.*(?:schema|deeds)$)[\w-]+$/);
  return exportsOf(source).flatMap(({ name, node }) => {
    if (!ts.isFunctionDeclaration(node)) return [];
    const calls = nodesBelow(node, ts.isCallExpression).map((call) => ({
      name: call.expression.getText(),
      at: call.getStart(),
      awaited: ts.isAwaitExpression(call.parent),
    }));
    const asked = calls.find((call) => gates.includes(call.name) && call.awaited);
    const first = calls.find((call) => reads.includes(call.name));
    if (!asked) return name === 'default' || first ? [`${source.path}#${name} asks for nobody`] : [];
    return first && first.at < asked.at ? [`${source.path}#${name} calls ${first.name} before it asks`] : [];
  });
}

/** The methods of a route handler that `route` did not make. */
function unwrapped(source: Source): string[] {
  return exportsOf(source)
    .filter(({ name }) => /^[A-Z]+$/.test(name) || name.includes(' '))
    .filter(
      ({ node }) => !(ts.isCallExpression(node) && /^(?:route|stream)$/.test(node.expression.getText())),
    )
    .map(({ name }) => `${source.path}#${name}`);
}

const sources = sourcesBelow('app');
const files = (name: RegExp) =>
  sources.filter(({ path }) => name.test(path) && !path.startsWith('app/_gate/'));

test('every page asks who is there before it reads', () => {
  const pages = files(/\/page\.tsx$/).filter(({ path }) => !(path in OPEN_PAGES));
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.flatMap(unguarded)).toEqual([]);
  expect(
    Object.keys(OPEN_PAGES).filter((open) => files(/\/page\.tsx$/).some(({ path }) => path === open)),
  ).toEqual(Object.keys(OPEN_PAGES));
});

test('so does the frame of the console', () => {
  expect(files(/^app\/\(console\)\/layout\.tsx$/).flatMap(unguarded)).toEqual([]);
  expect(files(/^app\/\(console\)\/layout\.tsx$/)).toHaveLength(1);
});

test('every route handler is made by the wrapper, or known to need none', () => {
  const bare = files(/\/route\.ts$/).flatMap(unwrapped);
  expect(bare.filter((each) => !((each.split('#')[0] ?? '') in OPEN_ROUTES))).toEqual([]);
  const there = files(/\/route\.ts$/).map(({ path }) => path);
  expect(Object.keys(OPEN_ROUTES).filter((path) => !there.includes(path))).toEqual([]);
});

describe('each of these checks can fail', () => {
  const page = (body: string) =>
    parse(
      'app/x/page.tsx',
      `import { requireDeed } from '@/app/_gate/place';
       import { listMailboxes } from '@/lib/mailbox/reads';
       ${body}`,
    );
  test.each([
    [
      'export default async function Page() { const { reach } = await requireDeed(deed); await listMailboxes(reach); }',
      [],
    ],
    ['export default async function Page() { return null; }', ['app/x/page.tsx#default asks for nobody']],
    [
      'export default async function Page() { await listMailboxes(all); await requireDeed(deed); }',
      ['app/x/page.tsx#default calls listMailboxes before it asks'],
    ],
    [
      'export default async function Page() { requireDeed(deed); await listMailboxes(all); }',
      ['app/x/page.tsx#default asks for nobody'],
    ],
    [
      `export async function generateMetadata() { return { title: (await listMailboxes(all)).total }; }
       export default async function Page() { await requireDeed(deed); }`,
      ['app/x/page.tsx#generateMetadata asks for nobody'],
    ],
  ])('%s', (body, found) => {
    expect(unguarded(page(body))).toEqual(found);
  });

  test.each([
    ['export async function GET() {}', ['app/x/route.ts#GET']],
    ['export const POST = async () => {};', ['app/x/route.ts#POST']],
    ['export const GET = route({});', []],
    ['export const POST = stream<S, L>({});', []],
    ["export const dynamic = 'force-dynamic';", []],
    ["export { GET } from './other';", ["app/x/route.ts#export { GET } from './other';"]],
  ])('%s', (text, found) => {
    expect(unwrapped(parse('app/x/route.ts', text))).toEqual(found);
  });
});
