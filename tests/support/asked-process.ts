import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * A process that does what the app does, under an environment of its own: what Node reads once when it starts, such as
 * NODE_EXTRA_CA_CERTS, no test could set for itself.
 */
export interface AskedProcess<Call> {
  // biome-ignore lint/suspicious/noExplicitAny: what came over the pipe is looked into by the tests
  call(call: Call): Promise<any>;
  /** All that it wrote besides answers: its log. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts one. Calls wait for one another. @param script is asked by a line of JSON and answers by one ({@link answerCalls}) */
export function startProcess<Call>(script: string, environment: Record<string, string>): AskedProcess<Call> {
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
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

/** The other side: answers each line of standard input, and ends the process with the last. */
export async function answerCalls<Call>(answer: (call: Call) => Promise<unknown>): Promise<never> {
  for await (const line of createInterface(process.stdin)) {
    const answered = await answer(JSON.parse(line)).catch((error: Error) => ({ thrown: error.message }));
    console.log(JSON.stringify(answered));
  }
  process.exit(0);
}
