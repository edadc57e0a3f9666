import { randomUUID } from 'node:crypto';
import { graphAudiences } from './clouds';
import { findTenant } from './directory';
import { answerWithFault } from './faults';
import type { GraphAnswer } from './graph-call';
import { type GraphFailure, graphErrorBody, graphFailures } from './graph-error';
import { findRoute } from './graph-routes';
import { retryAfterHeader } from './throttle';
import type { TokenClaims } from './tokens';
import { clientRequestId, sendJson, takeTime } from './wire';
import { type Exchange, findApp } from './world';

/**
 * Answers at Graph's door: token, route, limits, faults, then the route's own work. The order of the first four is a guess.
 */
export async function answerGraph(exchange: Exchange): Promise<void> {
  const { world, request, response } = exchange;
  const requestId = randomUUID();
  const ids = { requestId, clientRequestId: clientRequestId(request) ?? requestId };
  const headers = graphHeaders(ids);
  const refuse = (refusal: GraphFailure) =>
    sendJson(response, refusal.status, graphErrorBody(refusal, ids, world.now()), {
      'Content-Type': 'application/json',
      ...headers,
      ...refusal.headers,
    });
  const busy = (status: number) => {
    const refusal = graphFailures.busy(status);
    return { headers, body: graphErrorBody(refusal, ids, world.now()) };
  };

  const found = findRoute(exchange);
  const route = 'route' in found ? found.route : undefined;
  const identified = route?.withoutToken ? null : identify(exchange);
  const claims = identified && 'claims' in identified ? identified.claims : undefined;
  exchange.seen.clientId = claims?.appid ?? null;
  const address = 'params' in found ? found.params.address : undefined;
  const subject = {
    where: route?.faultPlace ?? 'graph',
    route: route?.name,
    tenantId: claims?.tid,
    clientId: claims?.appid,
    address,
  } as const;

  if (claims && address) {
    const settings = world.settings.now;
    const key = `${claims.appid} ${address.toLowerCase()}`;
    const place = world.throttle.enter(key, settings, world.now());
    if ('over' in place) {
      const wait = retryAfterHeader(place.over === 'requests' ? 60 : 10, settings, world.now());
      return refuse({ ...graphFailures.overLimit(place.over), headers: wait });
    }
    response.once('close', place.leave);
  }
  const before = world.faults.take(subject, 'before');
  if (before) return answerWithFault(response, before, busy);
  await takeTime(world.settings.now.latencyMs);

  if (identified && 'refusal' in identified) return refuse(identified.refusal);
  if ('refusal' in found) return refuse(found.refusal);
  const who = claims && whoIs(exchange, claims);
  if (claims && !who) return refuse(graphFailures.tokenSignature());
  const answer = await found.route.answer({ exchange, requestId, params: found.params, who: who ?? null });
  if ('refusal' in answer) return refuse(answer.refusal);
  const after = world.faults.take(subject, 'after');
  if (after) return answerWithFault(response, after, busy);
  send(exchange, answer, headers);
}

function send(
  { response }: Exchange,
  answer: Exclude<GraphAnswer, { readonly refusal: GraphFailure }>,
  headers: Record<string, string>,
): void {
  if (answer.body !== undefined) {
    sendJson(response, answer.status, answer.body, { ...headers, ...answer.headers });
    return;
  }
  const length = answer.status === 204 ? {} : { 'Content-Length': '0' };
  response.writeHead(answer.status, { ...headers, ...answer.headers, ...length });
  response.end();
}

/** The tenant and the app of a good token; none when the app has gone, or the tenant lives in another cloud. */
function whoIs({ world, door }: Exchange, claims: TokenClaims) {
  const tenant = findTenant(world.directory, claims.tid);
  const app = tenant && findApp(world, tenant, claims.appid);
  return tenant && app && tenant.cloud === door.graph?.name ? { claims, tenant, app } : undefined;
}

function graphHeaders(ids: { requestId: string; clientRequestId: string }): Record<string, string> {
  const server = {
    DataCenter: 'Sandbox',
    Slice: 'E',
    Ring: '5',
    ScaleUnit: '000',
    RoleInstance: 'SANDBOX000',
  };
  return {
    'Cache-Control': 'private',
    'Strict-Transport-Security': 'max-age=31536000',
    'request-id': ids.requestId,
    'client-request-id': ids.clientRequestId,
    'x-ms-ags-diagnostic': JSON.stringify({ ServerInfo: server }),
  };
}

function identify(exchange: Exchange): { readonly claims: TokenClaims } | { readonly refusal: GraphFailure } {
  const [scheme, token, ...more] = (exchange.request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || more.length > 0) {
    return { refusal: graphFailures.tokenEmpty() };
  }
  const checked = exchange.world.tokens.check(token, exchange.world.now());
  if ('fault' in checked) {
    const refusals = {
      malformed: graphFailures.tokenMalformed,
      signature: graphFailures.tokenSignature,
      expired: graphFailures.tokenExpired,
      'not-yet-valid': graphFailures.tokenEarly,
    };
    return { refusal: refusals[checked.fault]() };
  }
  const audience = checked.claims.aud.replace(/\/$/, '');
  const { door } = exchange;
  return door.graph && graphAudiences(door.graph, door).includes(audience)
    ? checked
    : { refusal: graphFailures.tokenAudience() };
}
