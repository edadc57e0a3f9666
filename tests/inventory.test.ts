import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import * as customer from '@/lib/customer/schema';
import * as errorCode from '@/lib/error-code/schema';
import * as mailbox from '@/lib/mailbox/schema';
import { CLOUDS } from '@/lib/microsoft/cloud';
import { cloudEndpoints } from '@/lib/microsoft/clouds';
import { uploadOrigins } from '@/lib/microsoft/upload-origins';
import * as outbox from '@/lib/outbox/schema';
import * as pendingCertificate from '@/lib/pending-certificate/schema';
import * as registration from '@/lib/registration/schema';
import { type Deed, may, needsConfirmation } from '@/lib/staff/deeds';
import * as staff from '@/lib/staff/schema';
import { KEY_NAMES } from '@/scripts/start/keys';
import { testTitles } from './support/test-titles';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** The chapters of docs/inventory.md by their titles. */
const CHAPTERS = new Map(
  read('docs/inventory.md')
    .split(/^## /m)
    .slice(1)
    .map((text) => [text.slice(0, text.indexOf('\n')), text]),
);

function chapter(title: string): string {
  const text = CHAPTERS.get(title);
  if (!text) throw new Error(`docs/inventory.md has no chapter ${title}`);
  return text;
}

/** The cells of a chapter's tables, without their heads. */
const rows = (title: string) =>
  chapter(title)
    .split('\n')
    .filter((line, at, lines) => /^\|(?!---)/.test(line) && !lines[at + 1]?.startsWith('|---'))
    .map((line) => line.slice(2, -2).split(' | '));

/** What stands between backticks in the first cell of each row. */
const named = (title: string) =>
  rows(title).flatMap(([first = '']) => [...first.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''));

const sources = ['app', 'lib'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => read(join(folder, name))),
);
const all = [...sources, read('instrumentation.ts')].join('\n');

describe('what is stored', () => {
  const title = 'What is stored, and how it is protected';

  test('every table has its row, and there is no row for another', () => {
    const tables = [...read('prisma/schema.prisma').matchAll(/@@map\("(\w+)"\)/g)].map(([, name]) => name);
    expect(tables.length).toBeGreaterThan(10);
    expect(named(title).sort()).toEqual([...tables, '_prisma_migrations'].sort());
  });

  test('every row is of a level that has rules, and every level has a row', () => {
    const levels = rows(title).flatMap(([first = '']) => /^\*\*(.+)\*\*$/.exec(first)?.[1] ?? []);
    const used = rows(title).flatMap(([first = '', , level = '']) => (first.startsWith('`') ? [level] : []));
    expect([...new Set(used)].sort()).toEqual([...levels].sort());
  });
});

describe('keys and algorithms', () => {
  test('every key of the environment has its row', () => {
    expect(named('Keys and algorithms')).toEqual(expect.arrayContaining([...KEY_NAMES]));
  });

  test('every algorithm that the code names is listed', () => {
    const used = [
      ...all.matchAll(/(?:createHmac|createHash|hkdfSync|createCipheriv|createDecipheriv)\(\s*'([^']+)'/g),
    ].map(([, name]) => name ?? '');
    expect(used.length).toBeGreaterThan(3);
    for (const name of [...new Set(used), 'scrypt'])
      expect(chapter('Keys and algorithms')).toContain(`\`${name}\``);
    const cost = /ln: (\d+), r: (\d+), p: (\d+)/.exec(read('lib/password-hash.ts'));
    const [, ln, r, p] = cost ?? [];
    expect(chapter('Keys and algorithms')).toContain(`N = 2^${ln}, r = ${r}, p = ${p}`);
  });
});

