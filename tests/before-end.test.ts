import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A process that listens as Next does, ends at once when asked to, and has something to do before. */
async function endOf(work: string, signal: NodeJS.Signals): Promise<{ said: string; code: number | null }> {
  const program = `
    import { beforeEnd } from './lib/before-end.ts';
    process.on('${signal}', () => { console.log('ends'); process.exit(7); });
    beforeEnd(${work}, 300);
    setInterval(() => undefined, 1000);
    console.log('up');`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    cwd: root,
  });
  let said = '';
  child.stdout.on('data', (text) => {
    said += text;
    if (said === 'up\n') child.kill(signal);
  });
  child.stderr.on('data', (text) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  return { said, code };
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'what has to be done before the end by %s is done, then it ends',
  async (signal) => {
    const work = "() => new Promise((done) => setTimeout(() => { console.log('did it'); done(); }, 100))";
    expect(await endOf(work, signal)).toEqual({ said: 'up\ndid it\nends\n', code: 7 });
  },
);

test('what fails or does not come to an end does not keep it', async () => {
  const failing = "async () => { throw new Error('no'); }";
  expect(await endOf(failing, 'SIGTERM')).toEqual({ said: 'up\nends\n', code: 7 });
  expect(await endOf('() => new Promise(() => undefined)', 'SIGTERM')).toEqual({
    said: 'up\nends\n',
    code: 7,
  });
});
