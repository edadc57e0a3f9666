import { randomUUID } from 'node:crypto';
import { type App, findMailbox, type Mailbox } from './directory';
import type { GraphAnswer, GraphCall, GraphCaller, GraphRoute } from './graph-call';
import { type GraphFailure, graphFailures } from './graph-error';
import { type ReadMessage, readSendMail } from './message';
import { retryAfterHeader } from './throttle';
import { mediaType, readBody } from './wire';
import type { Exchange } from './world';

/** Graph takes requests of at most 4 MB. */
export const REQUEST_LIMIT_BYTES = 4 * 1024 * 1024;

const ADDRESS = /^[^\s@<>()",;:\\[\]]+@[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i;

/** `POST /v1.0/users/{address}/sendMail`. */
export const sendMailRoute: GraphRoute = {
  name: 'sendMail',
  method: 'POST',
  path: /^users\/(?<address>[^/]+)\/(?:microsoft\.graph\.)?sendmail$/i,
  answer: sendMail,
};

async function sendMail({ exchange, requestId, params, who }: GraphCall): Promise<GraphAnswer> {
  const { world } = exchange;
  const body = await readBody(exchange.request, REQUEST_LIMIT_BYTES);
  if (!body) return { refusal: graphFailures.tooLarge() };
  if (!who) return { refusal: graphFailures.tokenEmpty() };
  const read = readMail(exchange, who, params.address ?? '', body);
  if ('refusal' in read) return read;
  const settings = world.settings.now;
  if (!world.throttle.send(read.mail.address, settings, world.now())) {
    const headers = retryAfterHeader(60, settings, world.now());
    return { refusal: { ...graphFailures.overLimit('mails'), headers } };
  }
  world.ledger.accept({
    ...read.mail,
    id: randomUUID(),
    requestId,
    at: world.now().toISOString(),
    tenantId: who.claims.tid,
    clientId: who.claims.appid,
  });
  return { status: 202 };
}

/**
 * The mailbox that this caller may send from, or Graph's refusal. The order of the questions: permission, mailbox, scope or
 * policy, licence.
 */
export function findSendingMailbox(
  { claims, tenant, app }: GraphCaller,
  address: string,
): { readonly mailbox: Mailbox } | { readonly refusal: GraphFailure } {
  if (!claims.roles && !app.rbacScope) return { refusal: graphFailures.noPermissions() };
  const mayAnywhere = claims.roles?.includes('Mail.Send') ?? false;
  if (!mayAnywhere && !app.rbacScope) return { refusal: graphFailures.accessDenied() };
  if (!tenant.hasExchange) return { refusal: graphFailures.tenantWithoutExchange() };
  const mailbox = findMailbox(tenant, address);
  if (!mailbox) return { refusal: graphFailures.userInvalid(address) };
  const refusal = refuseAccess(app, mailbox, mayAnywhere);
  if (refusal) return { refusal };
  if (mailbox.kind === 'unlicensed') return { refusal: graphFailures.mailboxNotEnabled() };
  return { mailbox };
}

type SentMail = Omit<ReadMessage, 'sender' | 'saveToSentItems'> & {
  readonly address: string;
  readonly savedToSentItems: boolean;
};

/** Permission and mailbox, then body, sender, recipients: the last is what the probe without recipients relies on. */
function readMail(
  exchange: Exchange,
  who: GraphCaller,
  address: string,
  body: Buffer,
): { readonly mail: SentMail } | { readonly refusal: GraphFailure } {
  const found = findSendingMailbox(who, address);
  if ('refusal' in found) return found;
  const { mailbox } = found;
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
