import { afterEach, beforeEach } from 'vitest';

let said: unknown[][] = [];
const original = console.error;

beforeEach(() => {
  said = [];
  console.error = (...words) => {
    said.push(words);
    original(...words);
  };
});

afterEach(() => {
  console.error = original;
  if (said.length > 0) throw new Error(`console.error was called in this test: ${said.flat().join(' ')}`);
});
