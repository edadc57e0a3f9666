import { spawn } from 'node:child_process';

/** Runs in a process of its own: waits for its standard input to end, then stops the server and deletes its files. */
const SWEEPER = `
const [pid, ...paths] = process.argv.slice(1);
let told = '';
process.stdin.on('data', (text) => { told += text; });
process.stdin.on('close', () => {
  if (told) process.exit();
  const alive = (signal) => { try { return process.kill(Number(pid), signal); } catch { return false; } };
  alive('SIGQUIT');
  const until = Date.now() + 3000;
  const look = setInterval(() => {
    if (alive(0) && Date.now() < until) return;
    clearInterval(look);
    for (const path of paths) require('node:fs').rmSync(path, { recursive: true, force: true });
  }, 20);
});
`;

/**
 * Sees to it that a throw-away server does not outlive this process, however that ends: a watcher holds the other end
 * of a pipe, which the system closes for us also after a kill -9.
 * @returns dismisses the watcher, once the server was stopped in the ordinary way
 */
export function sweepAfterUs(pid: number, paths: readonly string[]): { dismiss(): void } {
  const child = spawn(process.execPath, ['-e', SWEEPER, String(pid), ...new Set(paths)], {
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
