import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { unpackChromium } from './unpack-chromium';

/** A browser for the tests and how it is started. */
export interface Chromium {
  readonly executablePath: string;
  /** Besides the process's own environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it came from, for the person who reads the output. */
  readonly source: 'CHROMIUM_PATH' | 'this machine' | '@sparticuz/chromium';
}

/** Flags that keep a browser from calling its maker, and root's from refusing to start. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/**
 * Finds a Chromium that really runs: the one that CHROMIUM_PATH names, the machine's own, else the one that npm
 * installed, unpacked into the user's cache folder.
 * @throws Error, worded for a person, when there is none
 */
export async function findChromium(): Promise<Chromium> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (await runs(named, {})) return { executablePath: named, env: {}, source: 'CHROMIUM_PATH' };
    throw new Error(`CHROMIUM_PATH names ${named}, which does not run as a headless browser.`);
  }
  for (const executablePath of onThisMachine()) {
    if (await runs(executablePath, {})) return { executablePath, env: {}, source: 'this machine' };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium was found. Install Chromium or Chrome, or name one with CHROMIUM_PATH.');
  }
  const { executablePath, env } = await unpackChromium();
  if (await runs(executablePath, env)) return { executablePath, env, source: '@sparticuz/chromium' };
  throw new Error(
    `The Chromium in ${executablePath} does not run on this machine. Install Chromium or Chrome, or name one with CHROMIUM_PATH.`,
  );
}

const TRY_LIMIT_MS = 30_000;

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome.exe'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) =>
    join(process.env[name] ?? '/nowhere', 'Google/Chrome/Application/chrome.exe'),
  ),
];

function onThisMachine(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES].filter(
    (path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    },
  );
}

/** Tried for real: a package's stub, a missing library or a container's rules only show when it starts. */
async function runs(path: string, env: Readonly<Record<string, string>>): Promise<boolean> {
  const profile = mkdtempSync(join(tmpdir(), 'posthouse-chromium-'));
  const args = ['--headless', '--no-sandbox', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const child = spawn(path, [...CHROMIUM_FLAGS, ...args, 'about:blank'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<boolean>((answer) => {
    child.once('error', () => answer(false));
    child.once('close', () => answer(false));
  });
  const listens = new Promise<boolean>((answer) => {
    let said = '';
    child.stderr.on('data', (data) => {
      said += data;
      if (said.includes('DevTools listening on')) answer(true);
    });
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), TRY_LIMIT_MS);
  const does = await Promise.race([ended, listens]);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(timer);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  return does;
}
