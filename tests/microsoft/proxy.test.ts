import { getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { postHeads } from '@/lib/audit/post-heads';
import { isReachedStraight, leadFetch, wayTo } from '@/lib/way-out';
import { type Sandbox, startSandbox } from '@/sandbox/server';
import { type CloudCaller, startCloudCaller } from '@/tests/support/cloud-caller';
import { type MicrosoftProxy, startMicrosoftProxy } from '@/tests/support/microsoft-proxy';
import { pointSandboxCloudAt } from './stage';

let sandbox: Sandbox;
let proxy: MicrosoftProxy;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  proxy = await startMicrosoftProxy(sandbox.url);
  pointSandboxCloudAt('');
  Object.assign(process.env, {
    HTTPS_PROXY: proxy.url,
    NO_PROXY: 'graph.microsoft.com, 0.0.0.0',
    no_proxy: '',
    https_proxy: '',
  });
});
afterEach(() => {
  sandbox.reset();
  Object.assign(proxy, { status: 200, credentials: null });
  proxy.asked.length = 0;
});
afterAll(async () => {
  await proxy.stop();
  await sandbox.stop();
});

/** Looks up a directory and sends a mail, in a process with this environment. */
async function callWith(environment: Record<string, string>) {
  const caller: CloudCaller = startCloudCaller({ LOG_LEVEL: 'debug', ...environment });
  const { tenantId, clientId, clientSecret, mailboxAddress } = sandbox.scenario('working-mailbox').values;
  const values = { cloud: 'global', tenantId, clientId, clientSecret, mailboxAddress } as const;
  const directory = await caller.call({ verb: 'directory', ...values });
  const sent = await caller.call({ verb: 'send', ...values });
  await caller.stop();
  return { directory, sent, said: `${JSON.stringify([directory, sent])}${caller.log()}` };
}
const trusting = () => ({ NODE_EXTRA_CA_CERTS: proxy.authorityFile });
const withUser = (user: string) => proxy.url.replace('//', `//${user}@`);

describe('with HTTPS_PROXY', () => {
  test.each(['HTTPS_PROXY', 'https_proxy'])('as %s everything goes through the proxy', async (name) => {
    const { sent } = await callWith({ ...trusting(), [name]: proxy.url });
    expect(sent).toMatchObject({ state: 'accepted' });
    expect(new Set(proxy.asked)).toEqual(
      new Set(['login.microsoftonline.com:443', 'graph.microsoft.com:443']),
    );
  });

  test('a name and a password are given to the proxy, and to nobody else', async () => {
    proxy.credentials = 'post:p@ss wörd';
    const url = withUser(`post:${encodeURIComponent('p@ss wörd')}`);
    const { sent, said } = await callWith({ ...trusting(), HTTPS_PROXY: url });
    expect(sent).toMatchObject({ state: 'accepted' });
    expect(said).toContain('microsoft answered');
    for (const text of ['p@ss', 'p%40ss', proxy.url, Buffer.from(proxy.credentials).toString('base64')]) {
      expect(said).not.toContain(text);
    }
  });

  test.each([
    ['407 without a password', () => proxy.url, 'PROXY_407'],
    ['407 with a wrong one', () => withUser('post:wrong-password'), 'PROXY_407'],
  ])('%s is a fault of the network, and the mail was not sent', async (_what, url, code) => {
    proxy.credentials = 'post:right';
    const { directory, sent, said } = await callWith({ ...trusting(), HTTPS_PROXY: url() });
    for (const { failure } of [directory, sent]) {
      expect(failure).toMatchObject({ code: 'proxy_password', raw: { status: null, code } });
      expect(failure.raw.message).toBe('The proxy answered 407 (CONNECT login.microsoftonline.com:443).');
    }
    expect(said).not.toContain('wrong-password');
    expect(sandbox.requests()).toEqual([]);
  });

  test('a refused tunnel is one too', async () => {
    proxy.status = 403;
    const { directory } = await callWith({ ...trusting(), HTTPS_PROXY: proxy.url });
    expect(directory.failure).toMatchObject({ code: 'connection_refused', raw: { code: 'PROXY_403' } });
  });

  test('a proxy that is not there is told apart from Microsoft that is not', async () => {
    const { directory, said } = await callWith({ HTTPS_PROXY: 'http://post:secret-of-it@127.0.0.1:9' });
    expect(directory.failure).toMatchObject({
      code: 'connection_refused',
      raw: { code: 'PROXY_ECONNREFUSED' },
    });
    expect(said).not.toContain('secret-of-it');
  });

  test('Microsoft’s certificate is checked behind the proxy as without one', async () => {
    const { directory } = await callWith({ HTTPS_PROXY: proxy.url });
    expect(directory.failure).toMatchObject({ code: 'certificate_not_trusted' });
    expect(directory.failure.raw.code).toMatch(/^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/);
    expect(sandbox.requests()).toEqual([]);
  });
});

test('the webhook of the history goes through it, and what is on this machine or in NO_PROXY does not', async () => {
  const secret = `whsec_${Buffer.alloc(32).toString('base64')}`;
  const posted = postHeads('https://hooks.example/heads', secret, '{}');
  await expect(posted).rejects.toMatchObject({ code: 'PROXY_403' });
  expect(proxy.asked).toEqual(['hooks.example:443']);
  expect(wayTo('https://login.microsoftonline.com')).toBeTypeOf('function');
  for (const straight of ['https://graph.microsoft.com', 'https://localhost:8443', sandbox.url]) {
    expect(wayTo(straight)).toBeUndefined();
  }
});

test('the process’s own fetch goes the same ways once it is told to', async () => {
  const before = getGlobalDispatcher();
  leadFetch();
  try {
    await expect(fetch('https://id.example/keys')).rejects.toMatchObject({ cause: { code: 'PROXY_403' } });
    expect(proxy.asked).toEqual(['id.example:443']);
    expect((await fetch(`${sandbox.url}/`)).status).toBeLessThan(500);
    // In NO_PROXY, and this machine by another name: what answers there speaks no TLS.
    const straight = `https://0.0.0.0:${new URL(sandbox.url).port}`;
    await expect(fetch(straight)).rejects.toMatchObject({ cause: { code: expect.stringMatching(/SSL/) } });
    expect(proxy.asked).toEqual(['id.example:443']);
  } finally {
    setGlobalDispatcher(before);
  }
});

test.each([
  ['login.microsoftonline.com', undefined, false],
  ['login.microsoftonline.com', '', false],
  ['login.microsoftonline.com', '*', true],
  ['login.microsoftonline.com', 'microsoftonline.com', true],
  ['login.microsoftonline.com', '.microsoftonline.com', true],
  ['login.microsoftonline.com', '*.microsoftonline.com', true],
  ['login.microsoftonline.com', 'LOGIN.microsoftonline.com:443', true],
  ['login.microsoftonline.com', 'login.microsoftonline.com:8443', false],
  ['login.microsoftonline.com', 'online.com', false],
  ['login.microsoftonline.com', 'a.example, b.example  login.microsoftonline.com', true],
  ['login.microsoftonline.com', ',', false],
  ['127.0.0.1', undefined, true],
  ['localhost', undefined, true],
  ['[::1]', undefined, true],
])('%s under NO_PROXY %j is reached straight: %j', (host, noProxy, straight) => {
  expect(isReachedStraight(host, '443', noProxy)).toBe(straight);
});
