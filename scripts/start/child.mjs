import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { end, isEnding, onEnd, Stop } from './end.mjs';

const preload = new URL(`./end-with-parent.mjs?parent=${process.pid}`, import.meta.url).href;
const ownGroup = process.platform !== 'win32';

/** How long a child may take to end by itself after SIGTERM. */
const GRACE_MS = 5_000;

/**
 * Starts a Node program that ends with this process, whatever this process dies of, and is stopped by `end()`.
 * It stands in a process group of its own: a Ctrl-C in the terminal reaches it through us alone, in our order.
 * @param {string} name as in "The app ended unexpectedly"
 * @param {string[]} args arguments of node
 * @param {{ env: Record<string, string | undefined>, onLine?: (line: string, stream: 'out' | 'err') => void, cwd?: string }} options
 * @returns {{ pid: number | undefined, exited: Promise<{ code: number | null, signal: string | null }>, stop: () => Promise<void> }}
 * @throws Stop when the end has begun already
 */
export function startChild(name, args, { env, onLine, cwd }) {
  if (isEnding()) throw new Stop('Stopped.');
  const child = spawn(process.execPath, ['--import', preload, ...args], {
    env: /** @type {NodeJS.ProcessEnv} */ (env),
    cwd,
    detached: ownGroup,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const [stream, source] of /** @type {const} */ ([
    ['out', child.stdout],
    ['err', child.stderr],
  ])) {
    if (source) createInterface({ input: source }).on('line', (line) => onLine?.(line, stream));
  }
  /** @type {Promise<{ code: number | null, signal: string | null }>} */
  const exited = new Promise((answer) => {
    child.once('error', () => answer({ code: 1, signal: null }));
    // 'close' and not 'exit': its last words have been read by then.
    child.once('close', (code, signal) => answer({ code, signal }));
  });
  const kill = (/** @type {NodeJS.Signals} */ signal) => {
    if (!child.pid) return;
    try {
      if (ownGroup) process.kill(-child.pid, signal);
      else child.kill(signal);
    } catch {
      // It is gone already.
    }
  };
  const stop = async () => {
    kill('SIGTERM');
    const timer = setTimeout(() => kill('SIGKILL'), GRACE_MS);
    await exited;
    clearTimeout(timer);
  };
  const forget = onEnd(name, stop, () => kill('SIGKILL'));
  void exited.then(() => isEnding() || forget());
  return { pid: child.pid, exited, stop };
}

/**
 * Runs a Node program to its end. Its output is kept back and shown only when it fails.
 * @param {string} name as in "The build failed"
 * @param {string[]} args arguments of node
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<string[]>} what it printed, line by line
 * @throws Stop with its output when it fails
 */
export async function runChild(name, args, env) {
  /** @type {string[]} */
  const lines = [];
  const { code, signal } = await startChild(name, args, { env, onLine: (line) => lines.push(line) }).exited;
  if (code === 0) return lines;
  if (isEnding()) await end(0);
  const said = lines.length > 80 ? [...lines.slice(0, 40), '…', ...lines.slice(-40)] : lines;
  throw new Stop(`${said.join('\n')}\n${capital(name)} failed (${signal ?? `exit code ${code}`}).`);
}

const capital = (/** @type {string} */ text) => text.charAt(0).toUpperCase() + text.slice(1);
