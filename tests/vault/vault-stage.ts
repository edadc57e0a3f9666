import { vi } from 'vitest';

/** A key of 32 bytes made from `letter`, as VAULT_KEYS holds it. Visibly nobody's. */
export const keyOf = (letter: string): string => Buffer.alloc(32, letter).toString('base64');

/** The vault of a process that is started with these keys, the first of which seals unless `sealing` names another. */
export async function vaultWith(keys: Record<string, string>, sealing?: string) {
  process.env.VAULT_KEYS = Object.entries(keys)
    .map(([id, key]) => `${id}:${key}`)
    .join(',');
  if (sealing) process.env.VAULT_SEALING_KEY = sealing;
  else delete process.env.VAULT_SEALING_KEY;
  vi.resetModules();
  const [{ seal }, { open }, { checkKeys }] = await Promise.all([
    import('@/lib/vault/seal'),
    import('@/lib/vault/open'),
    import('@/lib/vault/check-keys'),
  ]);
  return { seal, open, checkKeys };
}
