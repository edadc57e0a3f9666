import { expect, test } from 'vitest';
import { ACTIONS, PAGES, ROUTES } from './cases';
import { begins, exportsOf, sourcesBelow } from './sources';

const sources = sourcesBelow('app');

/** The address of a page or route handler: groups in parentheses do not show in it. */
const addressOf = (path: string) =>
  path
    .replace(/^app/, '')
    .replace(/\/(?:page\.tsx|route\.ts)$/, '')
    .replaceAll(/\/\([^)]*\)/g, '') || '/';

const addressesOf = (file: RegExp) =>
  sources
    .filter(({ path }) => file.test(path) && !path.startsWith('app/_'))
    .map(({ path }) => addressOf(path));

/** Next adds these to the build by itself. */
const NEXTS_OWN = ['/_not-found', '/_global-error', '/icon.svg'];

const actions = sources
  .filter((source) => begins(source, 'use server'))
  .flatMap((source) => exportsOf(source).map(({ name }) => `${source.path}#${name}`));

test.each([
  ['server action', actions, ACTIONS],
  ['page', [...addressesOf(/\/page\.tsx$/), ...NEXTS_OWN.slice(0, 2)], PAGES],
  ['route handler', [...addressesOf(/\/route\.ts$/), ...NEXTS_OWN.slice(2)], ROUTES],
])('every %s has its case for the sweep, and no case is left over', (_, there, cases) => {
  expect([...there].sort()).toEqual(Object.keys(cases).sort());
});

test('the sweep looks at all of them', () => {
  expect(actions.length).toBeGreaterThan(15);
  expect(addressOf('app/(console)/mailboxes/[id]/page.tsx')).toBe('/mailboxes/[id]');
  expect(addressOf('app/(console)/page.tsx')).toBe('/');
});
