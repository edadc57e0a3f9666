import { closeConnections } from '@/lib/microsoft/exchange';
import { Secret } from '@/lib/secret';
import { type Sandbox, type SandboxOptions, startSandbox } from '@/sandbox/server';

/**
 * Makes `url` the cloud "sandbox" of this test file. The environment is read once a process, so once a file.
 * The other values only have to look right: nothing here opens a database or a vault.
 */
export function pointSandboxCloudAt(url: string): void {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    APP_URL: 'http://127.0.0.1:3000',
    VAULT_KEYS: `test:${Buffer.alloc(32).toString('base64')}`,
    SESSION_SECRET: 'only-a-test-'.repeat(4),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
    SANDBOX_URL: url,
  });
}

/** A running sandbox that is this file's cloud, and how to end it. `now` is its clock, where it is not the machine's. */
export async function startStage(
  options: Pick<SandboxOptions, 'now'> = {},
): Promise<{ sandbox: Sandbox; end: () => Promise<void> }> {
  const sandbox = await startSandbox({ port: 0, ...options });
  pointSandboxCloudAt(sandbox.url);
  return {
    sandbox,
    end: async () => {
      await closeConnections();
      await sandbox.stop();
    },
  };
}

/** What a scenario's registration signs in with. */
export function signInOf(sandbox: Sandbox, scenarioId: string) {
  const { tenantId, clientId, clientSecret } = sandbox.scenario(scenarioId).values;
  return { cloud: 'sandbox', tenantId, clientId, clientSecret: new Secret(clientSecret) } as const;
}
