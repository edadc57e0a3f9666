import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { CLIENT_NAMESPACES, clientWords } from '@/app/_words/client-words';
import { WORDS } from '@/app/_words/words';

const root = join(import.meta.dirname, '../..');

/** Of each file that runs in the browser the namespaces it asks for, as "path: namespace". */
function askedInTheBrowser(): { file: string; namespace: string }[] {
  const app = readdirSync(join(root, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => join('app', path));
  const waiting = app.filter((path) => /^'use client'/.test(read(path)));
  const seen = new Set<string>();
  const asked: { file: string; namespace: string }[] = [];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const source = read(file);
    // What a file of the browser imports runs there too, but for types and for actions.
    if (/^'use server'/.test(source)) continue;
    waiting.push(...importsOf(file, source));
    for (const [, namespace = ''] of source.matchAll(/useTranslations\(\s*['"`]([\w.]+)/g)) {
      asked.push({ file, namespace: namespace.replace(/\.$/, '') });
    }
  }
  return asked;
}

function importsOf(file: string, source: string): string[] {
  return [...source.matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from\s+'([^']+)'/gm)].flatMap(
    ([, from = '']) => {
      const path = from.startsWith('@/app/')
        ? from.slice(2)
        : from.startsWith('.') && join(dirname(file), from);
      if (!path) return [];
      return [`${path}.ts`, `${path}.tsx`].filter((each) => existsSync(join(root, each)));
    },
  );
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');

test('every namespace that the browser asks for is sent to it', () => {
  const asked = askedInTheBrowser();
  expect(asked.length).toBeGreaterThan(40);
  const missing = asked.filter(
    ({ namespace }) =>
      !CLIENT_NAMESPACES.some((sent) => namespace === sent || namespace.startsWith(`${sent}.`)),
  );
  expect(missing).toEqual([]);
});

test('nothing is sent that nobody asks for', () => {
  const asked = askedInTheBrowser().map(({ namespace }) => namespace);
  const idle = CLIENT_NAMESPACES.filter(
    (sent) => !asked.some((namespace) => namespace === sent || namespace.startsWith(`${sent}.`)),
  );
  expect(idle).toEqual([]);
});

test.each(['en', 'zh-Hant'] as const)(
  'the part of %s keeps its shape and leaves the outcomes out',
  (language) => {
    const words = clientWords(WORDS[language]);
    expect(words.shell).toEqual(WORDS[language].shell);
    expect(words.outcomes).toEqual({ check: WORDS[language].outcomes.check });
    expect(words.customers).toEqual({
      form: WORDS[language].customers.form,
      registrations: WORDS[language].customers.registrations,
    });
    expect(words).not.toHaveProperty('history');
    expect(JSON.stringify(words).length).toBeLessThan(JSON.stringify(WORDS[language]).length / 2);
  },
);
