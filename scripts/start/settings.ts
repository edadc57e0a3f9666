import { resolve } from 'node:path';
import { DEFAULT_DATA_DIR, DEFAULT_HOST, DEFAULT_PORT } from './check-port.mjs';

/** What the start script reads from its environment, besides what the app reads (`lib/env.ts`). */
export const SETTING_NAMES = [
  'PORT',
  'HOST',
  'DATA_DIR',
  'SANDBOX',
  'SANDBOX_PORT',
  'DATABASE_OWNER_URL',
] as const;

/** How this installation is to run. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Is the stand-in for Microsoft started too? On by default only with the embedded database. */
  readonly sandbox: boolean;
  /** Null: the port after the app's, or any free one when that is taken. */
  readonly sandboxPort: number | null;
  /** The address that people use, when APP_URL does not say. */
  readonly address: string;
}

/**
 * Reads the settings. An empty string counts as not set.
 * @param root the project's folder, where a relative DATA_DIR begins
 * @returns the settings, and every fault in words without values; with faults the settings are not to be used
 */
export function readSettings(
  source: Record<string, string | undefined>,
  root: string,
): { settings: Settings; faults: string[] } {
  const faults: string[] = [];
  const portOf = (name: 'PORT' | 'SANDBOX_PORT') => {
    if (!source[name]) return null;
    const port = Number(source[name]);
    if (!Number.isInteger(port) || port < 1 || port > 65535)
      faults.push(`${name} is not a port (1 to 65535)`);
    return port;
  };
  const port = portOf('PORT') ?? DEFAULT_PORT;
  const sandboxPort = portOf('SANDBOX_PORT');
  if (sandboxPort === port) faults.push('SANDBOX_PORT is the same as PORT');
  const host = source.HOST || DEFAULT_HOST;
  if (!/^[A-Za-z0-9._:%-]+$/.test(host)) faults.push('HOST is not a host name or an address');
  if (source.SANDBOX && source.SANDBOX !== 'on' && source.SANDBOX !== 'off')
    faults.push('SANDBOX is neither on nor off');
  const sandbox = source.SANDBOX ? source.SANDBOX === 'on' : !source.DATABASE_URL && !source.SANDBOX_URL;
  const dataDir = resolve(root, source.DATA_DIR || DEFAULT_DATA_DIR);
  return { settings: { port, host, dataDir, sandbox, sandboxPort, address: addressOf(host, port) }, faults };
}

/** Hosts that mean this machine, or every address of it: people on it say `localhost`. */
const HERE = ['127.0.0.1', 'localhost', '::1', '0.0.0.0', '::'];

function addressOf(host: string, port: number): string {
  if (HERE.includes(host)) return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
