import { createServer } from 'node:net';

/** The port of the app when PORT is not set. */
export const DEFAULT_PORT = 3000;

/** The address that the app listens on when HOST is not set: this machine alone. */
export const DEFAULT_HOST = '127.0.0.1';

/** Where data and keys lie when DATA_DIR is not set, seen from the project's folder. */
export const DEFAULT_DATA_DIR = '.posthouse';

/**
 * Tries to listen on an address for a moment.
 * @param {string} host
 * @param {number} port 0: any free one
 * @returns {Promise<{ port: number } | { code: string }>} the port that was free, or Node's error code
 */
export function tryPort(host, port) {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', (error) => answer({ code: /** @type {any} */ (error).code }));
    server.listen({ host, port, exclusive: true }, () => {
      const found = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
      server.close(() => answer({ port: found }));
    });
  });
}

/**
 * Says why the app cannot listen there. A port that is no port at all is not this check's business.
 * @param {string} host
 * @param {number} port
 * @returns {Promise<string | undefined>}
 */
export async function portFault(host, port) {
  if (!Number.isInteger(port) || port < 1 || port > 65535) return undefined;
  const answer = await tryPort(host, port);
  // A browser may turn "localhost" into ::1, so a stranger there would be met in the app's place.
  const neighbour = host === DEFAULT_HOST ? await tryPort('::1', port) : undefined;
  const code = 'code' in answer ? answer.code : undefined;
  if (code === 'EADDRINUSE' || (neighbour && 'code' in neighbour && neighbour.code === 'EADDRINUSE')) {
    const next = port < 65535 ? port + 1 : port - 1;
    return `Port ${port} is in use. Set PORT to another one, for example PORT=${next} npm start.`;
  }
  if (code === 'EACCES') return `Port ${port} may not be opened by this user. Set PORT to one above 1023.`;
  if (code) return `HOST ${host} is not an address of this machine (${code}).`;
  return undefined;
}
