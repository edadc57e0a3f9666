import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from '../start/child.mjs';
import { honest, type Tally, tallyPlaywright, tallyVitest } from './tally';

/** Runs the tests of lib/ and its neighbours on a real Postgres. */
export async function runUnitTests(root: string, reports: string): Promise<Tally> {
  console.log('\nUnit and integration tests');
  const report = join(reports, 'vitest.json');
  const code = await run('Vitest', [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  return honest(read(report, tallyVitest), code);
}

/** Runs the tests in a real browser, on an app that `npm start` really started. */
export async function runBrowserTests(root: string, reports: string): Promise<Tally> {
  console.log('\nBrowser tests');
  const report = join(reports, 'playwright.json');
  const program = join(root, 'node_modules/@playwright/test/cli.js');
  const code = await run('Playwright', [program, 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return honest(read(report, tallyPlaywright), code);
}

async function run(name: string, args: string[], more: Record<string, string> = {}): Promise<number> {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...more };
  const child = startChild(name, args, { env, onLine: (line) => console.log(line) });
  const { code } = await child.exited;
  return code ?? 1;
}

function read<Report>(path: string, count: (report: Report) => Tally): Tally | undefined {
  if (!existsSync(path)) return undefined;
  return count(JSON.parse(readFileSync(path, 'utf8')) as Report);
}
