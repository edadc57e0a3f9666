import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, inspect } from 'node:util';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { Secret } from '@/lib/secret';

const root = fileURLToPath(new URL('..', import.meta.url));
const TEXT = 'Pl8Q~anted-so-that-it-may-be-found';
const secret = new Secret(TEXT);

function logged(value: unknown): string {
  const lines: string[] = [];
  pino({}, { write: (line: string) => lines.push(line) }).info({ value }, `it is ${value}`);
  return lines.join('');
}

test('a secret is revealed to whoever asks for it by name', () => {
  expect(secret.reveal()).toBe(TEXT);
});

describe('in any other way a secret gives nothing away', () => {
  test.each<[string, string, string]>([
    ['joined to a text', `the secret ${secret}`, 'the secret [secret]'],
    ['as text', String(secret), '[secret]'],
    ['in a list', [secret, secret].join(), '[secret],[secret]'],
    ['in an error', new Error(`wrong: ${secret}`).message, 'wrong: [secret]'],
    ['as JSON', JSON.stringify({ secret }), '{"secret":{}}'],
    ['inspected', inspect({ secret }, { showHidden: true, depth: 9 }), '{ secret: [secret] }'],
    ['by console.log', format('%s %o %j', secret, secret, secret), '[secret] [secret] {}'],
  ])('%s', (_how, shown, expected) => {
    expect(shown).toBe(expected);
  });

  test.each<[string, unknown]>([
    ['spread', { ...secret }],
    ['copied', Object.assign({}, secret)],
    ['cloned', structuredClone(secret)],
    ['by its entries', Object.fromEntries(Object.entries(secret))],
    ['by its names', Object.fromEntries(Reflect.ownKeys(secret).map((name) => [name, true]))],
  ])('%s it is empty', (_how, copy) => {
    expect(copy).toStrictEqual({});
  });

  test('by the logger', () => {
    expect(logged(secret)).toContain('"msg":"it is [secret]"');
    expect(logged({ deep: [secret] })).not.toContain(TEXT);
  });

  test('by an error that carries it', () => {
    const error = Object.assign(new Error('refused', { cause: secret }), { input: { secret } });
    expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain(TEXT);
    expect(JSON.stringify({ ...error })).not.toContain(TEXT);
  });
});

describe('on its way to a browser a secret fails, as the answer of an action and as a prop alike', () => {
  // What Next sends both with. It needs a process of its own, in which React is the server's.
  const program = `
    import { createRequire } from 'node:module';
    import { Writable } from 'node:stream';
    import { Secret } from './lib/secret.ts';
    const require = createRequire(process.cwd() + '/');
    const { renderToPipeableStream } = require('next/dist/compiled/react-server-dom-turbopack/server.node');
    const secret = new Secret(${JSON.stringify(TEXT)});
    const model = { status: 'done', value: MODEL };
    const told = { sent: '', errors: [] };
    const { pipe } = renderToPipeableStream(model, {}, { onError: (error) => { told.errors.push(error.message); } });
    pipe(new Writable({ write: (bytes, _encoding, next) => { told.sent += bytes; next(); } })
      .on('finish', () => console.log(JSON.stringify(told))));`;
  const send = (model: string) => {
    const args = ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '--eval'];
    const { stdout, stderr } = spawnSync(process.execPath, [...args, program.replace('MODEL', model)], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
      encoding: 'utf8',
    });
    if (!stdout) throw new Error(stderr);
    return JSON.parse(stdout) as { sent: string; errors: string[] };
  };

  test.each(['secret', '{ clientSecret: secret }', '[[secret]]', 'Promise.resolve({ a: secret })'])(
    '%s',
    (model) => {
      const { sent, errors } = send(model);
      expect(errors).toEqual([
        expect.stringMatching(/^Only plain objects.*can be passed to Client Components/),
      ]);
      expect(sent).toMatch(/^\w+:E\{/m);
      expect(sent).not.toContain(TEXT);
      expect(sent).not.toContain('[secret]');
    },
  );

  test('what is none gets there', () => {
    expect(send("{ clientId: 'abc' }")).toEqual({
      sent: expect.stringContaining('"clientId":"abc"'),
      errors: [],
    });
  });
});

test('these are the only places that reveal a secret; a new one is a decision', () => {
  const places = ['lib', 'app']
    .flatMap((folder) =>
      readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map(
        (file) => `${folder}/${file}`,
      ),
    )
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => Array(readFileSync(`${root}${file}`, 'utf8').split('.reveal(').length - 1).fill(file));
  const reasons: [string, string][] = [
    ['app/(console)/mailboxes/fill-fields.ts', 'into the field of the form, in the browser'],
    ['lib/certificate/read-certificate.ts', 'the blocks of a PEM file'],
    ['lib/certificate/read-certificate.ts', 'the password of a private key'],
    ['lib/certificate/read-pfx.ts', 'the contents of a PFX file'],
    ['lib/certificate/read-pfx.ts', 'the password of a PFX file'],
    ['lib/certificate/read-pfx.ts', 'is it a certificate without a key?'],
    ['lib/mailbox/connection-test.ts', 'the keyed hash by which a save knows what was tested'],
    ['lib/microsoft/credential.ts', 'the sign-in with a client secret, by MSAL'],
    ['lib/microsoft/credential.ts', 'the assertion that a private key signs, by MSAL'],
    ['lib/microsoft/failure-of-entra.ts', 'was it the Secret ID that Entra refused?'],
    ['lib/microsoft/graph.ts', 'the header that carries the token to Graph'],
    ['lib/microsoft/raw-answer.ts', 'to be cut out of an answer that echoes it'],
    ['lib/microsoft/upload-attachment.ts', 'the address of an upload, which is a key by itself'],
    ['lib/paste/sort-paste.ts', 'the same secret twice is one'],
    ['lib/paste/sort-paste.ts', 'has it the shape of a Value?'],
    ['lib/pending-certificate/add-certificate.ts', 'is it PEM or PFX?'],
    ['lib/registration/credential.ts', 'the first three characters, as Entra shows them'],
    ['lib/registration/schema.ts', 'is it in doubt, such as the Secret ID?'],
    ['lib/registration/schema.ts', 'has it the shape of a Value?'],
    ['lib/staff/begin-second-factor.ts', 'better-auth, which asks for the password once more'],
    ['lib/staff/change-password.ts', 'is the new password …'],
    ['lib/staff/change-password.ts', '… the old one?'],
    ['lib/staff/password.ts', 'can it be guessed?'],
    ['lib/staff/password.ts', 'the hash of a new password'],
    ['lib/staff/prove-password.ts', 'the comparison with the stored hash'],
    ['lib/staff/remove-second-factor.ts', 'better-auth, which asks for the password once more'],
    ['lib/staff/renew-recovery-codes.ts', 'better-auth, which asks for the password once more'],
    ['lib/staff/sign-in.ts', 'the sign-in, by better-auth'],
    ['lib/vault/seal.ts', 'the sealing'],
  ];
  expect(places.sort()).toEqual(reasons.map(([file]) => file));
});
