import { randomUUID } from 'node:crypto';
import type { GraphAnswer, GraphCall, GraphRoute } from './graph-call';
import { type GraphFailure, graphFailures } from './graph-error';
import type { UploadSession } from './items';
import { readBody } from './wire';

/** A range is below 4 MB, and all but the last are a multiple of 320 KiB. */
const RANGE_LIMIT_BYTES = 4 * 1024 * 1024;
const RANGE_UNIT_BYTES = 320 * 1024;

const PATH = /^uploadsessions\/(?<session>[^/]+)$/i;

/** An upload session, whose address is all that it asks for. */
export const uploadRoutes: readonly GraphRoute[] = [
  { name: 'putRange', method: 'PUT', path: PATH, withoutToken: true, answer: putRange },
  { name: 'getUploadSession', method: 'GET', path: PATH, withoutToken: true, answer: getSession },
  { name: 'deleteUploadSession', method: 'DELETE', path: PATH, withoutToken: true, answer: deleteSession },
];

function sessionOf({ exchange, params }: GraphCall): { session: UploadSession } | { refusal: GraphFailure } {
  const { world, query, request } = exchange;
  // Told of those who sent their token along: it is not for this door.
  if (request.headers.authorization !== undefined) return { refusal: graphFailures.tokenAudience() };
  const session = world.items.session(params.session ?? '');
  const isOpen = session && session.authToken === query.get('authtoken') && session.expiresAt > world.now();
  return isOpen ? { session } : { refusal: graphFailures.sessionNotFound() };
}

async function putRange(call: GraphCall): Promise<GraphAnswer> {
  const body = await readBody(call.exchange.request, RANGE_LIMIT_BYTES);
  if (!body) return { refusal: graphFailures.tooLarge() };
  const found = sessionOf(call);
  if ('refusal' in found) return found;
  const { session } = found;
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(
    String(call.exchange.request.headers['content-range'] ?? ''),
  );
  const [first, last, total] = (range?.slice(1) ?? []).map(Number);
  if (
    first === undefined ||
    last === undefined ||
    total !== session.size ||
    last - first + 1 !== body.length
  ) {
    return { refusal: graphFailures.rangeMalformed() };
  }
  const isLast = last + 1 === session.size;
  if (last >= session.size || (!isLast && body.length % RANGE_UNIT_BYTES !== 0)) {
    return { refusal: graphFailures.rangeMalformed() };
  }
  if (first !== session.received) return { refusal: graphFailures.rangeNotExpected() };
  session.hash.update(body);
  session.received += body.length;
  if (!isLast) return { status: 200, body: shown(session) };
  const { item, name, size, contentId, hash } = session;
  item.attachments.push({ name, bytes: size, contentId, sha256: hash.digest('hex') });
  call.exchange.world.items.close(session);
  const Location = `${call.exchange.door.origin}/v1.0/attachments('${randomUUID()}')`;
  return { status: 201, headers: { Location } };
}

async function getSession(call: GraphCall): Promise<GraphAnswer> {
  const found = sessionOf(call);
  return 'refusal' in found ? found : { status: 200, body: shown(found.session) };
}

async function deleteSession(call: GraphCall): Promise<GraphAnswer> {
  const found = sessionOf(call);
  if ('refusal' in found) return found;
  call.exchange.world.items.close(found.session);
  return { status: 204 };
}

const shown = ({ received, expiresAt }: UploadSession) => ({
  expirationDateTime: expiresAt.toISOString(),
  nextExpectedRanges: [String(received)],
});
