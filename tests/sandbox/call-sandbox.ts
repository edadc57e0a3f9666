import type { Scenario } from '@/sandbox/directory';
import type { Sandbox } from '@/sandbox/server';

/** The scope that every good request asks for. */
export const GRAPH_SCOPE = 'https://graph.microsoft.com/.default';

/** An answer with its body read: JSON when it is JSON, else text. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are looked into by the tests
  readonly body: any;
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `GET` of a path of the sandbox. */
export async function get(sandbox: Sandbox, path: string): Promise<Answer> {
  return read(await fetch(`${sandbox.url}${path}`));
}

/** Asks the token endpoint with a scenario's values; `changes` replaces parameters, undefined leaves one out. */
export async function askToken(
  sandbox: Sandbox,
  { values }: Pick<Scenario, 'values'>,
  changes: Record<string, string | undefined> = {},
  init: RequestInit = {},
): Promise<Answer> {
  const form = {
    grant_type: 'client_credentials',
    client_id: values.clientId,
    client_secret: values.clientSecret,
    scope: GRAPH_SCOPE,
    ...changes,
  };
  const given = Object.entries(form).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const url = `${sandbox.url}/${encodeURIComponent(values.tenantId)}/oauth2/v2.0/token`;
  return read(await fetch(url, { method: 'POST', body: new URLSearchParams(given), ...init }));
}

/** The access token of a scenario whose sign-in works. */
export async function tokenOf(sandbox: Sandbox, scenario: Pick<Scenario, 'values'>): Promise<string> {
  const answer = await askToken(sandbox, scenario);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body.access_token;
}

/** A small message to one recipient. */
export const MESSAGE = {
  subject: 'Test',
  body: { contentType: 'Text', content: 'It works.' },
  toRecipients: [{ emailAddress: { address: 'ana@customer.example' } }],
};

/** Posts to `sendMail`; a text or bytes go as they are, anything else as JSON. */
export async function sendMail(
  sandbox: Sandbox,
  token: string | null,
  address: string,
  body: unknown = { message: MESSAGE },
  headers: Record<string, string> = {},
): Promise<Answer> {
  const url = `${sandbox.url}/v1.0/users/${encodeURIComponent(address)}/sendMail`;
  return read(
    await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
}

/** The claims of a token, unchecked. */
export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

/** The code of the socket error behind a fetch that failed. */
export async function socketErrorOf(request: Promise<unknown>): Promise<string | undefined> {
  try {
    await request;
    return undefined;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (error instanceof Error && error.name === 'TimeoutError') return 'TimeoutError';
    return cause instanceof Error && 'code' in cause ? String(cause.code) : String(error);
  }
}
