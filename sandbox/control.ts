import type { Fault } from './faults';
import { mediaType, readBody, sendJson } from './wire';
import type { Exchange } from './world';

const ANYONE = { 'Access-Control-Allow-Origin': '*' };

/** Answers `/sandbox/…`, which Microsoft does not have: scenarios, accepted mails, faults, requests seen. */
export async function answerControl(exchange: Exchange): Promise<void> {
  const { world, response, method, path } = exchange;
  const done = () => {
    response.writeHead(204, { 'Cache-Control': 'no-store' });
    response.end();
  };
  const show = (body: unknown, headers: Record<string, string> = {}) =>
    sendJson(response, 200, body, { 'Cache-Control': 'no-store', ...headers });
  switch (`${method} ${path}`) {
    case 'GET /sandbox/scenarios':
      return show(world.directory.scenarios, ANYONE);
    case 'GET /sandbox/messages':
      return show(world.ledger.mails());
    case 'DELETE /sandbox/messages':
      world.ledger.forgetMails();
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
    case 'POST /sandbox/faults': {
      const read = readFault(mediaType(exchange.request), await readBody(exchange.request, 16 * 1024));
      if (typeof read === 'string') return sendJson(response, 400, { error: read });
      world.faults.add(read);
      return sendJson(response, 201, read);
    }
    default:
      return sendJson(response, 404, { error: `The sandbox has no ${method} ${path}.` });
  }
}

const CHOICES = {
  where: ['token', 'openid', 'graph', 'application'],
  when: ['before', 'after'],
  kind: ['reset', 'stall', 'stall-body', 'html', 'empty', 'truncated', 'status'],
};
const TEXTS = ['retryAfter', 'tenantId', 'clientId', 'address'];

/** The fault, or what is wrong with it. JSON has to be said to be JSON, so that a foreign page cannot post here unasked. */
function readFault(type: string, body: Buffer | null): Fault | string {
  if (type !== 'application/json') return 'The content type is not application/json.';
  let given: unknown;
  try {
    given = JSON.parse(body?.toString('utf8') ?? '');
  } catch {
    return 'The body is not JSON.';
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return 'The body is not an object.';
  for (const [name, values] of Object.entries(CHOICES)) {
    const value = (given as Record<string, unknown>)[name];
    if (typeof value !== 'string' || !values.includes(value))
      return `${name} is none of ${values.join(', ')}.`;
  }
  for (const [name, value] of Object.entries(given)) {
    if (name in CHOICES) continue;
    if (TEXTS.includes(name)) {
      if (typeof value !== 'string' || !/^[\x20-\x7e]+$/.test(value)) return `${name} is not a plain text.`;
    } else if (name === 'status') {
      if (!isBetween(value, 200, 599)) return 'status is not a number from 200 to 599.';
    } else if (name === 'times') {
      if (!isBetween(value, 1, 1_000_000)) return 'times is not a number from 1 to 1,000,000.';
    } else return `${name} is not a property of a fault.`;
  }
  return given as Fault;
}

const isBetween = (value: unknown, low: number, high: number) =>
  Number.isInteger(value) && Number(value) >= low && Number(value) <= high;
