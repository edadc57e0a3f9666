import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

const files = (folder: string, name: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => name.test(path))
    .map((path) => join(folder, path));

const read = (path: string) => readFileSync(join(root, path), 'utf8');

test('every page behind the sign-in asks the gate for its deed, and so does what makes its title of rows', () => {
  const pages = files('app/(console)', /(?:^|\/)page\.tsx$/);
  expect(pages.length).toBeGreaterThan(12);
  for (const page of pages) {
    const source = read(page);
    const asked = /await require(?:Deed|Customer|Mailbox)\('\w+\.\w+'/;
    expect(source.slice(source.indexOf('export default')), page).toMatch(asked);
    const title = /export async function generateMetadata\(\{[\s\S]*?\n\}/.exec(source)?.[0];
    if (title) expect(title, page).toMatch(asked);
  }
});

test('every action is declared to the gate, which asks for its right', () => {
  const actions = files('app/(console)', /actions\.ts$/);
  expect(actions.length).toBeGreaterThan(6);
  for (const file of actions) {
    for (const [, name, made] of read(file).matchAll(
      /^export (?:const|async function) (\w+)(?: = (\w+))?/gm,
    )) {
      expect(made, `${name} in ${file}`).toBe('action');
    }
  }
});
