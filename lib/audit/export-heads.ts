import { EVERY_CUSTOMER } from '@/lib/scope';
import { appendHeads } from './append-heads';
import { lineOfHeads } from './exported-heads';
import { postHeads } from './post-heads';
import { readHeads } from './reads';

/** Where heads are exported to, and what is known to have arrived there. */
export interface HeadsDestination {
  readonly to: 'file' | 'webhook';
  readonly send: (line: string) => Promise<void>;
  /** The last hash of each chain that arrived, in hex. */
  readonly arrived: Map<string, string>;
}

/** How an export to one destination went. */
export interface HeadsExport {
  readonly to: HeadsDestination['to'];
  /** How many heads went there. */
  readonly heads: number;
  /** What kept the rest from going; null: nothing is left. */
  readonly error: unknown;
}

/** So that neither a line nor a body grows without end. */
const HEADS_A_LINE = 1000;

/** The destinations that the environment names. */
export function headsDestinations(env: {
  readonly AUDIT_HEADS_FILE?: string;
  readonly AUDIT_HEADS_URL?: string;
  readonly AUDIT_HEADS_SECRET?: string;
}): HeadsDestination[] {
  const { AUDIT_HEADS_FILE: file, AUDIT_HEADS_URL: url, AUDIT_HEADS_SECRET: secret } = env;
  const destinations: HeadsDestination[] = [];
  if (file) destinations.push({ to: 'file', send: (line) => appendHeads(file, line), arrived: new Map() });
  if (url && secret)
    destinations.push({ to: 'webhook', send: (line) => postHeads(url, secret, line), arrived: new Map() });
  return destinations;
}

/**
 * Exports the heads of the audit trail that changed since the last time to every destination; the first time all of them.
 * A head that arrives twice does no harm. What did not arrive goes along the next time.
 * @throws what the database says; a destination that fails is no reason to throw
 */
export async function exportHeads(
  destinations: readonly HeadsDestination[],
  now: Date,
): Promise<HeadsExport[]> {
  const heads = await readHeads(EVERY_CUSTOMER);
  return Promise.all(
    destinations.map(async ({ to, send, arrived }) => {
      const hashOf = (head: (typeof heads)[number]) => Buffer.from(head.hash).toString('hex');
      const changed = heads.filter((head) => arrived.get(head.chain) !== hashOf(head));
      for (let at = 0; at < changed.length; at += HEADS_A_LINE) {
        const part = changed.slice(at, at + HEADS_A_LINE);
        try {
          await send(lineOfHeads(part, now));
        } catch (error) {
          return { to, heads: at, error };
        }
        for (const head of part) arrived.set(head.chain, hashOf(head));
      }
      return { to, heads: changed.length, error: null };
    }),
  );
}
