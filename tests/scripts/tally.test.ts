import { expect, test } from 'vitest';
import { add, honest, lineOf, tallyPlaywright, tallyVitest } from '@/scripts/test/tally';

const vitest = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1, testResults: [] };

test('counts both reports into one line', () => {
  const playwright = { stats: { expected: 3, unexpected: 1, flaky: 0, skipped: 0 }, errors: [] };
  expect(lineOf(add(tallyVitest(vitest), tallyPlaywright(playwright)))).toBe('8 passed, 2 failed, 2 skipped');
  expect(lineOf({ passed: 8, failed: 0, skipped: 0 })).toBe('8 passed, 0 failed');
});

test('a file that could not be loaded is a failure', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }];
  expect(tallyVitest({ ...vitest, testResults }).failed).toBe(2);
});

test('an error outside of tests and a test that passed only the second time are failures', () => {
  const stats = { expected: 3, unexpected: 0, flaky: 1, skipped: 0 };
  expect(tallyPlaywright({ stats, errors: ['the app did not start'] }).failed).toBe(2);
});

test('no report, no test and a bad ending without a failed test are failures', () => {
  expect(honest(undefined, 0).failed).toBe(1);
  expect(honest({ passed: 0, failed: 0, skipped: 3 }, 0).failed).toBe(1);
  expect(honest({ passed: 9, failed: 0, skipped: 0 }, 1).failed).toBe(1);
  expect(honest({ passed: 9, failed: 2, skipped: 0 }, 1).failed).toBe(2);
  expect(honest({ passed: 9, failed: 0, skipped: 0 }, 0).failed).toBe(0);
});
