import { createHash } from 'node:crypto';
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { keepSeen } from './seen';

/** Scripts, styles, fonts and pictures are the build, the same for everybody. */
const TEXTS = /^(?:text\/html|text\/csv|text\/x-component|text\/plain|application\/json)/;

/**
 * Stands between the browsers and the app, changes nothing, and keeps every answer for `searchSeen`. The browser itself
 * cannot be asked for them: Chromium forgets most bodies that a page reads as a stream, and those are what the router
 * and the server actions read.
 * @param target the app's address
 * @returns the address to use in its place, and the end of it
 */
export async function recordAnswers(target: string): Promise<{ url: string; close: () => void }> {
  const app = new URL(target);
  const server = createServer((request, response) => pass(app, request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function pass(app: URL, request: IncomingMessage, response: ServerResponse): void {
  // Packed bodies could not be searched.
  const { 'accept-encoding': _, ...headers } = request.headers;
  const { hostname, port } = app;
  const { method, url: path } = request;
  const forward = ask({ hostname, port, method, path, headers }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    // At the end, before the pipe ends the response: who has the answer can search it. Or when it is cut off.
    const done = () => keep(request, answer, Buffer.concat(chunks.splice(0)));
    answer.once('end', done);
    answer.once('close', () => answer.readableEnded || done());
    answer.once('error', () => response.destroy());
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.pipe(response);
  });
  forward.once('error', () => response.destroy());
  response.once('close', () => forward.destroy());
  request.pipe(forward);
}

const bodies = new Set<string>();

function keep(request: IncomingMessage, answer: IncomingMessage, body: Buffer): void {
  const lines: string[] = [];
  for (let at = 0; at < answer.rawHeaders.length; at += 2) {
    lines.push(`${answer.rawHeaders[at]}: ${answer.rawHeaders[at + 1]}`);
  }
  const hash = createHash('sha256').update(body).digest('base64');
  const isNew = TEXTS.test(answer.headers['content-type'] ?? '') && !bodies.has(hash);
  bodies.add(hash);
  const what = `${request.method} ${request.url} ${answer.statusCode}`;
  keepSeen(what, Buffer.concat([Buffer.from(`${lines.join('\n')}\n\n`), isNew ? body : Buffer.alloc(0)]));
}
