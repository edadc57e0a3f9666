import { randomUUID } from 'node:crypto';
import { refuseAssertion } from './assertion';
import { cloudNamed, type Door, graphAudiences } from './clouds';
import { type App, findTenant, type Tenant } from './directory';
import { entraHeaders, readTenant } from './discovery';
import { type EntraFailure, entraFailures, wordEntraError } from './entra-error';
import { answerWithFault, type FaultSubject } from './faults';
import { isGuid } from './identity';
import { TOKEN_LIFE_SECONDS } from './tokens';
import { clientRequestId, mediaType, readBody, sendJson, takeTime } from './wire';
import { type Exchange, findApp } from './world';

const USER_GRANTS = ['authorization_code', 'refresh_token', 'password'];
const FORM_LIMIT_BYTES = 64 * 1024;

/** `POST /{tenant}/oauth2/v2.0/token` for client credentials with a secret or a certificate. */
export async function answerToken(exchange: Exchange, segment: string): Promise<void> {
  const { world, request, response, method } = exchange;
  let correlation = clientRequestId(request);
  const refuse = (refusal: EntraFailure) => {
    const answer = wordEntraError(refusal, correlation, world.now());
    sendJson(response, answer.status, answer.body, entraHeaders(exchange, answer.traceId));
  };
  const found = readTenant(exchange, segment);
  if (method !== 'POST') return refuse(entraFailures.onlyPost(method));
  const form = await readForm(exchange);
  const correlationInForm = form.get('client-request-id');
  if (correlationInForm && isGuid(correlationInForm)) correlation ??= correlationInForm;
  const clientId = form.get('client_id') ?? undefined;
  // Anything but a GUID may be a secret in the wrong field, and the list of requests holds none.
  exchange.seen.clientId = clientId && isGuid(clientId) ? clientId : null;

  const tenantId = 'tenant' in found ? found.tenant.id : undefined;
  const subject: FaultSubject = { where: 'token', tenantId, clientId };
  const busy = (status: number) => {
    const answer = wordEntraError(entraFailures.busy(status), correlation, world.now());
    return { headers: entraHeaders(exchange, answer.traceId), body: answer.body };
  };
  const before = world.faults.take(subject, 'before');
  if (before) return answerWithFault(response, before, busy);
  await takeTime(world.settings.now.latencyMs);

  if ('refusal' in found) return refuse(found.refusal);
  const decided = decide(exchange, found.tenant, form);
  const after = world.faults.take(subject, 'after');
  if (after) return answerWithFault(response, after, busy);
  if ('refusal' in decided) return refuse(decided.refusal);
  const { app, audience } = decided;
  sendJson(
    response,
    200,
    {
      token_type: 'Bearer',
      expires_in: TOKEN_LIFE_SECONDS,
      ext_expires_in: TOKEN_LIFE_SECONDS,
      access_token: world.tokens.issue(app, found.tenant, audience, world.now()),
    },
    entraHeaders(exchange, randomUUID()),
  );
}

/** The form, empty when the body is anything else: Entra then misses the first parameter and says so. */
async function readForm(exchange: Exchange): Promise<URLSearchParams> {
  const body = await readBody(exchange.request, FORM_LIMIT_BYTES);
  const isForm = mediaType(exchange.request) === 'application/x-www-form-urlencoded';
  return new URLSearchParams(isForm ? (body?.toString('utf8') ?? '') : '');
}

/** The order of the questions is Entra's as far as it is known: protocol, app, scope, credential, policy. */
function decide(
  exchange: Exchange,
  tenant: Tenant,
  form: URLSearchParams,
): { readonly app: App; readonly audience: string } | { readonly refusal: EntraFailure } {
  const grant = form.get('grant_type');
  if (!grant) return { refusal: entraFailures.parameterMissing('grant_type') };
  if (USER_GRANTS.includes(grant) && !form.get('client_secret')) {
    return { refusal: entraFailures.userGrantWithoutCredential() };
  }
  if (grant !== 'client_credentials') return { refusal: entraFailures.grantUnknown(grant) };
  const clientId = form.get('client_id');
  if (!clientId) return { refusal: entraFailures.parameterMissing('client_id') };
  const scope = form.get('scope');
  if (!scope) return { refusal: entraFailures.parameterMissing('scope') };
  if (!isGuid(clientId)) return { refusal: entraFailures.clientIdMalformed(clientId) };

  const app = findApp(exchange.world, tenant, clientId);
  if (!app) return { refusal: entraFailures.appNotFound(clientId, tenant.name) };
  if (!app.enabled) return { refusal: entraFailures.appDisabled(app.clientId, app.name) };
  const asked = readScope(scope, tenant, exchange.door);
  if ('refusal' in asked) return asked;
  const refusal = refuseCredential(exchange, tenant, app, form);
  if (refusal) return { refusal };
  if (app.blockedByConditionalAccess) return { refusal: entraFailures.conditionalAccess() };
  return { app, audience: asked.audience };
}

function readScope(
  scope: string,
  tenant: Tenant,
  door: Door,
): { readonly audience: string } | { readonly refusal: EntraFailure } {
  const asked = scope.split(' ').filter(Boolean);
  const [only, ...more] = asked;
  if (!only || asked.every((part) => !part.endsWith('/.default'))) {
    return { refusal: entraFailures.scopeNotDefault(scope) };
  }
  if (more.length > 0) return { refusal: entraFailures.scopeMalformed(scope) };
  const resource = only.slice(0, -'/.default'.length);
  // A trailing slash of the resource is part of its name to Entra: `https://graph.microsoft.com//.default` keeps it.
  const named = resource.replace(/\/$/, '');
  if (!graphAudiences(cloudNamed(tenant.cloud), door).includes(named)) {
    return { refusal: entraFailures.resourceUnknown(resource, tenant.name) };
  }
  return { audience: resource };
}

function refuseCredential(
  { world, door }: Exchange,
  tenant: Tenant,
  app: App,
  form: URLSearchParams,
): EntraFailure | undefined {
  const now = world.now();
  if (form.has('client_assertion')) {
    return refuseAssertion(form, {
      clientId: app.clientId,
      certificates: world.certificates.of(app.clientId),
      hosts: [...cloudNamed(tenant.cloud).loginHosts, new URL(door.origin).host],
      isTenant: (segment) => findTenant(world.directory, segment)?.id === tenant.id,
      now,
    });
  }
  const given = form.get('client_secret');
  if (!given) return entraFailures.credentialMissing();
  const secret = app.secrets.find((known) => known.value === given);
  if (!secret) return entraFailures.secretWrong(app.clientId);
  return now >= secret.expiresAt ? entraFailures.secretExpired(app.clientId) : undefined;
}
