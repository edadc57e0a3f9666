import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Is there a process of this id that still runs? A zombie does not: nobody may be there to reap it in a container.
 * A process of another account counts as running.
 */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return statOf(pid)?.[0] !== 'Z';
}

/**
 * A name for a process that a later process of the same id does not share: id and start time in clock ticks
 * (proc(5), field 22). The id alone where there is no /proc.
 */
export function identityOf(pid: number): string {
  return `${pid} ${statOf(pid)?.[19] ?? ''}`.trim();
}

/** Does the process named by {@link identityOf} still run? */
export function isStillRunning(identity: string): boolean {
  const pid = Number.parseInt(identity, 10);
  return pid > 0 && isRunning(pid) && identityOf(pid) === identity;
}

/** The command line of a process; undefined when it cannot be told (gone, or a system without /proc and ps). */
export function commandOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    if (process.platform === 'win32') return undefined;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
}

/** The fields of /proc/<pid>/stat from the state on; the name before them may hold spaces and parentheses. */
function statOf(pid: number): string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
