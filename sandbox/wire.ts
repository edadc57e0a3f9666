import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { isGuid } from './identity';

/**
 * Reads a body of at most `limit` bytes; null when it is longer. The rest of a longer one is read and dropped, up to
 * 16 times the limit, because a client that is still sending sees a cut connection instead of the answer.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    length += (part as Buffer).length;
    if (length > limit * 16) return null;
    if (length > limit) parts = [];
    else parts.push(part as Buffer);
  }
  return length > limit ? null : Buffer.concat(parts);
}

/** Sends a JSON answer. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    ...headers,
    'Content-Length': String(Buffer.byteLength(text)),
  });
  response.end(text);
}

/** The caller's `client-request-id` when it is a GUID; anything else Microsoft replaces with its own. */
export function clientRequestId(request: IncomingMessage): string | undefined {
  const given = request.headers['client-request-id'];
  return typeof given === 'string' && isGuid(given) ? given : undefined;
}

/** The media type of the request without its parameters, in lower case. */
export function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** Waits as long as the far side takes. */
export async function takeTime(latencyMs: number): Promise<void> {
  if (latencyMs > 0) await sleep(latencyMs);
}
