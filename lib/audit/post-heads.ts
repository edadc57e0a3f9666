import { createHmac, randomUUID } from 'node:crypto';
import { Client, request } from 'undici';
import { wayTo } from '@/lib/way-out';

const TIMEOUT_MS = 10_000;

/** The webhook answered, but not with 2xx. */
export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
  constructor(readonly code: `http_${number}`) {
    super(`the webhook answered ${code}`);
  }
}

/**
 * Posts a body to a webhook, signed as Standard Webhooks v1 says (standardwebhooks.com): whoever has the secret can tell
 * that it comes from here. Within 10 seconds, once, through the proxy of HTTPS_PROXY where one is set; a redirect is not
 * followed.
 * @param secret `whsec_` and the key in base64
 * @throws WebhookRefused for any answer but 2xx; what undici says when none came
 */
export async function postHeads(
  url: string,
  secret: string,
  body: string,
  { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
): Promise<void> {
  const id = `msg_${randomUUID()}`;
  const timestamp = Math.floor(Date.now() / 1000);
  const { origin } = new URL(url);
  const connect = wayTo(origin);
  const client = new Client(origin, connect ? { connect } : {});
  try {
    const answer = await request(url, {
      dispatcher: client,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Posthouse',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signatureOf(secret, { id, timestamp, body }),
      },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    // Nothing in it is of use; left unread it would hold the connection.
    await answer.body.dump({ limit: 65_536 });
    if (answer.statusCode < 200 || answer.statusCode > 299)
      throw new WebhookRefused(`http_${answer.statusCode}`);
  } finally {
    await client.destroy();
  }
}

/** The signature of a webhook: HMAC-SHA256 over its id, its time in seconds and its body. */
export function signatureOf(
  secret: string,
  { id, timestamp, body }: { readonly id: string; readonly timestamp: number; readonly body: string },
): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
