import { randomUUID } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { Stop } from './end.mjs';

/** @typedef {{ pid: number, port: number, word: string, address: string, sandboxUrl?: string }} Claim */

const lockOf = (/** @type {string} */ dataDir) => join(dataDir, 'start.lock');

/**
 * Makes this process the only one that runs Posthouse on a data folder. The claim is a port on this machine that answers
 * with a word written in the folder: when the process dies, of whatever, the port dies with it. A process id alone
 * could be somebody else's by then.
 * @param {string} dataDir made when it is missing
 * @param {{ address: string }} facts told to whoever comes second
 * @returns {Promise<{ tell: (facts: { sandboxUrl?: string }) => void, release: () => void }>} adds to what others are told;
 *   gives the folder free
 * @throws Stop when another process has the folder, or when it cannot be written
 */
export async function claimFolder(dataDir, { address }) {
  const path = lockOf(dataDir);
  const word = randomUUID();
  const server = createServer((socket) => socket.on('error', () => {}).end(word));
  await new Promise((done, failed) =>
    server.once('error', failed).listen(0, '127.0.0.1', () => done(undefined)),
  );
  server.unref();
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  try {
    // Root's Postgres runs as another account, which has to pass through here; nobody else has anything to read here.
    if (mkdirSync(dataDir, { recursive: true })) chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
    for (let tries = 0; !write(path, { pid: process.pid, port, word, address }); tries++) {
      const holder = read(path);
      if (holder && (await answers(holder))) {
        throw new Stop(
          `Posthouse already runs on ${dataDir} (process ${holder.pid}, ${holder.address}).\n` +
            'Stop that one first, or set DATA_DIR to another folder.',
        );
      }
      if (tries > 20) throw new Stop(`${path} cannot be taken over. Remove it when no Posthouse is running.`);
      takeAway(path, holder?.word);
    }
  } catch (error) {
    server.close();
    if (error instanceof Stop) throw error;
    throw new Stop(`The data folder ${dataDir} cannot be used: ${/** @type {Error} */ (error).message}`);
  }
  return {
    tell: (facts) => {
      const claim = read(path);
      if (claim?.word !== word) return;
      writeFileSync(`${path}.${word}`, `${JSON.stringify({ ...claim, ...facts })}\n`, { mode: 0o600 });
      renameSync(`${path}.${word}`, path);
    },
    release: () => {
      if (read(path)?.word === word) rmSync(path, { force: true });
      server.close();
    },
  };
}

/**
 * Finds whoever runs Posthouse on a data folder now.
 * @param {string} dataDir
 * @returns {Promise<Claim | undefined>}
 */
export async function findClaim(dataDir) {
  const claim = read(lockOf(dataDir));
  return claim && (await answers(claim)) ? claim : undefined;
}

/** Writes the claim whole or not at all; false when there is one. @param {string} path @param {object} claim */
function write(path, claim) {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, `${JSON.stringify(claim)}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (/** @type {any} */ (error).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes a dead claim, and no other that was written meanwhile. @param {string} path @param {string} [word] */
function takeAway(path, word) {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    if (read(aside)?.word !== word) linkSync(aside, path);
  } catch {
    // Somebody else was faster; the next round sees what they left.
  }
  rmSync(aside, { force: true });
}

/** @param {string} path @returns {Claim | undefined} */
function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {{ port: number, word: string }} holder @returns {Promise<boolean>} */
function answers({ port, word }) {
  return new Promise((answer) => {
    let heard = '';
    const socket = connect({ port, host: '127.0.0.1', timeout: 2_000 });
    socket.setEncoding('utf8').on('data', (text) => {
      heard += text;
    });
    socket.on('timeout', () => socket.destroy()).on('error', () => {});
    socket.on('close', () => answer(heard === word));
  });
}
