import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ABSENT } from './support/absent';

const ROOT = join(import.meta.dirname, '..');

/** What runs as Posthouse, and what it is built with. Words are not code. */
const PLACES = ['app', 'lib', 'instrumentation.ts', 'proxy.ts', 'next.config.js'];

function sources(): { path: string; lines: string[] }[] {
  const files = PLACES.filter((place) => existsSync(join(ROOT, place))).flatMap((place) =>
    /\.[tj]s$/.test(place)
      ? [place]
      : readdirSync(join(ROOT, place), { recursive: true, encoding: 'utf8' })
          .filter((name) => /\.tsx?$/.test(name))
          .map((name) => `${place}/${name.replaceAll('\\', '/')}`),
  );
  return files.map((path) => ({ path, lines: readFileSync(join(ROOT, path), 'utf8').split('\n') }));
}

const SOURCES = sources();
const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};
const isComment = (line: string) => /^\s*(?:\/\/|\/?\*)/.test(line);

test('the sources that are searched are all of them', () => {
  expect(SOURCES.length).toBeGreaterThan(250);
  expect(SOURCES.map(({ path }) => path)).toContain('lib/microsoft/exchange.ts');
});

test.each(ABSENT)('there is no $what in what runs', ({ pattern, sample, except = [], packages = [] }) => {
  expect(sample).toMatch(pattern);
  const found = SOURCES.filter(({ path }) => !except.includes(path)).flatMap(({ path, lines }) =>
    lines.flatMap((line, at) =>
      pattern.test(line) && !isComment(line) ? [`${path}:${at + 1}: ${line.trim()}`] : [],
    ),
  );
  expect(found).toEqual([]);
  expect(Object.keys(dependencies).filter((name) => pattern.test(name))).toEqual(packages);
  for (const path of except)
    expect(
      SOURCES.find((source) => source.path === path)?.lines.some((line) => pattern.test(line)),
      path,
    ).toBe(true);
});
