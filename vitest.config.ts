import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import './tests/support/fill-in-for-node-20.ts';

// A zone with a quarter of an hour in its offset: whoever mixes up local time and UTC is found out.
process.env.TZ = 'Asia/Kathmandu';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/browser/**'],
    pool: 'forks',
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/refuse-console-errors.ts'],
    // An address from the developer's shell must not become the database of a test: useDatabase() sets its own.
    env: { DATABASE_URL: '', LOG_LEVEL: 'silent' },
    hookTimeout: 30_000,
    testTimeout: 20_000,
  },
});
