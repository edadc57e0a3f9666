import { generate } from '@/scripts/prisma/generate.mjs';
import { appEnvironment, planOrStop } from './app-environment';
import { startChild } from './child.mjs';
import { claimFolder, findClaim } from './claim-folder.mjs';
import { onEnd } from './end.mjs';
import { openDatabase } from './open-database';
import { sandboxOf } from './run';

/**
 * Runs prisma/seed.ts in this installation's environment. While Posthouse runs, with its database and its sandbox;
 * else both are started for as long as it takes.
 * @param root the project's folder, which is the working directory
 * @returns the exit code of the seed
 * @throws Stop with a sentence for the person who started it
 */
export async function seed(root: string): Promise<number> {
  const plan = planOrStop(process.env, root);
  const { settings } = plan;
  const running = await findClaim(settings.dataDir);
  if (!running) {
    const claim = await claimFolder(settings.dataDir, { address: 'npm run seed' });
    onEnd('the claim on the data folder', claim.release);
  }
  generate();
  const database = await openDatabase(plan);
  const sandboxUrl = running?.sandboxUrl ?? (await sandboxOf(settings));
  const child = startChild('the seed', ['--import', 'tsx', 'prisma/seed.ts'], {
    env: appEnvironment(process.env, plan, database, sandboxUrl),
    onLine: (line) => console.log(line),
  });
  const { code } = await child.exited;
  return code ?? 1;
}
