import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '@/sandbox/server';
import { askToken, get, MESSAGE, sendMail, tokenOf } from './call-sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('the scenarios', () => {
  test('are readable from another origin, have ids and names of their own, and values a form can take', async () => {
    const { headers, body } = await get(sandbox, '/sandbox/scenarios');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(new Set(body.map(({ id }: { id: string }) => id)).size).toBe(body.length);
    expect(new Set(body.map(({ name }: { name: string }) => name)).size).toBe(body.length);
    for (const { id, name, expected, values } of body) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(name && expected).toBeTruthy();
      expect(values.mailboxAddress).toMatch(/^[a-z0-9.-]+@[a-z0-9.-]+\.example$/);
      expect(Object.keys(values).sort()).toEqual(
        ['clientId', 'clientSecret', 'mailboxAddress', 'mailboxName', 'secretExpiresOn', 'tenantId'].sort(),
      );
      if (values.secretExpiresOn !== null) expect(values.secretExpiresOn).toMatch(/^\d{4}-\d\d-\d\d$/);
      if (!/malformed|by-domain/.test(id))
        expect([values.tenantId, values.clientId].every((v) => GUID.test(v))).toBe(true);
      if (id !== 'secret-id-pasted')
        expect(values.clientSecret).toMatch(/^[A-Za-z]{3}8Q~sandbox-[A-Za-z0-9]{26}$/);
    }
  });

  test('have secrets whose first three characters tell them apart', () => {
    const secrets = sandbox.scenarios
      .filter(({ id }) => id !== 'app-from-another-tenant')
      .map(({ values }) => values.clientSecret);
    expect(new Set(secrets.map((secret) => secret.slice(0, 3))).size).toBe(secrets.length);
  });

  test('include six companies in order, each with three mailboxes or more that may send', async () => {
    const working = sandbox.scenarios.filter(({ otherMailboxes }) => otherMailboxes);
    expect(new Set(working.map(({ values }) => values.tenantId)).size).toBe(6);
    for (const scenario of working) {
      const token = await tokenOf(sandbox, scenario);
      const addresses = [
        scenario.values.mailboxAddress,
        ...(scenario.otherMailboxes ?? []).map(({ address }) => address),
      ];
      expect(addresses.length).toBeGreaterThanOrEqual(3);
      for (const address of addresses) expect((await sendMail(sandbox, token, address)).status).toBe(202);
    }
  });

  test('are the same after a restart', async () => {
    const again = await startSandbox({ port: 0 });
    expect(again.scenarios).toEqual(sandbox.scenarios);
    await again.stop();
  });
});

describe('what happened', () => {
  test('is listed newest first, and can be forgotten', async () => {
    const working = sandbox.scenario('working-mailbox');
    const token = await tokenOf(sandbox, working);
    const { mailboxAddress } = working.values;
    for (const subject of ['first', 'second']) {
      await sendMail(sandbox, token, mailboxAddress, { message: { ...MESSAGE, subject } });
    }
    const { body } = await get(sandbox, '/sandbox/messages');
    expect(body.map(({ subject }: { subject: string }) => subject)).toEqual(['second', 'first']);
    expect((await fetch(`${sandbox.url}/sandbox/messages`, { method: 'DELETE' })).status).toBe(204);
    expect((await get(sandbox, '/sandbox/messages')).body).toEqual([]);
  });

  test('is counted without bodies, queries or secrets', async () => {
    const working = sandbox.scenario('working-mailbox');
    const { clientId, clientSecret, tenantId } = working.values;
    await askToken(sandbox, working);
    await askToken(sandbox, working, { client_id: clientSecret });
    await get(sandbox, `/${tenantId}/v2.0/.well-known/openid-configuration?secret=${clientSecret}`);
    const { body } = await get(sandbox, '/sandbox/requests');
    expect(body).toMatchObject([
      {
        method: 'GET',
        path: `/${tenantId}/v2.0/.well-known/openid-configuration`,
        status: 200,
        clientId: null,
      },
      { method: 'POST', path: `/${tenantId}/oauth2/v2.0/token`, status: 400, clientId: null },
      { method: 'POST', path: `/${tenantId}/oauth2/v2.0/token`, status: 200, clientId },
    ]);
    expect(JSON.stringify(body)).not.toContain(clientSecret);
  });

  test('is kept to the last 500 mails', async () => {
    const working = sandbox.scenario('working-mailbox');
    const token = await tokenOf(sandbox, working);
    for (let sent = 0; sent < 504; sent += 4) {
      const four = [0, 1, 2, 3].map((add) => ({ message: { ...MESSAGE, subject: `mail ${sent + add}` } }));
      await Promise.all(four.map((body) => sendMail(sandbox, token, working.values.mailboxAddress, body)));
    }
    expect(sandbox.accepted()).toHaveLength(500);
    expect(sandbox.accepted().map(({ subject }) => subject)).not.toContain('mail 0');
  });

  test('is not shown to a name that somebody pointed at this machine', async () => {
    const { port } = new URL(sandbox.url);
    const asked = request({
      port,
      path: '/sandbox/messages',
      headers: { Host: `evil.example:${port}` },
    }).end();
    const [answer] = await once(asked, 'response');
    answer.resume();
    expect(answer.statusCode).toBe(421);
  });
});

describe('the page', () => {
  test('shows a mail with everything escaped, and nothing that it said runs', async () => {
    const working = sandbox.scenario('working-mailbox');
    const nasty = `</pre></details><script>alert(1)</script><img src=x onerror="alert('2')">&amp;`;
    const message = {
      ...MESSAGE,
      subject: nasty,
      body: { contentType: 'HTML', content: nasty },
      attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', name: nasty, contentBytes: '' }],
      internetMessageHeaders: [{ name: `x-${nasty}`, value: nasty }],
    };
    await sendMail(sandbox, await tokenOf(sandbox, working), working.values.mailboxAddress, { message });
    const { status, headers, body } = await get(sandbox, '/');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'nonce-/);
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(body).toContain('&amp;amp;');
    expect(body.match(/<script/g)).toHaveLength(1);
    expect(body).not.toContain('<img');
    expect(body.match(/<h1/g)).toHaveLength(1);
    expect(body).toContain('1 mail accepted.');
    const part = await get(sandbox, '/?part=mails');
    expect(part.body).toMatch(/^<div id="mails"/);
    expect(part.body).not.toMatch(/<(script|style|img|html)/);
  });

  test('shows every scenario', async () => {
    const { body } = await get(sandbox, '/');
    for (const { id, values } of sandbox.scenarios) {
      expect(body).toContain(`id="scenario-${id}"`);
      expect(body).toContain(values.clientId);
    }
  });
});

describe('the program', () => {
  const start = (port: string) =>
    spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts'], {
      env: { ...process.env, SANDBOX_PORT: port },
    });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'prints its address, serves, and ends on %s',
    async (signal) => {
      const child = start('0');
      const [line] = await once(createInterface(child.stdout), 'line');
      const url = /^Sandbox: (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
      expect((await fetch(`${url}/sandbox/scenarios`)).status).toBe(200);
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([0, null]);
    },
    20_000,
  );

  test('says when its port is taken', async () => {
    const child = start(new URL(sandbox.url).port);
    const [line] = await once(createInterface(child.stderr), 'line');
    expect(line).toContain('is taken');
    expect((await once(child, 'exit'))[0]).toBe(1);
  }, 20_000);
});
