import { generate } from '@/scripts/prisma/generate.mjs';
import { appEnvironment, planOrStop } from './app-environment';
import { startChild } from './child.mjs';
import { claimFolder, findClaim } from './claim-folder.mjs';
import { onEnd } from './end.mjs';
import { openDatabase } from './open-database';

/**
 * Runs a command of scripts/audit/main.ts in this installation's environment, with its database: while Posthouse runs
 * the one that is up, else one that is started for as long as it takes.
 * @param root the project's folder, which is the working directory
 * @param command and its options, known to be right
 * @returns its exit code
 * @throws Stop with a sentence for the person who started it
 */
export async function audit(root: string, command: readonly string[]): Promise<number> {
  const plan = planOrStop(process.env, root);
  const { dataDir } = plan.settings;
  if (!(await findClaim(dataDir))) {
    const claim = await claimFolder(dataDir, { address: 'npm run audit' });
    onEnd('the claim on the data folder', claim.release);
  }
  generate();
  const database = await openDatabase(plan);
  const child = startChild('the audit', ['--import', 'tsx', 'scripts/audit/main.ts', ...command], {
    env: appEnvironment(process.env, plan, database, undefined),
    onLine: (line, stream) => (stream === 'err' ? console.error(line) : console.log(line)),
  });
  const { code } = await child.exited;
  return code ?? 1;
}
