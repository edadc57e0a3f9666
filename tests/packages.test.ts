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
