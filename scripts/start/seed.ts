import { appEnvironment } from './app-environment';
import { startChild } from './child.mjs';
import { enter } from './enter';
import { sandboxOf } from './run';

/**
 * Runs prisma/seed.ts in this installation's environment. While Posthouse runs, with its database and its sandbox;
 * else both are started for as long as it takes.
 * @param root the project's folder, which is the working directory
 * @returns the exit code of the seed
 * @throws Stop with a sentence for the person who started it
 */
export async function seed(root: string): Promise<number> {
  const { plan, database, runningSandboxUrl } = await enter(root, 'npm run seed');
  const sandboxUrl = runningSandboxUrl ?? (await sandboxOf(plan.settings));
  const child = startChild('the seed', ['--import', 'tsx', 'prisma/seed.ts'], {
    env: appEnvironment(process.env, plan, database, sandboxUrl),
    onLine: (line) => console.log(line),
  });
  const { code } = await child.exited;
  return code ?? 1;
}
