import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Asks the app again and again whether it is well, until it is stopped. */
export function watchPulse() {
  const failed: number[] = [];
  let [asked, over] = [0, false];
  const beating = (async () => {
    while (!over) {
      const { status } = await fetch(new URL('/api/health', process.env.POSTHOUSE_TEST_URL));
      asked++;
      if (status !== 200) failed.push(status);
      await new Promise((go) => setTimeout(go, 20));
    }
  })();
  return {
    stop: async () => {
      over = true;
      await beating;
      return { asked, failed };
    },
  };
}

/** The processes below the start script by name, without Postgres's, which come and go; empty where there is no /proc. */
export function processesOfTheApp(): string[] {
  if (!existsSync('/proc/self/stat')) return [];
  const all = readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const [, name = '', parent = ''] =
        /^\d+ \((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
      return [{ pid, name, parent }];
    } catch {
      return [];
    }
  });
  const below = new Set([process.env.POSTHOUSE_TEST_PID]);
  for (let size = 0; size < below.size; ) {
    size = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
  }
  return all
    .filter(({ pid, name }) => below.has(pid) && name !== 'postgres')
    .map(({ pid, name }) => `${pid} ${name}`)
    .sort();
}
