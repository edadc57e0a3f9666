import { expect, test } from 'vitest';
import { NOT_OF_A_CUSTOMER } from './cases/none';
import { CASES } from './expect-isolated';
import { exportedFunctions, functionsIn } from './exported-functions';

/** A case may be there several times, for what is special. */
const named = new Set(Object.keys(CASES).map((name) => name.split(' ')[0] ?? ''));

test('every read, verb and statement of lib/ has a case, or takes no id of a customer', () => {
  const known = [...named, ...Object.keys(NOT_OF_A_CUSTOMER)];
  expect(exportedFunctions(process.cwd()).filter((name) => !known.includes(name))).toEqual([]);
});

test('no case is left of a function that has gone', () => {
  const there = exportedFunctions(process.cwd());
  expect(there.length).toBeGreaterThan(50);
  const known = [...named, ...Object.keys(NOT_OF_A_CUSTOMER)];
  expect(known.filter((name) => !there.includes(name))).toEqual([]);
  expect([...named].filter((name) => name in NOT_OF_A_CUSTOMER)).toEqual([]);
});

test.each([
  ['export async function one() {}', ['one']],
  ['export function one(): Promise<void> { return two(); }', ['one']],
  ['export const one = async () => 1;', ['one']],
  ['export const one = (): Promise<void> => two();', ['one']],
  ['export function one(): number { return 1; }', []],
  ['async function one() {}', []],
])('of %s it takes %j', (text, names) => {
  expect(functionsIn(text)).toEqual(names);
});
