import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useDatabase } from '../support/database';

useDatabase();

const caller = (hops: string) => new Headers({ 'x-forwarded-for': hops });

// The environment is read once a process: each case gets a module of its own.
beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllEnvs());

test('without a proxy nobody names an address by himself', async () => {
  const { networkAddress } = await import('@/app/_gate/network-address');
  expect(networkAddress(caller('203.0.113.9'))).toBeNull();
});

test('behind a trusted proxy the last hop counts, not what the caller put before it', async () => {
  vi.stubEnv('TRUST_PROXY', 'on');
  const { networkAddress } = await import('@/app/_gate/network-address');
  expect(networkAddress(caller('10.0.0.1, 203.0.113.9'))).toBe('203.0.113.9');
  expect(networkAddress(new Headers())).toBeNull();
});
