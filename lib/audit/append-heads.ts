import { open } from 'node:fs/promises';

/**
 * Appends a line to a file, made for its owner alone when it is not there. It is on the disk when this returns. Several
 * processes may do so at once. A line that was cut off, as by a full disk, stays a line of its own.
 * @throws what the file system says
 */
export async function appendHeads(path: string, line: string): Promise<void> {
  const file = await open(path, 'a+', 0o600);
  try {
    const { size } = await file.stat();
    const end = Buffer.alloc(1);
    if (size > 0) await file.read(end, 0, 1, size - 1);
    const isWhole = size === 0 || end.toString() === '\n';
    // One write: with O_APPEND the lines of two processes do not mix.
    await file.appendFile(`${isWhole ? '' : '\n'}${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}
