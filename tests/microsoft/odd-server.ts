import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeConnections } from '@/lib/microsoft/exchange';
import { pointSandboxCloudAt } from './stage';

/** How one request is answered. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => unknown;

/** A server that is this file's cloud and answers what the sandbox, being like Microsoft, cannot. */
export interface OddServer {
  /** How the next requests are answered. */
  answer: Answer;
  /** What came, oldest first. */
  requests: { readonly url: string; readonly body: string }[];
  forget(): void;
  stop(): Promise<void>;
  /** After a stop: on the same port as before. */
  listenAgain(): Promise<void>;
}

/** Starts one on a free port. */
export async function startOddServer(): Promise<OddServer> {
  const odd: OddServer = {
    answer: (response) => response.end(),
    requests: [],
    forget: () => {
      odd.requests = [];
    },
    stop: async () => {
      await closeConnections();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
    listenAgain: () => listen(port),
  };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    odd.requests.push({ url: request.url ?? '', body });
    await odd.answer(response, request);
  });
  const listen = (on: number) => new Promise<void>((resolve) => server.listen(on, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  pointSandboxCloudAt(`http://127.0.0.1:${port}`);
  return odd;
}

/** Answers with JSON; a text is sent as it is. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}
