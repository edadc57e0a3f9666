import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onEnd } from '../start/end.mjs';

/** A copy of the project to change things in, without its build and its data. It goes with this process. */
export function copyTree(root: string): string {
  const copy = mkdtempSync(join(realpathSync(tmpdir()), 'posthouse-mutate-'));
  onEnd('the copy', () => rmSync(copy, { recursive: true, force: true }));
  // Started by root, Postgres runs as another account and has to get there.
  chmodSync(copy, 0o711);
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const path of listed.split('\0').filter((each) => each && existsSync(join(root, each)))) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    copyFileSync(join(root, path), join(copy, path));
  }
  cpSync(join(root, 'prisma/generated'), join(copy, 'prisma/generated'), { recursive: true });
  linkTree(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** The same files under a second name: nobody writes to packages. On another disk they are copied. */
function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else {
      try {
        linkSync(source, target);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
        copyFileSync(source, target);
      }
    }
  }
}
