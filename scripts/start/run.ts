import { EnvironmentError } from '@/lib/env';
import { setUpToken } from '@/lib/staff/set-up-token';
import { generate } from '@/scripts/prisma/generate.mjs';
import { planStart, withoutAppVariables } from './app-environment';
import { buildIfStale } from './build';
import { Stop } from './end.mjs';
import { openDatabase } from './open-database';
import { startApp, startSandbox } from './parts';
import { step } from './step.mjs';

/**
 * Starts Posthouse: database, sandbox, build, app; then says where it is. Returns while it runs.
 * @param root the project's folder, which is the working directory
 * @param dev true: the app for development, which needs no build
 * @throws Stop with a sentence for the person who started it
 */
export async function run({ root, dev }: { root: string; dev: boolean }): Promise<void> {
  const plan = checkedPlan(root);
  const { settings } = plan;
  const plain = withoutAppVariables(process.env);
  const [database, sandboxUrl] = await Promise.all([
    openDatabase(plan),
    settings.sandbox
      ? step('Sandbox', () => startSandbox(settings, plain))
      : process.env.SANDBOX === 'off'
        ? undefined
        : process.env.SANDBOX_URL,
  ]);
  generate();
  if (!dev) await buildIfStale(root);

  const address = new URL(process.env.APP_URL || settings.address).origin;
  const env = {
    ...process.env,
    ...database.keys,
    DATABASE_URL: database.url,
    APP_URL: address,
    SANDBOX_URL: sandboxUrl,
  };
  await step('App', () => startApp(root, settings, env, dev));

  if (new URL(address).host !== new URL(settings.address).host) {
    console.log(`  Listening on ${settings.host}:${settings.port}`);
  } else if (settings.host === '0.0.0.0' || settings.host === '::') {
    console.log('  Listening on every address of this machine; APP_URL says which one people use');
  }
  if (sandboxUrl) console.log(`  Sandbox in the place of Microsoft: ${sandboxUrl}`);
  console.log(`Ready: ${address}`);
  const secret = database.keys?.SESSION_SECRET ?? process.env.SESSION_SECRET;
  if (!database.isSetUp && secret) console.log(`Set up: ${address}/welcome?token=${setUpToken(secret)}`);
}

function checkedPlan(root: string) {
  try {
    return planStart(process.env, root);
  } catch (error) {
    if (error instanceof EnvironmentError) throw new Stop(error.message);
    throw error;
  }
}
