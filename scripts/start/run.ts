import { setUpToken } from '@/lib/staff/set-up-token';
import { generate } from '@/scripts/prisma/generate.mjs';
import { appEnvironment, planOrStop, withoutAppVariables } from './app-environment';
import { buildIfStale } from './build';
import { openDatabase } from './open-database';
import { startApp, startSandbox } from './parts';
import type { Settings } from './settings';
import { step } from './step.mjs';

interface Start {
  readonly root: string;
  readonly dev: boolean;
  readonly claim: { tell(facts: { sandboxUrl: string }): void };
}

/**
 * Starts Posthouse: database, sandbox, build, app; then says where it is. Returns while it runs.
 * @param root the project's folder, which is the working directory
 * @param dev true: the app for development, which needs no build
 * @param claim on the data folder, to be told where the sandbox is
 * @throws Stop with a sentence for the person who started it
 */
export async function run({ root, dev, claim }: Start): Promise<void> {
  const plan = planOrStop(process.env, root);
  const { settings } = plan;
  const [database, sandboxUrl] = await Promise.all([openDatabase(plan), sandboxOf(settings)]);
  generate();
  if (!dev) await buildIfStale(root);

  const env = appEnvironment(process.env, plan, database, sandboxUrl);
  const address = env.APP_URL;
  if (sandboxUrl) claim.tell({ sandboxUrl });
  await step('App', () => startApp(root, settings, env, dev));

  if (new URL(address).host !== new URL(settings.address).host) {
    console.log(`  Listening on ${settings.host}:${settings.port}`);
  } else if (settings.host === '0.0.0.0' || settings.host === '::') {
    console.log('  Listening on every address of this machine; APP_URL says which one people use');
  }
  if (sandboxUrl) console.log(`  Sandbox in the place of Microsoft: ${sandboxUrl}`);
  console.log(`Ready: ${address}`);
  const secret = env.SESSION_SECRET;
  if (!database.isSetUp && secret) console.log(`Set up: ${address}/welcome?token=${setUpToken(secret)}`);
}

/** The sandbox that is started, else the one that SANDBOX_URL names, unless it is switched off. */
export async function sandboxOf(settings: Settings): Promise<string | undefined> {
  if (settings.sandbox)
    return step('Sandbox', () => startSandbox(settings, withoutAppVariables(process.env)));
  return process.env.SANDBOX === 'off' ? undefined : process.env.SANDBOX_URL || undefined;
}
