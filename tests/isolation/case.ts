import { type Reader, read, type Transaction, transact } from '@/lib/database';
import { succeed } from '@/lib/result';
import type { TwoCustomers } from './two-customers';

/** How one exported function is called with ids that are not ours, and what has to come of it. */
export interface Case {
  /** With the id of our customer, or our reach, and the ids of their rows. */
  readonly call: (customers: TwoCustomers) => Promise<unknown>;
  /** The answer: that of a row which is not there. A function: what is asked of it besides. */
  readonly gives?: unknown | ((customers: TwoCustomers) => unknown);
  /** It has to throw instead: the database itself refuses to tie our row to theirs. */
  readonly throws?: RegExp;
  /** The statement names no customer and leaves that to the policies: why. It is called only where they are. */
  readonly byPolicyAlone?: string;
}

/** The refusal of this code. */
export const refused = (code: string) => ({ ok: false, failure: { code } });

/** Runs something of a store in a transaction of our customer's, as the verbs do. */
export async function inOurs<T>(
  { ours }: TwoCustomers,
  work: (tx: Transaction) => Promise<T>,
): Promise<T | undefined> {
  const done = await transact(ours.id, async (tx) => succeed(await work(tx)));
  return done.ok ? done.value : undefined;
}

/** The same for what only reads. */
export const readOurs = <T>({ ours }: TwoCustomers, work: (reader: Reader) => Promise<T>): Promise<T> =>
  read(ours.id, work);
