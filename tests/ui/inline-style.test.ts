import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const app = join(import.meta.dirname, '../../app');

test('no component writes a style into the HTML: the Content-Security-Policy would drop it there', () => {
  const sources = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.tsx$/.test(path),
  );
  expect(sources.length).toBeGreaterThan(50);
  const styled = sources.filter((path) => /\sstyle=|<style\b/.test(readFileSync(join(app, path), 'utf8')));
  expect(styled).toEqual([]);
});
