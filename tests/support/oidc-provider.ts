import { createHash, createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is wrong with the ID tokens that the provider makes from now on; null: nothing. */
export type OidcLie =
  | 'nonce'
  | 'no nonce'
  | 'signature'
  | 'no signature'
  | 'key'
  | 'algorithm'
  | 'audience'
  | 'issuer'
  | 'expired'
  | 'no subject'
  | 'no token'
  | null;

/** An OpenID Connect provider that signs in one person without asking. */
export interface OidcProvider {
  readonly issuer: string;
  /** Where it really listens. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who signs in next: the claims of the ID token besides those of the protocol. Null: whoever it is goes back. */
  person: Readonly<Record<string, unknown>> | null;
  lie: OidcLie;
  /** What its description says otherwise. */
  description: Readonly<Record<string, unknown>>;
  /** What the requests to its token endpoint carried. */
  readonly exchanges: URLSearchParams[];
  close(): void;
}

interface Grant {
  readonly nonce: string | null;
  readonly challenge: string | null;
  readonly redirectUri: string;
  readonly person: Readonly<Record<string, unknown>>;
}

/**
 * Starts one on a free port of this machine: discovery, authorize, token with RS256 and PKCE, jwks.
 * @param named the issuer that it calls itself, under which a proxy leads to it; without one its own address
 */
export async function startOidcProvider(named?: string): Promise<OidcProvider> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const grants = new Map<string, Grant>();
  const server = createServer((request, response) => {
    serve(request, response).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const ownUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = named ?? ownUrl;
  const { pathname: below } = new URL(issuer);
  const provider: OidcProvider = {
    issuer,
    url: ownUrl,
    clientId: 'posthouse-staff',
    clientSecret: 'the secret of posthouse at the provider',
    person: null,
    lie: null,
    description: {},
    exchanges: [],
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer);
    const path = below === '/' ? url.pathname : url.pathname.replace(below, '');
    if (path === '/.well-known/openid-configuration') return json(response, 200, describe());
    if (path === '/jwks') {
      const jwk = keys.publicKey.export({ format: 'jwk' });
      return json(response, 200, { keys: [{ ...jwk, kid: 'one', alg: 'RS256', use: 'sig' }] });
    }
    if (path === '/authorize') return authorize(url.searchParams, response);
    if (path === '/token') return exchange(request, response);
    response.writeHead(404).end();
  }

  const describe = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    ...provider.description,
  });

  function authorize(asked: URLSearchParams, response: ServerResponse): void {
    const redirectUri = asked.get('redirect_uri') ?? '';
    const back = new URL(redirectUri);
    back.searchParams.set('state', asked.get('state') ?? '');
    if (provider.person && asked.get('client_id') === provider.clientId) {
      const code = randomBytes(16).toString('hex');
      const { person } = provider;
      grants.set(code, {
        nonce: asked.get('nonce'),
        challenge: asked.get('code_challenge_method') === 'S256' ? asked.get('code_challenge') : null,
        redirectUri,
        person,
      });
      back.searchParams.set('code', code);
    } else {
      back.searchParams.set('error', 'access_denied');
    }
    response.writeHead(302, { location: back.href }).end();
  }

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = new URLSearchParams(await bodyOf(request));
    provider.exchanges.push(sent);
    const grant = grants.get(sent.get('code') ?? '');
    grants.delete(sent.get('code') ?? '');
    const verifier = createHash('sha256')
      .update(sent.get('code_verifier') ?? '')
      .digest('base64url');
    const isClient = knowsSecret(request, sent);
    if (
      !grant ||
      !isClient ||
      grant.challenge !== verifier ||
      grant.redirectUri !== sent.get('redirect_uri')
    ) {
      return json(response, 400, { error: 'invalid_grant' });
    }
    json(response, 200, {
      access_token: 'an access token that nobody should keep',
      refresh_token: 'a refresh token that nobody should keep',
      token_type: 'Bearer',
      expires_in: 3600,
      ...(provider.lie === 'no token' ? {} : { id_token: idToken(grant) }),
    });
  }

  function knowsSecret(request: IncomingMessage, sent: URLSearchParams): boolean {
    const { clientId, clientSecret } = provider;
    const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString(
      'base64',
    );
    const given = request.headers.authorization === `Basic ${basic}`;
    return given || (sent.get('client_id') === clientId && sent.get('client_secret') === clientSecret);
  }

  function idToken({ nonce, person }: Grant): string {
    const now = Math.floor(Date.now() / 1000);
    const lie = provider.lie;
    const { sub, ...claims } = person;
    const payload = {
      iss: lie === 'issuer' ? 'https://elsewhere.example' : issuer,
      aud: lie === 'audience' ? 'another-client' : provider.clientId,
      iat: lie === 'expired' ? now - 7200 : now,
      exp: lie === 'expired' ? now - 3600 : now + 600,
      ...(lie === 'no subject' ? {} : { sub }),
      ...(lie === 'no nonce' ? {} : { nonce: lie === 'nonce' ? 'another nonce' : nonce }),
      ...claims,
    };
    if (lie === 'no signature') return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(payload)}.`;
    if (lie === 'algorithm') {
      // Signed by whoever knows the public key, in the hope that it is taken for a shared one.
      const head = `${encode({ alg: 'HS256', typ: 'JWT', kid: 'one' })}.${encode(payload)}`;
      const pem = keys.publicKey.export({ type: 'spki', format: 'pem' });
      return `${head}.${createHmac('sha256', pem).update(head).digest('base64url')}`;
    }
    const head = `${encode({ alg: 'RS256', typ: 'JWT', kid: 'one' })}.${encode(payload)}`;
    const key: KeyObject = lie === 'key' ? stranger : keys.privateKey;
    const signature = sign('sha256', Buffer.from(head), key);
    if (lie === 'signature') signature[0] = (signature[0] ?? 0) ^ 1;
    return `${head}.${signature.toString('base64url')}`;
  }

  return provider;
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
