import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../app/globals.css'), 'utf8');

type Pair = { light: string; dark: string };
const colours: Record<string, Pair> = Object.fromEntries(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)/g)].map(([, name, light, dark]) => [
    name,
    { light, dark },
  ]),
);

/** Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
}

const grounds = ['ground', 'panel', 'sunken', 'hover', 'selected'];
const tones = ['green', 'amber', 'red', 'grey', 'blue'];
const texts: [string, string][] = [
  ...grounds.flatMap((ground) => [
    ['ink', ground] as [string, string],
    ['muted', ground] as [string, string],
    ['accent', ground] as [string, string],
    ['accent-strong', ground] as [string, string],
  ]),
  ...tones.flatMap((tone) => [
    [tone, `${tone}-soft`] as [string, string],
    [tone, 'ground'] as [string, string],
    [tone, 'panel'] as [string, string],
    [tone, 'hover'] as [string, string],
    ['ink', `${tone}-soft`] as [string, string],
    ['accent', `${tone}-soft`] as [string, string],
    ['muted', `${tone}-soft`] as [string, string],
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-danger', 'danger-fill'],
  ['on-danger', 'danger-fill-strong'],
];
const edges: [string, string][] = [
  ['edge', 'panel'],
  ['edge', 'ground'],
  ['accent', 'ground'],
];

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const of = (name: string) => {
    const pair = colours[name];
    if (!pair) throw new Error(`globals.css has no colour --${name}`);
    return pair[theme];
  };

  test.each(texts)('%s can be read on %s', (text, ground) => {
    expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(edges)("%s, a control's border or focus ring, is seen on %s", (edge, ground) => {
    expect(contrast(of(edge), of(ground))).toBeGreaterThanOrEqual(3);
  });
});
