import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from '../start/child.mjs';
import { Stop } from '../start/end.mjs';

/** The server that all runs share: addresses of the template database, as its owner and as the app. */
export interface TestServer {
  readonly templateUrl: string;
  readonly appUrl: string;
}

interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/**
 * Runs test files in the copy, up to the first failure.
 * @param filter a pattern that the names of tests have to fit
 * @returns the names of the tests that failed
 * @throws Stop when it could not even begin: such a run says nothing
 */
export async function failingTests(
  copy: string,
  server: TestServer,
  files: readonly string[],
  { filter, bail = true }: { readonly filter?: string; readonly bail?: boolean } = {},
): Promise<string[]> {
  const output = join(copy, 'report.json');
  rmSync(output, { force: true });
  const lines: string[] = [];
  const child = startChild(
    'Vitest',
    [
      join(copy, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...files,
      `--root=${copy}`,
      ...(bail ? ['--bail=1'] : []),
      ...(filter ? ['-t', filter] : []),
      '--reporter=json',
      `--outputFile=${output}`,
    ],
    {
      env: { ...process.env, POSTHOUSE_TEST_SERVER: JSON.stringify(server), NO_COLOR: '1' },
      onLine: (line) => lines.push(line),
      cwd: copy,
    },
  );
  const { code } = await child.exited;
  const report = readReport(output);
  if (!report) throw new Stop(`Vitest did not run:\n${lines.slice(-40).join('\n')}`);
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = results.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
  // A file that does not load, or a hook that fails, notices as well.
  const unloadable = report.testResults
    .filter(({ message, assertionResults }) => message !== '' && assertionResults.length === 0)
    .map(({ message }) => `does not load: ${message.split('\n')[0]}`);
  if (code !== 0 && failed.length + unloadable.length === 0 && report.numPassedTests > 0) {
    throw new Stop(`Vitest failed without a failed test:\n${lines.slice(-40).join('\n')}`);
  }
  return [...failed, ...unloadable];
}

function readReport(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}
