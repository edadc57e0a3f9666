import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';

const root = process.cwd();
const config = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
  forbidden: { name: string; comment: string }[];
};
const rules = config.forbidden.map(({ name }) => name);

let folder: string;
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Lays a small house of these files and returns what the import rules say of it, as `rule: from -> to`. */
function violationsOf(files: Readonly<Record<string, string>>): string[] {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'posthouse-house-'));
  cpSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const tops = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))];
  const program = resolve(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [
    '--config',
    join(root, '.dependency-cruiser.cjs'),
    '--output-type',
    'json',
    '--no-cache',
    ...tops,
  ];
  const out = execFileSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  });
  const { summary } = JSON.parse(out) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[] };
  };
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort();
}

/** For each rule one file that breaks it, and the file that it breaks it with. */
const BROKEN: readonly [rule: string, from: string, imports: string, to: string][] = [
  ['no-circles', 'lib/customer/one.ts', './two', 'lib/customer/two.ts'],
  ['no-unresolved', 'lib/customer/lost.ts', './nowhere', ''],
  ['no-barrels', 'app/from-barrel.ts', './parts/index', 'app/parts/index.ts'],
  ['next-only-in-app', 'lib/customer/page-of.ts', 'next/headers', ''],
  [
    'prisma-only-in-reads-and-stores',
    'lib/customer/verb.ts',
    '@/prisma/generated/client',
    'prisma/generated/client.ts',
  ],
  ['msal-only-in-microsoft', 'lib/registration/sign-in.ts', '@azure/msal-node', ''],
  ['lib-root-is-plumbing', 'lib/root.ts', './customer/customer', 'lib/customer/customer.ts'],
  ['vault-knows-no-product', 'lib/vault/seal.ts', '@/lib/mailbox/mailbox', 'lib/mailbox/mailbox.ts'],
  ['microsoft-knows-no-product', 'lib/microsoft/graph.ts', '@/lib/vault/vault', 'lib/vault/vault.ts'],
  ['audit-knows-nobody', 'lib/audit/record.ts', '@/lib/customer/customer', 'lib/customer/customer.ts'],
  ['order-of-staff', 'lib/staff/one.ts', '@/lib/customer/customer', 'lib/customer/customer.ts'],
  ['order-of-customer', 'lib/customer/of-staff.ts', '@/lib/staff/staff', 'lib/staff/staff.ts'],
  ['order-of-error-code', 'lib/error-code/one.ts', '@/lib/mailbox/mailbox', 'lib/mailbox/mailbox.ts'],
  ['order-of-certificate', 'lib/certificate/one.ts', '@/lib/customer/customer', 'lib/customer/customer.ts'],
  ['order-of-registration', 'lib/registration/one.ts', '@/lib/mailbox/mailbox', 'lib/mailbox/mailbox.ts'],
  [
    'order-of-pending-certificate',
    'lib/pending-certificate/one.ts',
    '@/lib/vault-key/rewrap-secrets',
    'lib/vault-key/rewrap-secrets.ts',
  ],
  ['order-of-vault-key', 'lib/vault-key/one.ts', '@/lib/mailbox/mailbox', 'lib/mailbox/mailbox.ts'],
  ['order-of-paste', 'lib/paste/one.ts', '@/lib/mailbox/mailbox', 'lib/mailbox/mailbox.ts'],
  ['order-of-mailbox', 'lib/mailbox/one.ts', '@/lib/outbox/message', 'lib/outbox/message.ts'],
  ['order-of-retest', 'lib/retest/one.ts', '@/lib/outbox/message', 'lib/outbox/message.ts'],
  ['order-of-outbox', 'lib/outbox/one.ts', '@/lib/examples/examples', 'lib/examples/examples.ts'],
  ['store-is-private', 'lib/mailbox/two.ts', '@/lib/customer/store', 'lib/customer/store.ts'],
  ['app-stays-outside', 'app/one.ts', '@/lib/vault/vault', 'lib/vault/vault.ts'],
  ['proxy-is-no-lock', 'proxy.ts', '@/lib/staff/reads', 'lib/staff/reads.ts'],
  ['ui-is-nobodys', 'app/_ui/one.ts', '@/lib/customer/customer', 'lib/customer/customer.ts'],
  ['sandbox-is-a-stranger', 'sandbox/one.ts', '@/lib/customer/customer', 'lib/customer/customer.ts'],
  ['product-imports-no-tooling', 'lib/customer/tool.ts', '@/sandbox/two', 'sandbox/two.ts'],
  ['bench-is-at-the-end', 'scripts/measured.ts', '@/bench/two', 'bench/two.ts'],
  ['lib-knows-no-app', 'lib/customer/of-app.ts', '@/app/_ui/two', 'app/_ui/two.ts'],
];

const value = 'export const it = 1;\n';
const using = (from: string) => `import * as it from '${from}';\nexport const use = it;\n`;

describe('every rule fires', () => {
  test('each on a file that breaks it', () => {
    const files: Record<string, string> = {
      'lib/customer/alone.ts': value,
      'app/form.ts': `'use client';\n${using('./through')}`,
      'app/through.ts': using('@/lib/mailbox/reads'),
      'lib/mailbox/reads.ts': using('@/lib/database'),
      'lib/database.ts': using('node:fs'),
      'app/other-form.ts': `// a remark\n'use client';\n${using('node:path')}`,
    };
    for (const [, from, imports, to] of BROKEN) {
      if (to) files[to] ??= value;
      files[from] = using(imports);
    }
    files['lib/customer/two.ts'] = using('./one');
    const fired = violationsOf(files);
    for (const [rule, from, , to] of BROKEN) {
      expect(fired.filter((line) => line.startsWith(`${rule}: ${from} -> ${to}`))).not.toEqual([]);
    }
    expect(fired).toContain('no-orphans: lib/customer/alone.ts -> lib/customer/alone.ts');
    // Through another file of the app, which itself says nothing of the browser.
    expect(fired).toContain('client-has-no-server-code: app/through.ts -> lib/mailbox/reads.ts');
    expect(fired).toContain('client-has-no-node: app/other-form.ts -> path');
    expect([...new Set(fired.map((line) => line.slice(0, line.indexOf(':'))))].sort()).toEqual(
      [...rules].sort(),
    );
  }, 60_000);
});

test('a house that keeps to them is left alone', () => {
  expect(
    violationsOf({
      'app/page.tsx': `${using('next/headers')}import { form } from './form';\nexport const page = form;\n`,
      'app/form.ts': [
        "'use client';",
        "import type { Row } from '@/lib/customer/reads';",
        "import * as schema from '@/lib/customer/schema';",
        "import { act } from './actions';",
        'export const form: Row = [schema, act];',
      ].join('\n'),
      'app/actions.ts': `'use server';\nimport * as verb from '@/lib/mailbox/add';\nexport const act = verb;\n`,
      'lib/customer/schema.ts': using('zod'),
      'lib/customer/reads.ts': `${using('@/lib/database')}export type Row = unknown;\n`,
      'lib/mailbox/add.ts': `import * as one from '@/lib/customer/reads';\nimport * as two from '@/lib/audit/audit';\nexport const all = [one, two];\n`,
      'lib/audit/audit.ts': using('@/lib/database'),
      'lib/database.ts': using('@/prisma/generated/client'),
      'prisma/generated/client.ts': value,
    }),
  ).toEqual([]);
}, 60_000);

test('every rule says why', () => {
  for (const { name, comment } of config.forbidden) expect(`${name}: ${comment}`).toMatch(/: .{20,}\.$/);
});
