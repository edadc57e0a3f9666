import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const read = (path: string) => JSON.parse(readFileSync(join(import.meta.dirname, '..', path), 'utf8'));
const own = read('package.json') as Record<string, Record<string, string>>;
const { packages } = read('package-lock.json') as {
  packages: Record<string, { version?: string; resolved?: string; integrity?: string; inBundle?: boolean }>;
};
const locked = Object.entries(packages).filter(([path]) => path !== '');

test('every package that we name, we name with one exact version', () => {
  const named = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'].flatMap((kind) =>
    Object.entries(own[kind] ?? {}),
  );
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
});

test('every package that is installed is listed with its version and the hash of what is in it', () => {
  expect(locked.length).toBeGreaterThan(200);
  // What a package brings along in itself is covered by its hash.
  const unknown = locked.filter(
    ([, { version, integrity = '', inBundle }]) =>
      !version || !(inBundle || /^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity)),
  );
  expect(unknown.map(([path]) => path)).toEqual([]);
});

test('no package comes from elsewhere than the registry that npm is set to', () => {
  expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
});

/**
 * In which version of its line a hole that strangers could reach was closed; tests/browser/known-holes.spec.ts tries them,
 * but for the last of Next's, which is about Windows.
 * Sources: https://nextjs.org/blog/CVE-2025-66478, https://react.dev/blog/2025/12/03/critical-security-vulnerability-in-react-server-components,
 * https://nvd.nist.gov/vuln/detail/CVE-2026-44575 (and -44574, -44576), GHSA-p293-qw3h-jr36.
 */
const FIXED_IN = [
  { name: /^next$/, hole: 'CVE-2025-55182 by the name CVE-2025-66478', version: '16.0.7' },
  { name: /^next$/, hole: 'CVE-2026-44574, CVE-2026-44575, CVE-2026-44576', version: '16.2.5' },
  { name: /^next$/, hole: 'CVE-2026-75604', version: '16.3.3' },
  { name: /^react-server-dom-/, hole: 'CVE-2025-55182', version: '19.2.1' },
];

const isOlder = (version: string, than: string) =>
  version.localeCompare(than, 'en', { numeric: true, sensitivity: 'base' }) < 0;

test('Next and the parts of React that read what strangers send are not older than the repair of what is known of them', () => {
  expect(isOlder('16.0.6', '16.0.7') && isOlder('16.0.9', '16.0.10') && !isOlder('16.0.7', '16.0.7')).toBe(
    true,
  );
  const named = locked.map(([path, { version = '' }]) => ({
    name: path.replace(/^.*node_modules\//, ''),
    version,
  }));
  expect(named.map(({ name }) => name)).toContain('next');
  const holes = named.flatMap((each) =>
    FIXED_IN.filter(({ name, version }) => name.test(each.name) && isOlder(each.version, version)).map(
      ({ hole }) => `${each.name} ${each.version}: ${hole}`,
    ),
  );
  expect(holes).toEqual([]);
});
