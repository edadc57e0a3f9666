import { describe, expect, test } from 'vitest';
import { checkMail, LARGEST_ATTACHMENT_BYTES, MOST_RECIPIENTS } from '@/lib/microsoft/check-mail';
import { fileOf, mailOf } from './mails';

const person = (address: string, name = '') => ({ address, name });
const people = (count: number) => Array.from({ length: count }, (_, at) => person(`p${at}@example.com`));

describe('a mail that may be handed over', () => {
  test.each(['Lin @ Support', 'Chen, Lin', '"Lin"', "O'Brien \\ Sons <old>", '客服 🎂', '👩‍👩‍👧', ''])(
    'with the display name %j',
    (name) => {
      const lin = person('lin@example.com', name);
      expect(checkMail(mailOf({ from: lin, to: [lin], cc: [lin], bcc: [lin], replyTo: [lin] }))).toEqual([]);
    },
  );

  test.each(["o'brien+a@b.example", 'r&d@contoso.com', 'a@xn--mnchen-3ya.example', 'A.B@C-D.example'])(
    'to %s',
    (address) => {
      expect(checkMail(mailOf({ to: [person(address)] }))).toEqual([]);
    },
  );

  test('to 1,000 recipients, in whichever field', () => {
    expect(checkMail(mailOf({ to: people(400), cc: people(300), bcc: people(300) }))).toEqual([]);
  });

  test('with five headers of its own', () => {
    const headers = ['X-One', 'x-two', 'x-3', 'x-a.b', 'x-five'].map((name) => ({ name, value: 'v' }));
    expect(checkMail(mailOf({ headers }))).toEqual([]);
  });
});

describe('a mail that is held back', () => {
  test('names every bad address with its field', () => {
    const bad = ['nobody', 'a@b', 'a b@c.example', 'a@b@c.example', '"a b"@c.example', 'a@[127.0.0.1]', ''];
    expect(
      checkMail(
        mailOf({
          to: [person('ok@example.com'), ...bad.map((each) => person(each))],
          cc: [person('a@münchen.example')],
        }),
      ),
    ).toEqual([
      { code: 'mail_address_malformed', field: 'to', values: bad },
      { code: 'mail_address_malformed', field: 'cc', values: ['a@münchen.example'] },
    ]);
  });

  test.each([
    ['from', { from: person('a@b.example', 'Lin\r\nBcc: spy@evil.example') }],
    ['to', { to: [person('a@b.example', 'Lin\nBcc: spy@evil.example')] }],
    ['replyTo', { replyTo: [person('a@b.example', 'Lin\rX: y')] }],
    ['subject', { subject: 'Hello\r\n\r\n<script>' }],
    ['subject', { subject: 'Hello\u2028Bcc: spy@evil.example' }],
    ['subject', { subject: 'Hello\0' }],
    ['headers', { headers: [{ name: 'x-a', value: 'b\r\nBcc: spy@evil.example' }] }],
    ['attachments', { attachments: [fileOf(1, { name: 'a\r\nX: y' })] }],
    ['attachments', { attachments: [fileOf(1, { contentType: 'text/html\r\nX: y' })] }],
    ['attachments', { attachments: [fileOf(1, { contentId: 'a>\r\nX: y' })] }],
  ])('a line break in %s: %j', (field, changes) => {
    expect(checkMail(mailOf(changes))).toEqual([
      { code: 'mail_line_break', field, values: [expect.any(String)] },
    ]);
  });

  test('a line break in an address makes it no address', () => {
    const address = 'a@b.example\r\nBcc: spy@evil.example';
    expect(checkMail(mailOf({ to: [person(address)] }))).toEqual([
      { code: 'mail_address_malformed', field: 'to', values: [address] },
    ]);
  });

  test('without recipients, and with one more than Exchange can be set to', () => {
    expect(checkMail(mailOf({ to: [] }))).toEqual([
      { code: 'mail_recipients_missing', field: 'to', values: [] },
    ]);
    expect(MOST_RECIPIENTS).toBe(1_000);
    expect(checkMail(mailOf({ to: people(1), bcc: people(1_000) }))).toEqual([
      { code: 'mail_recipients_over_limit', field: 'to', values: ['1001'] },
    ]);
  });

  test.each([
    [['Bcc'], ['Bcc']],
    [['x'], ['x']],
    [['x-a b'], ['x-a b']],
    [['x-a:'], ['x-a:']],
    [['x-1', 'x-2', 'x-3', 'x-4', 'x-5', 'x-6'], ['x-6']],
  ])('the headers %j: %j', (names, values) => {
    const headers = names.map((name) => ({ name, value: 'v' }));
    expect(checkMail(mailOf({ headers }))).toEqual([
      { code: 'mail_header_refused', field: 'headers', values },
    ]);
  });

  test('a file that no upload session takes', () => {
    const content = { length: LARGEST_ATTACHMENT_BYTES + 1 } as Uint8Array;
    expect(checkMail(mailOf({ attachments: [fileOf(0, { name: 'film.mov', content })] }))).toEqual([
      { code: 'mail_attachment_over_limit', field: 'attachments', values: ['film.mov'] },
    ]);
  });
});
