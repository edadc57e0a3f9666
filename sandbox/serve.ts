import type { IncomingMessage, ServerResponse } from 'node:http';
import { doorOf } from './clouds';
import { answerControl } from './control';
import { answerInstance, answerKeys, answerOpenId } from './discovery';
import { answerToken } from './entra';
import { answerGraph } from './graph';
import type { SeenRequest } from './ledger';
import { answerPage } from './page';
import { sendJson } from './wire';
import type { Exchange, World } from './world';

/** Answers one request by the host name and the path that it was sent to. */
export async function serve(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const door = doorOf(request.headers.host ?? '');
  if (!door) {
    return sendJson(response, 421, {
      error: "The sandbox answers to 127.0.0.1, localhost and Microsoft's own host names only.",
    });
  }
  const method = request.method ?? 'GET';
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const seen: SeenRequest = {
    method,
    host: new URL(door.origin).host,
    path,
    status: null,
    cut: false,
    clientId: null,
    at: world.now().toISOString(),
  };
  response.once('close', () => {
    seen.status = response.writableFinished ? response.statusCode : null;
    seen.cut = !response.writableFinished;
  });
  const exchange: Exchange = {
    world,
    request,
    response,
    method,
    path,
    query: new URLSearchParams(query),
    door,
    seen,
  };
  if (door.isLocal && path === '/' && method === 'GET') return answerPage(exchange);
  if (door.isLocal && path.startsWith('/sandbox/')) return answerControl(exchange);
  world.ledger.see(seen);
  return answerMicrosoft(exchange);
}

async function answerMicrosoft(exchange: Exchange): Promise<void> {
  const { method, path, response, door } = exchange;
  if (door.graph && (!door.isLocal || /^\/(v1\.0|beta)(\/|$)/.test(path))) return answerGraph(exchange);
  const [, tenant = '', rest = ''] = path.match(/^\/([^/]*)\/(.+)$/) ?? [];
  if (rest === 'oauth2/v2.0/token') return answerToken(exchange, tenant);
  if (method === 'GET' && rest === 'v2.0/.well-known/openid-configuration')
    return answerOpenId(exchange, tenant);
  if (method === 'GET' && rest === 'discovery/v2.0/keys') return answerKeys(exchange);
  if (method === 'GET' && path === '/common/discovery/instance') return answerInstance(exchange);
  sendJson(response, 404, { error: `The sandbox has no ${method} ${path}.` });
}
