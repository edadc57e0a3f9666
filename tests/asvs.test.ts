import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ABSENT } from './support/absent';
import { testTitles, titlesIn } from './support/test-titles';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/**
 * How OWASP ASVS 5.0.0 numbers its requirements: a line a chapter, a word a section, a digit a requirement in its order,
 * which is its level. Level 3 is left out of docs/asvs.json.
 */
const LEVELS = [
  '22 1111122223 112222222223 222 123',
  '122 112 12223 23',
  '3 113 12223 11222233 11122333 3 22333',
  '12233 23333 22 1222',
  '2 112333 113 222',
  '122 111111112222 11223333 112233 22222333 2223 33 2222',
  '222 1111 22 11222 223 22',
  '1233 1123 133 23',
  '111 1222',
  '22 223 22223 1111122222233333 22222 22 222',
  '2233 22233 11233 1222 23 23 33',
  '12233 11 22223',
  '2333 222223 2233 1222233',
  '22 12223333 122',
  '12233 12233 1222222 3333',
  '2 22222 2222 222 2223',
  '23 22223333 22',
];

const requirements = LEVELS.flatMap((chapter, c) =>
  chapter
    .split(' ')
    .flatMap((section, s) =>
      [...section].map((level, r) => ({ id: `${c + 1}.${s + 1}.${r + 1}`, level: Number(level) })),
    ),
);

const named = z.strictObject({ file: z.string(), name: z.string() });
const common = {
  id: z.string(),
  level: z.union([z.literal(1), z.literal(2)]),
  about: z.string().min(8).max(100),
};
const absent = z.enum(ABSENT.map(({ what }) => what)).optional();
const reason = z.string().min(20);
const table = z.array(
  z.discriminatedUnion('status', [
    z.strictObject({ ...common, status: z.literal('tested'), absent, tests: z.array(named).min(1) }),
    z.strictObject({ ...common, status: z.literal('not_applicable'), absent, reason }),
    z.strictObject({
      ...common,
      status: z.literal('open'),
      reason,
      closes: z.string().min(20),
      /** What is proven all the same. */
      tests: z.array(named).optional(),
    }),
  ]),
);

describe('docs/asvs.json', () => {
  const rows = table.parse(JSON.parse(read('docs/asvs.json')));

  test('has a row for each requirement of levels 1 and 2, in their order, and no other', () => {
    expect(requirements).toHaveLength(345);
    const asked = requirements.filter(({ level }) => level < 3);
    expect(asked.filter(({ level }) => level === 1)).toHaveLength(70);
    expect(asked.filter(({ level }) => level === 2)).toHaveLength(183);
    expect(rows.map(({ id, level }) => ({ id, level }))).toEqual(asked);
  });

  test('has a line for each row, so that a change is seen as one', () => {
    const lines = read('docs/asvs.json').trim().split('\n').slice(1, -1);
    expect(lines.map((line) => JSON.parse(line.replace(/,$/, '')))).toEqual(rows);
  });

  test('names only tests that there are, and that are run', () => {
    const titles = new Map<string, string[]>();
    const missing = rows.flatMap((row) =>
      ('tests' in row && row.tests ? row.tests : []).flatMap(({ file, name }) => {
        if (!existsSync(join(ROOT, file))) return [`${row.id}: ${file}`];
        const known = titles.get(file) ?? testTitles(join(ROOT, file));
        titles.set(file, known);
        return known.includes(name) ? [] : [`${row.id}: ${file}: ${name}`];
      }),
    );
    expect(missing).toEqual([]);
  });

  test('takes no test for a proof that is not run', () => {
    const source = `
      describe('a group', () => {
        test.each([1, 2])('of %s', () => {}, 5_000);
        test.skip('is skipped', () => {});
      });
      test.describe.skip('a group that is skipped', () => { test('of one', () => {}) });
      test.fixme('is broken', () => {});
      it('has a limit', { timeout: 1 }, () => {});`;
    expect(titlesIn(source)).toEqual(['a group > of %s', 'has a limit']);
  });

  test('rests on something that is absent only with the test that looks for it', () => {
    const resting = rows.filter((row) => row.status === 'tested' && row.absent);
    expect(resting.length).toBeGreaterThan(5);
    for (const row of resting) {
      if (row.status === 'tested')
        expect(
          row.tests.map(({ file }) => file),
          row.id,
        ).toContain('tests/absent.test.ts');
    }
    const used = new Set(rows.flatMap((row) => ('absent' in row && row.absent ? [row.absent] : [])));
    expect(ABSENT.map(({ what }) => what).filter((what) => !used.has(what))).toEqual([]);
  });

  test('does not say twice what a requirement asks', () => {
    const about = rows.map((row) => row.about);
    expect(about.filter((text, at) => about.indexOf(text) !== at)).toEqual([]);
  });
});

describe('docs/security.md', () => {
  const text = read('docs/security.md');

  test('says how many requirements are tested, not applicable and open', () => {
    const rows = table.parse(JSON.parse(read('docs/asvs.json')));
    for (const level of [1, 2]) {
      const count = (status: string) =>
        rows.filter((row) => row.level === level && row.status === status).length;
      const line = `| ${level} | ${count('tested')} | ${count('not_applicable')} | ${count('open')} |`;
      expect(text).toContain(line);
    }
  });

  test('names only tests and files that there are', () => {
    const paths = [...text.matchAll(/`((?:tests|docs|lib|app|prisma|scripts)\/[\w./()[\]-]+)`/g)].map(
      ([, path]) => path ?? '',
    );
    expect(paths.length).toBeGreaterThan(15);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test('says how strong every way to sign in is', () => {
    const ways = /enum SignInBy \{([^}]+)\}/.exec(read('prisma/schema.prisma'))?.[1]?.match(/^ +\w+/gm) ?? [];
    expect(ways.length).toBeGreaterThan(2);
    const named = [...text.matchAll(/^\| `(\w+)` \|.+\|.+\|$/gm)].map(([, way]) => way);
    expect(named.sort()).toEqual(ways.map((way) => way.trim()).sort());
    expect(text).not.toMatch(/TO FILL|<!--/);
  });

  test('says how soon a fault in a package is mended', () => {
    for (const severity of ['critical', 'high', 'other']) {
      expect(text).toMatch(new RegExp(`^\\| ${severity} \\| \\d+ (?:hours|days) \\|`, 'm'));
    }
  });
});
