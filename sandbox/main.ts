import { startSandbox } from './server';

const port = Number(process.env.SANDBOX_PORT ?? '0');
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error('SANDBOX_PORT is not a port number from 0 to 65535.');
  process.exit(1);
}

try {
  const sandbox = await startSandbox({ port });
  console.log(`Sandbox: ${sandbox.url}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void sandbox.stop();
    });
  }
} catch (error) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  console.error(
    code === 'EADDRINUSE'
      ? `Sandbox: port ${port} is taken. Set SANDBOX_PORT to another one, or to 0 for any.`
      : error,
  );
  process.exit(1);
}
