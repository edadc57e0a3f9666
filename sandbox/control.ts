import { readUpload, thumbprintOf } from './certificates';
import { readAppChange, readFault, readSettings } from './read-control';
import { mediaType, readBody, sendJson } from './wire';
import type { Exchange } from './world';

const ANYONE = { 'Access-Control-Allow-Origin': '*' };
const CONTROL_LIMIT_BYTES = 4 * 1024 * 1024;

/** Answers `/sandbox/…`, which Microsoft does not have: scenarios, accepted mails, requests seen, faults, settings, apps. */
export async function answerControl(exchange: Exchange): Promise<void> {
  const { world, response, method, path } = exchange;
  const done = () => {
    response.writeHead(204, { 'Cache-Control': 'no-store' });
    response.end();
  };
  const show = (body: unknown, headers: Record<string, string> = {}) =>
    sendJson(response, 200, body, { 'Cache-Control': 'no-store', ...headers });
  // JSON has to be said to be JSON, so that a foreign page cannot post here unasked.
  const take = async <T>(read: (given: unknown) => T | string, use: (value: T) => void) => {
    const isJson = mediaType(exchange.request) === 'application/json';
    const body = await readBody(exchange.request, CONTROL_LIMIT_BYTES);
    const given = isJson ? parsed(body?.toString('utf8') ?? '') : undefined;
    const value = given === undefined ? 'The body is not JSON, or is not said to be.' : read(given);
    if (typeof value === 'string') return sendJson(response, 400, { error: value });
    use(value);
    return sendJson(response, 201, given);
  };
  switch (`${method} ${path}`) {
    case 'GET /sandbox/scenarios':
      return show(world.directory.scenarios, ANYONE);
    case 'GET /sandbox/messages':
      return show(world.ledger.mails());
    case 'DELETE /sandbox/messages':
      world.ledger.forgetMails();
      world.items.clear();
      return done();
    case 'GET /sandbox/requests':
      return show(world.ledger.requests());
    case 'DELETE /sandbox/requests':
      world.ledger.forgetRequests();
      return done();
    case 'GET /sandbox/faults':
      return show(world.faults.list());
    case 'DELETE /sandbox/faults':
      world.faults.clear();
      return done();
    case 'POST /sandbox/faults':
      return take(readFault, (fault) => world.faults.add(fault));
    case 'GET /sandbox/settings':
      return show(world.settings.now);
    case 'POST /sandbox/settings':
      return take(readSettings, (part) => world.settings.change(part));
    case 'DELETE /sandbox/settings':
      world.settings.reset();
      return done();
    case 'POST /sandbox/apps':
      return take(readAppChange, ({ clientId, afterSeconds, ...change }) =>
        world.appChanges.make(clientId, change, new Date(world.now().getTime() + afterSeconds * 1_000)),
      );
    case 'DELETE /sandbox/apps':
      world.appChanges.clear();
      return done();
    case 'POST /sandbox/certificates':
      return takeCertificate(exchange);
    default:
      return sendJson(response, 404, { error: `The sandbox has no ${method} ${path}.` });
  }
}

const UPLOADS = ['application/x-x509-ca-cert', 'application/pkix-cert', 'application/x-pem-file'];

/** A .cer, uploaded to the app `?clientId=`. The media type is none that a foreign page could post unasked. */
async function takeCertificate({ world, request, response, query }: Exchange): Promise<void> {
  const refuse = (error: string) => sendJson(response, 400, { error });
  if (!UPLOADS.includes(mediaType(request)))
    return refuse(`The content type is none of ${UPLOADS.join(', ')}.`);
  const clientId = query.get('clientId')?.toLowerCase() ?? '';
  const known = world.directory.tenants.some(({ apps }) => apps.some((app) => app.clientId === clientId));
  if (!known) return refuse('clientId is no app of this sandbox.');
  const certificate = readUpload((await readBody(request, 64 * 1024)) ?? Buffer.alloc(0));
  if (!certificate) return refuse('The body is no certificate in PEM or DER.');
  world.certificates.upload(clientId, certificate);
  return sendJson(response, 201, {
    thumbprint: thumbprintOf(certificate),
    startsAt: new Date(certificate.validFrom).toISOString(),
    expiresAt: new Date(certificate.validTo).toISOString(),
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
