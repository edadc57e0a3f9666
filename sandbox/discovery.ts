import { randomUUID } from 'node:crypto';
import { cloudNamed, type Door, type MicrosoftCloud } from './clouds';
import { findTenant, type Tenant } from './directory';
import { type EntraFailure, entraFailures, wordEntraError } from './entra-error';
import { answerWithFault } from './faults';
import { isGuid } from './identity';
import { clientRequestId, sendJson, takeTime } from './wire';
import type { Exchange } from './world';

const SHARED = ['common', 'organizations', 'consumers'];
const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i;

/** What a path says about whose sign-in is meant. */
export type ReadTenant =
  | { readonly tenant: Tenant }
  /** `elsewhere`: the tenant of another cloud, where this one knows of it. */
  | { readonly refusal: EntraFailure; readonly elsewhere?: Tenant };

/**
 * The tenant that a path names, or Entra's refusal. The names for "any tenant" are refused like no name. The global cloud
 * knows who lives in another one and says so; the others know nobody else's.
 */
export function readTenant(exchange: Exchange, segment: string): ReadTenant {
  const named = decode(segment);
  if (SHARED.includes(named.toLowerCase())) return { refusal: entraFailures.tenantNotNamed() };
  if (!isGuid(named) && !DOMAIN.test(named)) return { refusal: entraFailures.tenantMalformed(named) };
  const tenant = findTenant(exchange.world.directory, named);
  const here = exchange.door.login.map(({ name }) => name);
  if (tenant && here.includes(tenant.cloud)) return { tenant };
  if (tenant && here.includes('global')) {
    return { refusal: entraFailures.crossCloud(), elsewhere: tenant };
  }
  return { refusal: entraFailures.tenantNotFound(named) };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The headers of every answer of Entra. */
export function entraHeaders(exchange: Exchange, traceId: string): Record<string, string> {
  const id = clientRequestId(exchange.request);
  const echoed = id && exchange.request.headers['return-client-request-id'] === 'true';
  return {
    'Cache-Control': 'no-store, no-cache',
    Pragma: 'no-cache',
    Expires: '-1',
    'X-Content-Type-Options': 'nosniff',
    'x-ms-request-id': traceId,
    'x-ms-ests-server': '2.1.0 - SANDBOX',
    ...(echoed ? { 'client-request-id': id } : {}),
  };
}

/** `GET /{tenant}/v2.0/.well-known/openid-configuration`. */
export async function answerOpenId(exchange: Exchange, segment: string): Promise<void> {
  const { world, response, request, door } = exchange;
  await takeTime(world.settings.now.latencyMs);
  const found = readTenant(exchange, segment);
  const described = 'tenant' in found ? found.tenant : found.elsewhere;
  const subject = { where: 'openid', tenantId: described?.id } as const;
  const busy = (status: number) => {
    const answer = wordEntraError(entraFailures.busy(status), clientRequestId(request), world.now());
    return { headers: entraHeaders(exchange, answer.traceId), body: answer.body };
  };
  const fault = world.faults.take(subject, 'before') ?? world.faults.take(subject, 'after');
  if (fault) return answerWithFault(response, fault, busy);
  const shared = SHARED.includes(segment.toLowerCase());
  if (!shared && 'refusal' in found && !described) {
    // Discovery names the OAuth error differently from the token endpoint for the same AADSTS number.
    const refusal = { ...found.refusal, error: 'invalid_tenant' };
    const answer = wordEntraError(refusal, clientRequestId(request), world.now());
    return sendJson(response, answer.status, answer.body, entraHeaders(exchange, answer.traceId));
  }
  const inPath = described?.id ?? segment.toLowerCase();
  sendJson(response, 200, openIdConfiguration(door, described, inPath), {
    'Cache-Control': 'max-age=86400, private',
    'x-ms-request-id': randomUUID(),
    'Access-Control-Allow-Origin': '*',
  });
}

/** A tenant that lives elsewhere is described with the addresses of its own cloud. */
function openIdConfiguration(
  door: Door,
  tenant: Tenant | undefined,
  inPath: string,
): Record<string, unknown> {
  const [here] = door.login;
  const cloud = tenant ? cloudNamed(tenant.cloud) : here;
  if (!cloud) throw new Error('No sign-in has this address.');
  const origin = door.login.includes(cloud) ? door.origin : originOf(cloud);
  const base = `${origin}/${inPath}`;
  const region = tenant?.region ?? cloud.region;
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${originOf(cloud)}/${tenant?.id ?? '{tenantid}'}/v2.0`,
    request_uri_parameter_supported: false,
    userinfo_endpoint: `https://${cloud.graphHost}/oidc/userinfo`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    tenant_region_scope: tenant ? region.scope : null,
    ...(tenant && region.subScope ? { tenant_region_sub_scope: region.subScope } : {}),
    cloud_instance_name: cloud.instance,
    cloud_graph_host_name: cloud.aadGraphHost,
    msgraph_host: cloud.graphHost,
    rbac_url: `https://${cloud.rbacHost}`,
  };
}

const originOf = (cloud: MicrosoftCloud) => `https://${cloud.loginHosts[0]}`;

/** `GET /{tenant}/discovery/v2.0/keys`. */
export function answerKeys(exchange: Exchange): void {
  sendJson(exchange.response, 200, { keys: [exchange.world.tokens.jwk()] });
}

/** `GET /common/discovery/instance`: says that this host is a login host. */
export function answerInstance(exchange: Exchange): void {
  const { door, query, response, request, world } = exchange;
  const asked = query.get('authorization_endpoint');
  if (!asked || !URL.canParse(asked)) {
    const refusal = entraFailures.parameterMissing('authorization_endpoint');
    const answer = wordEntraError(refusal, clientRequestId(request), world.now());
    sendJson(response, answer.status, answer.body, entraHeaders(exchange, answer.traceId));
    return;
  }
  const tenant = new URL(asked).pathname.split('/')[1] || 'common';
  const host = new URL(door.origin).host;
  const aliases = door.isLocal ? [host] : [...new Set(door.login.flatMap(({ loginHosts }) => loginHosts))];
  sendJson(response, 200, {
    tenant_discovery_endpoint: `${door.origin}/${tenant}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases }],
  });
}