test('every host that is spoken with, or that a link leads to, is listed, and no other of Microsoft', () => {
  const clouds = CLOUDS.filter((cloud) => cloud !== 'sandbox').map(cloudEndpoints);
  const hosts = clouds.flatMap(({ loginUrl, graphUrl, portalUrl }) =>
    [loginUrl, graphUrl, portalUrl].map((url) => new URL(url).host),
  );
  const listed = [...chapter('Who is spoken with').matchAll(/`([\w-]+(?:\.[\w-]+)+)`/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => /\.(?:com|us|cn|mil)$/.test(name));
  const uploads = clouds.flatMap(({ cloud }) => uploadOrigins(cloud).map((url) => new URL(url).host));
  expect([...new Set(listed)].sort()).toEqual([...new Set([...hosts, ...uploads])].sort());
});

test('every line of the log is listed', () => {
  const lines = [...all.matchAll(/log\.(?:error|warn|info|debug)\(([\s\S]{0,200}?)\);/g)].map(
    ([, call]) => call ?? '',
  );
  expect(lines.length).toBeGreaterThan(4);
  const said = lines.map((call) => /'([^']+)',?\s*\)*$/.exec(call)?.[1] ?? call.trim());
  // The sentence is a constant of the file (quiet-console.ts, send-test.ts), whose text is found the other way round.
  const others = said.filter((line) => !named('What is logged').includes(line));
  expect(others.filter((line) => !/\}, otherwise$/.test(line))).toEqual([]);
  for (const line of named('What is logged')) {
    const beginning = line.replace('…', '').trim();
    if (/^[a-z]/.test(line)) expect(all, line).toContain(beginning);
  }
});

test('every limit is the one that the code has', () => {
  const limits = rows('Limits');
  expect(limits.length).toBeGreaterThan(8);
  for (const [what, , where = ''] of limits) {
    const [, path = '', text = ''] = /^`([^`]+)`: `([^`]+)`$/.exec(where) ?? [];
    expect(read(path), what).toContain(text);
  }
});

test('every field of every form has its rule', () => {
  const forms = [customer, errorCode, mailbox, outbox, pendingCertificate, registration, staff].flatMap(
    (module) => Object.values(module),
  );
  const fields = new Set(forms.flatMap(fieldsOf));
  expect(fields.size).toBeGreaterThan(15);
  expect(named('What forms take').sort()).toEqual([...fields].sort());
});

test('every rule about fields that belong together names a test that there is', () => {
  const rules = chapter('What forms take').split('### Fields that belong together')[1] ?? '';
  const shown = [...rules.matchAll(/\| `(tests\/[^`]+)`: (.+) \|$/gm)];
  expect(shown.length).toBeGreaterThan(5);
  for (const [, path = '', title] of shown) expect(testTitles(join(ROOT, path)), path).toContain(title);
});

test('what is written of sessions stands there', () => {
  const text = chapter('Sessions').replace(/\s+/g, ' ');
  const days = /SESSION_DAYS = (\d+)/.exec(read('lib/staff/session.ts'))?.[1];
  const hours = /expiresIn: (\d+) \* HOUR_SECONDS/.exec(read('lib/auth.ts'))?.[1];
  for (const said of [
    'any number of sessions',
    'began at an identity provider',
    `${hours} idle hours or ${days} days`,
  ])
    expect(text).toContain(said);
});

test('every deed of every role is the one that the gate asks for', () => {
  const title = 'Who may do what';
  const word = (is: boolean) => (is ? 'yes' : 'no');
  const listed = [...read('lib/staff/deeds.ts').matchAll(/^ {2}'([\w.]+)':/gm)].map(([, name]) => name ?? '');
  expect(listed.length).toBeGreaterThan(30);
  expect(named(title)).toEqual(listed);
  for (const [name = '', ...cells] of rows(title)) {
    const deed = name.slice(1, -1) as Deed;
    const roles = (['admin', 'agent', 'viewer'] as const).map((role) => word(may(role, deed)));
    expect(cells, name).toEqual([...roles, word(needsConfirmation(deed))]);
  }
});

/** The field names of a zod object, or of each branch of a union. */
function fieldsOf(schema: unknown): string[] {
  const { shape, options } = (schema ?? {}) as { shape?: z.ZodRawShape; options?: readonly unknown[] };
  if (Array.isArray(options)) return options.flatMap(fieldsOf);
  return typeof shape === 'object' ? Object.keys(shape) : [];
}
