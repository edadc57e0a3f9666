import { randomUUID } from 'node:crypto';
import { readApplicationRoute, readApplications } from './applications';
import { type App, findApp, findMailbox, findTenant, type Mailbox } from './directory';
import { graphAudiences } from './entra';
import { answerWithFault } from './faults';
import { type GraphFailure, graphErrorBody, graphFailures } from './graph-error';
import { type ReadMessage, readSendMail } from './message';
import type { TokenClaims } from './tokens';
import { clientRequestId, mediaType, readBody, sendJson, takeTime } from './wire';
import type { Exchange } from './world';

/** Graph takes requests of at most 4 MB. */
export const REQUEST_LIMIT_BYTES = 4 * 1024 * 1024;

const ADDRESS = /^[^\s@<>()",;:\\[\]]+@[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i;

/** Answers everything below `/v1.0/` and `/beta/`; only sendMail and app registrations are built. */
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

  const identified = identify(exchange);
  const claims = 'claims' in identified ? identified.claims : undefined;
  exchange.seen.clientId = claims?.appid ?? null;
  const application = readApplicationRoute(exchange);
  const route = application ?? readRoute(exchange);
  const address = 'address' in route ? route.address : undefined;
  const where = application ? 'application' : 'graph';
  const subject = { where, tenantId: claims?.tid, clientId: claims?.appid, address } as const;

  if (claims && address) {
    const leave = world.throttle.enter(`${claims.appid} ${address.toLowerCase()}`);
    if (!leave) return refuse(graphFailures.mailboxConcurrency());
    response.once('close', leave);
  }
  const before = world.faults.take(subject, 'before');
  if (before) return answerWithFault(response, before, busy);
  await takeTime(world.latencyMs);

  if ('refusal' in identified) return refuse(identified.refusal);
  if ('clientId' in route) {
    const read = readApplications(exchange, identified.claims, route);
    if ('refusal' in read) return refuse(read.refusal);
    const after = world.faults.take(subject, 'after');
    if (after) return answerWithFault(response, after, busy);
    return sendJson(response, 200, read.body, { ...headers, 'OData-Version': '4.0' });
  }
  if ('refusal' in route) return refuse(route.refusal);
  const outcome = await sendMail(exchange, identified.claims, route.address);
  if ('refusal' in outcome) return refuse(outcome.refusal);
  world.ledger.accept({
    ...outcome.mail,
    id: randomUUID(),
    requestId,
    at: world.now().toISOString(),
    tenantId: identified.claims.tid,
    clientId: identified.claims.appid,
  });
  const after = world.faults.take(subject, 'after');
  if (after) return answerWithFault(response, after, busy);
  response.writeHead(202, { ...headers, 'Content-Length': '0' });
  response.end();
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
  return graphAudiences(exchange.origin).includes(audience)
    ? checked
    : { refusal: graphFailures.tokenAudience() };
}

function readRoute(exchange: Exchange): { readonly address: string } | { readonly refusal: GraphFailure } {
  const [version, collection, user, action, ...more] = exchange.path.split('/').slice(1);
  if (version !== 'v1.0') return { refusal: graphFailures.versionUnknown() };
  if (collection === 'me') return { refusal: graphFailures.meWithoutUser() };
  if (collection?.toLowerCase() !== 'users')
    return { refusal: graphFailures.segmentUnknown(collection ?? '') };
  const isSendMail = /^(microsoft\.graph\.)?sendmail$/i.test(action ?? '');
  if (!user || !isSendMail || more.length > 0) {
    return { refusal: graphFailures.segmentUnknown(more[0] ?? action ?? 'users') };
  }
  if (exchange.method !== 'POST') return { refusal: graphFailures.methodNotAllowed() };
  try {
    return { address: decodeURIComponent(user) };
  } catch {
    return { refusal: graphFailures.segmentUnknown(user) };
  }
}

type SentMail = Omit<ReadMessage, 'sender' | 'saveToSentItems'> & {
  readonly address: string;
  readonly savedToSentItems: boolean;
};

/** The order of the questions: size, permission, mailbox, body, sender, recipients (the last is what the probe relies on). */
async function sendMail(
  exchange: Exchange,
  claims: TokenClaims,
  address: string,
): Promise<{ readonly mail: SentMail } | { readonly refusal: GraphFailure }> {
  const body = await readBody(exchange.request, REQUEST_LIMIT_BYTES);
  if (!body) return { refusal: graphFailures.tooLarge() };
  const tenant = findTenant(exchange.world.directory, claims.tid);
  const app = tenant && findApp(tenant, claims.appid);
  if (!tenant || !app) return { refusal: graphFailures.tokenSignature() };
  if (!claims.roles && !app.rbacScope) return { refusal: graphFailures.noPermissions() };
  const mayAnywhere = claims.roles?.includes('Mail.Send') ?? false;
  if (!mayAnywhere && !app.rbacScope) return { refusal: graphFailures.accessDenied() };
  if (!tenant.hasExchange) return { refusal: graphFailures.tenantWithoutExchange() };
  const mailbox = findMailbox(tenant, address);
  if (!mailbox) return { refusal: graphFailures.userInvalid(address) };
  const refusal = refuseAccess(app, mailbox, mayAnywhere);
  if (refusal) return { refusal };
  if (mailbox.kind === 'unlicensed') return { refusal: graphFailures.mailboxNotEnabled() };

  const type = mediaType(exchange.request);
  if (type === 'text/plain') return { refusal: refuseMime(body.toString('latin1')) };
  if (type !== 'application/json') return { refusal: graphFailures.mediaTypeUnknown() };
  const read = readSendMail(body.toString('utf8'));
  if ('refusal' in read) return read;
  const { sender, saveToSentItems, ...message } = read.value;
  for (const named of [message.from, sender]) {
    const own = [mailbox.address, ...mailbox.sendAs];
    if (named !== null && !own.includes(named.toLowerCase()))
      return { refusal: graphFailures.sendAsDenied() };
  }
  const recipients = [...message.to, ...message.cc, ...message.bcc];
  if (recipients.length === 0) return { refusal: graphFailures.noRecipients() };
  const bad = [...recipients, ...message.replyTo].find((recipient) => !ADDRESS.test(recipient));
  if (bad !== undefined) return { refusal: graphFailures.recipientInvalid(bad) };
  return { mail: { ...message, address: mailbox.address, savedToSentItems: saveToSentItems } };
}

/** Consent in Entra and a grant in Exchange add up; an Application Access Policy takes away from the first. */
function refuseAccess(app: App, mailbox: Mailbox, mayAnywhere: boolean): GraphFailure | undefined {
  if (app.rbacScope?.includes(mailbox.address)) return undefined;
  if (!mayAnywhere) return graphFailures.accessDenied();
  if (app.accessPolicy && !app.accessPolicy.includes(mailbox.address)) {
    return graphFailures.blockedByAccessPolicy();
  }
  return undefined;
}

function refuseMime(text: string): GraphFailure {
  const base64 = /^[A-Za-z0-9+/\r\n]+={0,2}\s*$/.test(text);
  if (!base64) return graphFailures.mimeInvalid();
  return { status: 501, code: 'NotImplemented', message: 'This sandbox does not take MIME messages yet.' };
}
