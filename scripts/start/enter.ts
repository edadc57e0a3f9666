import { generate } from '@/scripts/prisma/generate.mjs';
import { type Plan, planOrStop } from './app-environment';
import { claimFolder, findClaim } from './claim-folder.mjs';
import { onEnd } from './end.mjs';
import { type OpenDatabase, openDatabase } from './open-database';

/**
 * Opens this installation for a command beside it: while Posthouse runs, its own database; else the database is started
 * for as long as the command takes.
 * @param root the project's folder, which is the working directory
 * @param name how the command is called, for whoever wants to start Posthouse meanwhile
 * @throws Stop with a sentence for the person who started it
 */
export async function enter(
  root: string,
  name: string,
): Promise<{
  plan: Plan;
  database: OpenDatabase;
  runningSandboxUrl: string | undefined;
  isRunning: boolean;
}> {
  const plan = planOrStop(process.env, root);
  const running = await findClaim(plan.settings.dataDir);
  if (!running) {
    const claim = await claimFolder(plan.settings.dataDir, { address: name });
    onEnd('the claim on the data folder', claim.release);
  }
  generate();
  const database = await openDatabase(plan);
  return { plan, database, runningSandboxUrl: running?.sandboxUrl, isRunning: running !== undefined };
}
