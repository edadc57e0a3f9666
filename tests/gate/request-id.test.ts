import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useDatabase } from '../support/database';

useDatabase();

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

// The environment is read once a process: each case gets a module of its own.
beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllEnvs());

test('without a proxy nobody names a request by himself', async () => {
  const { requestIdOf } = await import('@/app/_gate/request-id');
  expect(requestIdOf('named-by-the-caller')).toMatch(UUID);
  expect(requestIdOf('named-by-the-caller')).not.toBe(requestIdOf('named-by-the-caller'));
});

describe('behind a trusted proxy', () => {
  beforeEach(() => {
    vi.stubEnv('TRUST_PROXY', 'on');
  });

  test.each(['12345678', 'Root_1-67891233-abcdef012345678912345678', 'f'.repeat(64)])(
    'its name %s is taken over',
    async (given) => {
      const { requestIdOf } = await import('@/app/_gate/request-id');
      expect(requestIdOf(given)).toBe(given);
    },
  );

  test.each([
    [undefined],
    [null],
    [''],
    ['1234567'],
    ['f'.repeat(65)],
    ['lin@example.com'],
    ['two words'],
    ['line\nbreak'],
    ['{"a":1}'],
    [['12345678', '87654321']],
  ])('%j is no name, and a new one is made', async (given) => {
    const { requestIdOf } = await import('@/app/_gate/request-id');
    expect(requestIdOf(given)).toMatch(UUID);
  });
});
