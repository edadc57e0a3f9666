const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs');
const { dirname, join, posix } = require('node:path');

/**
 * Every file of ours that ends up in the browser: those that begin with "use client" and what they import, except for
 * types, which leave nothing behind, and server actions, of which only a reference is sent.
 * @param {string} root the project's folder
 * @returns {string[]} paths seen from there, with forward slashes
 */
function clientFiles(root) {
  const found = new Set();
  const queue = sourcesBelow(root, 'app').filter((path) => startsWith(root, path, 'use client'));
  for (let path = queue.pop(); path; path = queue.pop()) {
    if (found.has(path) || startsWith(root, path, 'use server')) continue;
    found.add(path);
    for (const target of importsOf(root, path)) queue.push(target);
  }
  return [...found].sort();
}

/** Imports and re-exports of files of ours that are more than types. */
function importsOf(root, path) {
  const text = readFileSync(join(root, path), 'utf8');
  const targets = [];
  for (const [, what, from] of text.matchAll(/^(?:import|export)\s([^'"`;]*?)\sfrom\s+['"]([^'"]+)['"]/gm)) {
    if (!/^type\s/.test(what)) targets.push(resolve(root, path, from));
  }
  for (const [, from] of text.matchAll(/(?:^import\s+|\bimport\()['"]([^'"]+)['"]/gm)) {
    targets.push(resolve(root, path, from));
  }
  return targets.filter(Boolean);
}

function resolve(root, importer, from) {
  const base = from.startsWith('@/')
    ? from.slice(2)
    : from.startsWith('.')
      ? posix.join(dirname(importer), from)
      : '';
  if (!base) return undefined;
  return [base, `${base}.ts`, `${base}.tsx`].find(
    (path) => /\.tsx?$/.test(path) && existsSync(join(root, path)),
  );
}

function sourcesBelow(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(join(root, path)).isDirectory()) return sourcesBelow(root, path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

/** Is it the file's first statement? Comments may stand before it. */
function startsWith(root, path, directive) {
  const text = readFileSync(join(root, path), 'utf8').replace(/^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)+/, '');
  return text.startsWith(`'${directive}'`) || text.startsWith(`"${directive}"`);
}

module.exports = { clientFiles };
