import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS } from './scripts/chromium/find-chromium';
import { stateFile } from './tests/support/first-admin';

/** Set by tests/support/browser-setup.ts, which runs before the workers read this file again. */
const env = process.env.POSTHOUSE_TEST_CHROMIUM;
const chromium = env
  ? (JSON.parse(env) as { executablePath: string; env: Record<string, string> })
  : undefined;

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results',
  globalSetup: './tests/support/browser-setup.ts',
  // One app, one database, and tests that look at all of it.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL: process.env.POSTHOUSE_TEST_URL,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    trace: 'retain-on-failure',
    launchOptions: chromium && {
      executablePath: chromium.executablePath,
      args: [...CHROMIUM_FLAGS],
      env: { ...(process.env as Record<string, string>), ...chromium.env },
    },
  },
  projects: [
    { name: 'set-up', testMatch: /.*\.setup\.ts/ },
    {
      name: 'story',
      testMatch: /.*\.spec\.ts/,
      testIgnore: /(?:leaks|answers)\.spec\.ts/,
      dependencies: ['set-up'],
      use: { storageState: stateFile() },
    },
    // Last, because they search what all the others have seen.
    {
      name: 'leaks',
      testMatch: /(?:leaks|answers)\.spec\.ts/,
      dependencies: ['story'],
      use: { storageState: stateFile() },
    },
  ],
});
