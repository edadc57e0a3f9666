import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { CloudCall } from './call-clouds';

/** A process that calls Microsoft as the app does, under an environment of its own. */
export interface CloudCaller {
  // biome-ignore lint/suspicious/noExplicitAny: what came over the pipe is looked into by the tests
  call(call: CloudCall): Promise<any>;
  /** All that it wrote to standard error: its log. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts one. Calls wait for one another. */
export function startCloudCaller(environment: Record<string, string>): CloudCaller {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/call-clouds.ts'], {
    env: { ...process.env, NO_PROXY: '', no_proxy: '', https_proxy: '', ...environment },
  });
  let written = '';
  child.stderr.on('data', (part) => {
    written += part;
  });
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  let turn: Promise<unknown> = Promise.resolve();
  return {
    call(call) {
      const mine = turn.then(async () => {
        child.stdin.write(`${JSON.stringify(call)}\n`);
        // The log goes to standard output too, and is no answer.
        for (;;) {
          const { value, done } = await answers.next();
          if (done) throw new Error(written || 'The process ended without an answer.');
          const said = JSON.parse(value);
          if (said?.level === undefined) return said;
          written += `${value}\n`;
        }
      });
      turn = mine.catch(() => undefined);
      return mine;
    },
    log: () => written,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.stdin.end();
      }),
  };
}
