import { spawn } from 'node:child_process';

/** Runs in a process of its own: waits for its standard input to end, then stops the server and deletes its files. */
const SWEEPER = `
const { readFileSync, rmSync } = require('node:fs');
const [pidFile, ...paths] = process.argv.slice(1);
let told = '';
process.stdin.on('data', (text) => { told += text; });
process.stdin.on('close', () => {
  if (told) process.exit();
  let pid = 0;
  try { pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10); } catch {}
  const alive = (signal) => { try { return pid > 0 && process.kill(pid, signal); } catch { return false; } };
  alive('SIGQUIT');
  const until = Date.now() + 3000;
  const look = setInterval(() => {
    if (alive(0) && Date.now() < until) return;
    clearInterval(look);
    for (const path of paths) rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }, 20);
});
`;

/**
 * Sees to it that a throw-away server does not outlive this process, however that ends: a watcher holds the other end
 * of a pipe, which the system closes for us also after a kill -9.
 * @param pidFile the server's postmaster.pid; it may not be there yet
 * @returns dismisses the watcher, once the server was stopped in the ordinary way
 */
export function sweepAfterUs(pidFile: string, paths: readonly string[]): { dismiss(): void } {
  const child = spawn(process.execPath, ['-e', SWEEPER, pidFile, ...new Set(paths)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  const { stdin } = child;
  stdin.on('error', () => undefined);
  // The pipe alone must not keep this process from ending.
  (stdin as unknown as { unref?: () => void }).unref?.();
  return { dismiss: () => void stdin.end('done') };
}
