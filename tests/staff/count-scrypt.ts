import crypto, { type ScryptOptions } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

type Scrypt = (...args: unknown[]) => void;

/**
 * Runs `work` and counts how often Node's own scrypt is called meanwhile, which does its work as always: what a password
 * costs, whoever asks for it.
 */
export async function countScrypt<T>(
  work: () => Promise<T>,
): Promise<{ value: T; calls: number; parameters: { length: number; N: number; r: number; p: number }[] }> {
  const original = crypto.scrypt;
  const parameters: { length: number; N: number; r: number; p: number }[] = [];
  const counting: Scrypt = (...args) => {
    const { N = 16384, r = 8, p = 1 } = (typeof args[3] === 'object' ? args[3] : {}) as ScryptOptions;
    parameters.push({ length: args[2] as number, N, r, p });
    (original as unknown as Scrypt)(...args);
  };
  crypto.scrypt = counting as unknown as typeof crypto.scrypt;
  // So that whoever imported it by name has it, too.
  syncBuiltinESMExports();
  try {
    const value = await work();
    return { value, calls: parameters.length, parameters };
  } finally {
    crypto.scrypt = original;
    syncBuiltinESMExports();
  }
}
