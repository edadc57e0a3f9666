import { NextRequest } from 'next/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pretendEnvironment } from './speech';

// The environment is read once a process: each case gets modules of its own.
beforeEach(() => {
  pretendEnvironment();
  vi.resetModules();
});
afterEach(() => vi.unstubAllEnvs());

/** What the proxy puts on the answer, in an installation with these variables. */
async function answerWith(environment: Readonly<Record<string, string>>): Promise<Headers> {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const { proxy } = await import('@/proxy');
  return proxy(new NextRequest('http://localhost:3000/mailboxes')).headers;
}

/** The directives of its policy by name. */
function directivesOf(headers: Headers): Record<string, string> {
  const policy = headers.get('content-security-policy') ?? '';
  return Object.fromEntries(
    policy.split('; ').map((text) => [text.split(' ')[0], text.replace(/^\S+ ?/, '')]),
  );
}

test('nothing is let in that is not named', async () => {
  const headers = await answerWith({});
  const { 'script-src': scripts, ...rest } = directivesOf(headers);
  expect(scripts).toMatch(/^'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'$/);
  expect(rest).toEqual({
    'default-src': "'none'",
    'style-src': "'self'",
    'img-src': "'self'",
    'font-src': "'self'",
    'connect-src': "'self'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
    'object-src': "'none'",
    'worker-src': "'none'",
    'base-uri': "'none'",
  });
});

test('Next is told the same policy as the browser, so that it knows the nonce', async () => {
  const headers = await answerWith({});
  expect(headers.get('x-middleware-request-content-security-policy')).toBe(
    headers.get('content-security-policy'),
  );
});

test('the sandbox may be asked while it is on, and at no other address', async () => {
  const headers = await answerWith({ SANDBOX_URL: 'http://127.0.0.1:3001/' });
  expect(directivesOf(headers)['connect-src']).toBe("'self' http://127.0.0.1:3001");
});

test('where people come by HTTPS they stay there', async () => {
  const headers = await answerWith({ APP_URL: 'https://posthouse.example.com' });
  expect(headers.get('strict-transport-security')).toBe('max-age=63072000');
  expect(directivesOf(headers)).toHaveProperty('upgrade-insecure-requests', '');
});

test('but the sandbox is still asked by HTTP, which is all it speaks', async () => {
  const headers = await answerWith({
    APP_URL: 'https://posthouse.example.com',
    SANDBOX_URL: 'http://127.0.0.1:3001',
  });
  expect(directivesOf(headers)).not.toHaveProperty('upgrade-insecure-requests');
});

test('where they do not, nothing sends them there', async () => {
  const headers = await answerWith({ APP_URL: 'http://localhost:3000' });
  expect(headers.get('strict-transport-security')).toBeNull();
  expect(directivesOf(headers)).not.toHaveProperty('upgrade-insecure-requests');
});

test('in development, and only there, code may be evaluated and a style be written in place', async () => {
  const directives = directivesOf(await answerWith({ NODE_ENV: 'development' }));
  expect(directives['script-src']).toMatch(/^'nonce-\S+' 'strict-dynamic' 'unsafe-eval'$/);
  expect(directives['style-src']).toBe("'self' 'unsafe-inline'");
  expect(directives['connect-src']).toBe("'self' ws:");
});
