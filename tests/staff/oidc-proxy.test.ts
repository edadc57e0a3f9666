import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type AskedProcess, startProcess } from '@/tests/support/asked-process';
import { type MicrosoftProxy, startMicrosoftProxy } from '@/tests/support/microsoft-proxy';
import { type OidcProvider, startOidcProvider } from '@/tests/support/oidc-provider';
import type { OidcCall } from '@/tests/support/sign-in-by-oidc';
import { sentBack, useStaff } from './house';

const ENTRA = 'https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0';

const { sql, person } = useStaff();
let provider: OidcProvider;
let proxy: MicrosoftProxy;
let posthouse: AskedProcess<OidcCall>;

beforeAll(async () => {
  provider = await startOidcProvider(ENTRA);
  proxy = await startMicrosoftProxy(provider.url);
  proxy.credentials = 'post:the word of the proxy';
});
afterEach(() => posthouse.stop());
afterAll(async () => {
  await proxy.stop();
  provider.close();
});

/** A Posthouse that reaches Microsoft through this proxy alone. */
function startWith(proxyUrl: string): void {
  posthouse = startProcess('tests/support/sign-in-by-oidc.ts', {
    NEXT_RUNTIME: 'nodejs',
    LOG_LEVEL: 'info',
    HTTPS_PROXY: proxyUrl,
    NODE_EXTRA_CA_CERTS: proxy.authorityFile,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_NAME: 'Microsoft',
  });
}
const withUser = (user: string) => proxy.url.replace('//', `//${user}@`);

test('who reaches Microsoft through a proxy alone signs in with Microsoft', async () => {
  const { id, email } = await person('agent', 'Lin');
  provider.person = { sub: 'lin', preferred_username: email };
  startWith(withUser(`post:${encodeURIComponent('the word of the proxy')}`));

  const begun = await posthouse.call({ verb: 'begin' });
  expect(begun).toMatchObject({ ok: true });
  // The browser has its own way there.
  const address = new URL(begun.value.url);
  expect(`${address.origin}${address.pathname}`).toBe(`${ENTRA}/authorize`);
  const there = await fetch(begun.value.url.replace('https://login.microsoftonline.com', provider.url), {
    redirect: 'manual',
  });
  const query = Object.fromEntries(new URL(there.headers.get('location') ?? '').searchParams);
  const cookie = sentBack(begun.value.cookies).get('cookie') ?? '';

  expect(await posthouse.call({ verb: 'finish', query, cookie })).toMatchObject({ ok: true });
  expect(await sql('select signed_in_by from staff_session where staff_member_id = $1', [id])).toEqual([
    { signed_in_by: 'oidc' },
  ]);
  expect(provider.exchanges).toHaveLength(1);
  expect(new Set(proxy.asked)).toEqual(new Set(['login.microsoftonline.com:443']));
  expect(posthouse.log()).not.toMatch(/the( |%20)word/);
});

test('a proxy that does not let it through is named in the log, without its password', async () => {
  startWith(withUser('post:another-word'));
  expect(await posthouse.call({ verb: 'begin' })).toEqual({ ok: false, failure: { code: 'oidc_failed' } });
  expect(posthouse.log()).toContain('"code":"PROXY_407"');
  expect(posthouse.log()).not.toContain('another-word');
});
