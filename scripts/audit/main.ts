import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { exportHeads, headsDestinations } from '@/lib/audit/export-heads';
import { readHeadLines } from '@/lib/audit/exported-heads';
import { verifyTrail } from '@/lib/audit/verify-trail';
import { closeDatabase } from '@/lib/database';
import { env } from '@/lib/env';
import { EVERY_CUSTOMER } from '@/lib/scope';
import { tellFault } from './tell-fault';

/** The commands of `npm run audit`, each with its exit code. What a person may type wrong was looked at in scripts/audit.mjs. */
const COMMANDS: Record<string, (headsFile: string | undefined) => Promise<number>> = {
  verify: async (headsFile) => {
    const lines = headsFile ? createInterface({ input: createReadStream(headsFile) }) : [];
    const { heads: exported, unreadable } = await readHeadLines(lines);
    if (unreadable.length > 0)
      console.error(`Not read, because it is no export: line ${unreadable.join(', ')}.`);
    const report = await verifyTrail(EVERY_CUSTOMER, { exported });
    const { entries, chains, faults, headsFound } = report;
    for (const fault of faults) console.error(tellFault(fault));
    if (faults.length > 0) {
      console.error(`not fine: ${faults.length} of ${chains} chains are not whole`);
      return 1;
    }
    console.log(`fine: ${entries} entries in ${chains} chains`);
    if (headsFile) console.log(`${headsFound} exported heads are in them`);
    return 0;
  },
  'export-heads': async () => {
    const exports = await exportHeads(headsDestinations(env()), new Date());
    for (const { to, heads, error } of exports) {
      if (error) console.error(`${to}: ${error instanceof Error ? error.message : error}`);
      else console.log(`${to}: ${heads} heads`);
    }
    return exports.some(({ error }) => error) ? 1 : 0;
  },
};

const { positionals, values } = parseArgs({ allowPositionals: true, options: { heads: { type: 'string' } } });
const [command = ''] = positionals;
process.exitCode = (await COMMANDS[command]?.(values.heads).finally(closeDatabase)) ?? 2;
