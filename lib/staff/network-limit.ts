import type { Limit } from './take-attempt';

/** How often sign-ins may fail from one network address, whoever they are for and whatever they are tried with. */
export function networkLimit(address: string): Limit {
  return {
    key: `sign-in-from:${address}`,
    attempts: 50,
    windowSeconds: 15 * 60,
    subject: async () => ({ label: address }),
  };
}
