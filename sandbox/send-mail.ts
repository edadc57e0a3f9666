import { randomUUID } from 'node:crypto';
import { type App, findMailbox, type Mailbox } from './directory';
import type { GraphAnswer, GraphCall, GraphCaller, GraphRoute } from './graph-call';
import { type GraphFailure, graphFailures } from './graph-error';
import { type ReadMessage, readSendMail } from './message';
import { readMime } from './read-mime';
import { retryAfterHeader } from './throttle';
import { mediaType, readBody } from './wire';
import type { Exchange } from './world';

/** Graph takes requests of at most 4 MB. */
export const REQUEST_LIMIT_BYTES = 4 * 1024 * 1024;

/** What a mailbox may send one mail to, until its administrator sets another number from 1 to 1,000. */
const RECIPIENT_LIMIT = 500;

const ADDRESS = /^[^\s@<>()",;:\\[\]]+@[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i;

/** `POST /v1.0/users/{address}/sendMail`. */
export const sendMailRoute: GraphRoute = {
  name: 'sendMail',
  method: 'POST',
  path: /^users\/(?<address>[^/]+)\/(?:microsoft\.graph\.)?sendmail$/i,
  answer: sendMail,
};

async function sendMail(call: GraphCall): Promise<GraphAnswer> {
  const { exchange, params, who } = call;
  const body = await readBody(exchange.request, REQUEST_LIMIT_BYTES);
  if (!body) return { refusal: graphFailures.tooLarge() };
  if (!who) return { refusal: graphFailures.tokenEmpty() };
  const found = findMailboxFor('Mail.Send', who, params.address ?? '');
  if ('refusal' in found) return found;
  const read = readMail(exchange, body);
  if ('refusal' in read) return read;
  const answer = handIn(call, who, found.mailbox, read.value);
  const { world } = exchange;
  if (!('refusal' in answer) && read.value.saveToSentItems) {
    world.items.add(found.mailbox.address, 'sentitems', read.value, world.now());
  }
  return answer;
}

/**
 * Takes a message from a mailbox, or refuses it, for what sendMail and the sending of a draft ask alike: sender,
 * recipients, and then how many mails this minute. The probe without recipients relies on recipients being last.
 */
export function handIn(
  { exchange: { world }, requestId }: GraphCall,
  { claims }: GraphCaller,
  mailbox: Mailbox,
  { sender, saveToSentItems, ...message }: ReadMessage,
): GraphAnswer {
  const refusal = refuseSending(mailbox, sender, message);
  if (refusal) return { refusal };
  const settings = world.settings.now;
  if (!world.throttle.send(mailbox.address, settings, world.now())) {
    const headers = retryAfterHeader(60, settings, world.now());
    return { refusal: { ...graphFailures.overLimit('mails'), headers } };
  }
  world.ledger.accept({
    ...message,
    address: mailbox.address,
    savedToSentItems: saveToSentItems,
    id: randomUUID(),
    requestId,
    at: world.now().toISOString(),
    tenantId: claims.tid,
    clientId: claims.appid,
  });
  return { status: 202 };
}

/**
 * The mailbox that this caller may send from or write to, or Graph's refusal. The order of the questions: permission,
 * mailbox, scope or policy, licence.
 */
export function findMailboxFor(
  permission: 'Mail.Send' | 'Mail.ReadWrite',
  { claims, tenant, app }: GraphCaller,
  address: string,
): { readonly mailbox: Mailbox } | { readonly refusal: GraphFailure } {
  const hasGrant = app.rbacScope !== null || app.rbacReadWriteScope !== null;
  if (!claims.roles && !hasGrant) return { refusal: graphFailures.noPermissions() };
  const mayAnywhere = claims.roles?.includes(permission) ?? false;
  const scope = permission === 'Mail.Send' ? app.rbacScope : app.rbacReadWriteScope;
  if (!mayAnywhere && !scope) return { refusal: graphFailures.accessDenied() };
  if (!tenant.hasExchange) return { refusal: graphFailures.tenantWithoutExchange() };
  const mailbox = findMailbox(tenant, address);
  if (!mailbox) return { refusal: graphFailures.userInvalid(address) };
  const refusal = refuseAccess(app, scope, mailbox, mayAnywhere);
  if (refusal) return { refusal };
  if (mailbox.kind === 'unlicensed') return { refusal: graphFailures.mailboxNotEnabled() };
  return { mailbox };
}

function readMail(
  { request }: Exchange,
  body: Buffer,
): { readonly value: ReadMessage } | { readonly refusal: GraphFailure } {
  const type = mediaType(request);
  if (type === 'application/json') return readSendMail(body.toString('utf8'));
  if (type !== 'text/plain') return { refusal: graphFailures.mediaTypeUnknown() };
  const text = body.toString('latin1');
  if (!/^[A-Za-z0-9+/\r\n]+={0,2}\s*$/.test(text)) return { refusal: graphFailures.mimeInvalid() };
  const value = readMime(Buffer.from(text, 'base64'));
  return value ? { value } : { refusal: graphFailures.mimeUnreadable() };
}

function refuseSending(
  mailbox: Mailbox,
  sender: string | null,
  message: Pick<ReadMessage, 'from' | 'to' | 'cc' | 'bcc' | 'replyTo'>,
): GraphFailure | undefined {
  const own = [mailbox.address, ...mailbox.sendAs];
  for (const named of [message.from, sender]) {
    if (named !== null && !own.includes(named.toLowerCase())) return graphFailures.sendAsDenied();
  }
  const recipients = [...message.to, ...message.cc, ...message.bcc];
  if (recipients.length === 0) return graphFailures.noRecipients();
  const bad = [...recipients, ...message.replyTo].find((recipient) => !ADDRESS.test(recipient));
  if (bad !== undefined) return graphFailures.recipientInvalid(bad);
  return recipients.length > RECIPIENT_LIMIT ? graphFailures.tooManyRecipients() : undefined;
}

/** Consent in Entra and a grant in Exchange add up; an Application Access Policy takes away from the first. */
function refuseAccess(
  app: App,
  scope: App['rbacScope'],
  mailbox: Mailbox,
  mayAnywhere: boolean,
): GraphFailure | undefined {
  if (scope?.includes(mailbox.address)) return undefined;
  if (!mayAnywhere) return graphFailures.accessDenied();
  if (app.accessPolicy && !app.accessPolicy.includes(mailbox.address)) {
    return graphFailures.blockedByAccessPolicy();
  }
  return undefined;
}
