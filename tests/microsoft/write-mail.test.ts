import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { checkMail } from '@/lib/microsoft/check-mail';
import { encodeBase64Stream } from '@/lib/microsoft/encode-base64';
import { writeAttachment, writeDraft, writeSendMail } from '@/lib/microsoft/write-json';
import { writeMime, writeMimeBase64 } from '@/lib/microsoft/write-mime';
import { bytesOf, fileOf, mailOf } from './mails';

const DATE = new Date('2026-11-23T10:41:00Z');
const NAMES = [
  'Lin @ Support',
  'Chen, Lin',
  '"Lin" \\ Co',
  'a=?utf-8?B?eA==?=b',
  '客服部門與訂位中心以及很長很長的名字 🎂',
  '',
];

describe('JSON for Graph', () => {
  test('of a plain mail', () => {
    expect(bytesOf(writeSendMail(mailOf())).toString()).toBe(
      '{"message":{"subject":"A test","body":{"contentType":"Text","content":"Only a test."},' +
        '"from":{"emailAddress":{"address":"support@alder-bakery.example","name":"Alder Bakery Support"}},' +
        '"toRecipients":[{"emailAddress":{"address":"lin@example.com"}}]},"saveToSentItems":true}',
    );
  });

  test('of one with everything', () => {
    const mail = mailOf({
      text: null,
      html: '<img src="cid:logo">',
      replyTo: [{ address: 'r@example.com', name: 'Chen, Lin' }],
      cc: [{ address: 'c@example.com', name: '' }],
      bcc: [{ address: 'b@example.com', name: '客服 🎂' }],
      headers: [{ name: 'x-ticket', value: '4711' }],
      attachments: [
        fileOf(5, { name: 'Größe "a".pdf' }),
        fileOf(1, { name: 'logo.png', contentType: 'image/png', contentId: 'logo' }),
      ],
    });
    const { message, saveToSentItems } = JSON.parse(bytesOf(writeSendMail(mail)).toString());
    expect(saveToSentItems).toBe(true);
    expect(message).toMatchObject({
      body: { contentType: 'HTML', content: '<img src="cid:logo">' },
      replyTo: [{ emailAddress: { address: 'r@example.com', name: 'Chen, Lin' } }],
      ccRecipients: [{ emailAddress: { address: 'c@example.com' } }],
      bccRecipients: [{ emailAddress: { address: 'b@example.com', name: '客服 🎂' } }],
      internetMessageHeaders: [{ name: 'x-ticket', value: '4711' }],
      attachments: [
        {
          '@odata.type': '#microsoft.graph.fileAttachment',
          name: 'Größe "a".pdf',
          contentType: 'application/pdf',
          contentBytes: Buffer.from('abcde').toString('base64'),
        },
        { name: 'logo.png', isInline: true, contentId: 'logo', contentBytes: 'YQ==' },
      ],
    });
    expect(message.attachments[0]).not.toHaveProperty('isInline');
  });

  test('a draft is the message alone, with the files that travel in it', () => {
    const [a, b] = [fileOf(2, { name: 'a' }), fileOf(3, { name: 'b' })];
    const draft = JSON.parse(bytesOf(writeDraft(mailOf({ attachments: [a, b] }), [b])).toString());
    expect(draft).toMatchObject({ subject: 'A test', attachments: [{ name: 'b' }] });
    expect(draft.attachments).toHaveLength(1);
    expect(JSON.parse(bytesOf(writeAttachment(a)).toString())).toMatchObject({
      name: 'a',
      contentBytes: 'YWI=',
    });
  });
});

describe('MIME', () => {
  test('of a plain mail, to the letter', () => {
    expect(bytesOf(writeMime(mailOf({ subject: 'Grüße' }), DATE)).toString()).toBe(
      [
        'Date: Mon, 23 Nov 2026 10:41:00 +0000',
        'From: Alder Bakery Support',
        ' <support@alder-bakery.example>',
        'To: lin@example.com',
        'Subject: =?utf-8?B?R3LDvMOfZQ==?=',
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: base64',
        '',
        'T25seSBhIHRlc3Qu',
        '',
      ].join('\r\n'),
    );
  });

  test('a parser of its own finds everything that was meant', async () => {
    const long = `${'sehr-langer-Name-äöü-'.repeat(6)}客服.pdf`;
    const mail = mailOf({
      from: { address: 'support@alder-bakery.example', name: 'Chen, "Lin" @ 客服 🎂' },
      to: NAMES.map((name, at) => ({ address: `p${at}@example.com`, name })),
      cc: [{ address: 'c@example.com', name: '' }],
      bcc: [{ address: 'b@example.com', name: '' }],
      replyTo: [{ address: 'r@example.com', name: 'Reply, please' }],
      subject:
        'Rechnung № 4711 – 測試 🎂 und so weiter, damit die Zeile lang genug wird, um gefaltet zu werden',
      text: 'One\nTwo\r\n.\n--=_mixed--\nGrüße',
      html: '<p>Grüße <img src="cid:logo"></p>',
      headers: [{ name: 'x-ticket', value: '4711 – ä' }],
      attachments: [
        fileOf(1_000, { name: long }),
        fileOf(3, { name: 'a "b" \\ c.txt', contentType: 'text/plain' }),
        fileOf(200, { name: 'logo.png', contentType: 'image/png', contentId: 'logo' }),
        fileOf(0, { name: 'empty.bin' }),
      ],
    });
    const raw = bytesOf(writeMime(mail, DATE));
    for (const line of raw.toString().split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
    const read = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' });
    expect(read.from).toEqual(mail.from);
    expect(read.to).toEqual(mail.to);
    expect(read.cc).toEqual(mail.cc);
    expect(read.bcc).toEqual(mail.bcc);
    expect(read.replyTo).toEqual(mail.replyTo);
    expect(read.subject).toBe(mail.subject);
    expect(read.date).toBe('2026-11-23T10:41:00.000Z');
    expect(read.text?.replaceAll('\r\n', '\n').trimEnd()).toBe('One\nTwo\n.\n--=_mixed--\nGrüße');
    expect(read.html?.trimEnd()).toBe(mail.html);
    // Only of the headers that it knows does the parser decode the words.
    expect(read.headers.find(({ key }) => key === 'x-ticket')?.value).toBe(
      `=?utf-8?B?${Buffer.from('4711 – ä').toString('base64')}?=`,
    );
    const sorted = [...read.attachments].sort((a, b) => (a.filename ?? '').localeCompare(b.filename ?? ''));
    const meant = [...mail.attachments].sort((a, b) => a.name.localeCompare(b.name));
    expect(sorted.map(({ filename, mimeType }) => [filename, mimeType])).toEqual(
      meant.map(({ name, contentType }) => [name, contentType]),
    );
    for (const [at, { content }] of meant.entries()) {
      expect(Buffer.from(sorted[at]?.content as ArrayBuffer).equals(content)).toBe(true);
    }
    expect(read.attachments.find(({ filename }) => filename === 'logo.png')).toMatchObject({
      contentId: '<logo>',
      disposition: 'inline',
      related: true,
    });
  });

  test('for Graph it is in base64 once more', () => {
    const mail = mailOf({ html: '<p>a</p>', attachments: [fileOf(100_001)] });
    const outer = bytesOf(writeMimeBase64(mail, DATE)).toString('latin1');
    expect(outer).toMatch(/^[A-Za-z0-9+/]+={0,2}$/);
    expect(Buffer.from(outer, 'base64').equals(bytesOf(writeMime(mail, DATE)))).toBe(true);
  });
});

const word = fc.string({ unit: 'grapheme', maxLength: 80 });
const anyone = word.map((name) => ({ address: 'lin@example.com', name }));

test('whatever a display name, a subject or a file name holds: it comes back, or it is held back before', async () => {
  await fc.assert(
    fc.asyncProperty(anyone, anyone, word, word, async (from, to, subject, fileName) => {
      const name = fileName.trim() || 'a';
      const mail = mailOf({ from, to: [to], subject, attachments: [fileOf(3, { name })] });
      fc.pre(checkMail(mail).length === 0);
      const read = await PostalMime.parse(bytesOf(writeMime(mail, DATE)));
      // Blanks at the ends belong to nobody: parsers take them away, as people do.
      expect(read.from?.name.trim()).toBe(from.name.trim());
      expect(read.to?.map(({ name: shown, address }) => [shown.trim(), address])).toEqual([
        [to.name.trim(), to.address],
      ]);
      expect((read.subject ?? '').trim()).toBe(subject.trim());
      expect(read.attachments[0]?.filename).toBe(name);
    }),
    { numRuns: 300 },
  );
});

const unsafe = fc.string({
  unit: fc.constantFrom('a', ':', ' ', '\r', '\n', '\0', '"', '\\', '=?', '?=', '\u2028', 'é'),
});

test('no text whatever adds a header, an address or a part', async () => {
  await fc.assert(
    fc.asyncProperty(unsafe, unsafe, unsafe, async (name, subject, value) => {
      const attack = 'b\r\nBcc: spy@evil.example\r\n\r\n';
      const mail = mailOf({
        from: { address: 'a@b.example', name: name + attack },
        subject: subject + attack,
        headers: [{ name: 'x-a', value }],
      });
      // The check holds it back …
      expect(checkMail(mail).map(({ code }) => code)).toContain('mail_line_break');
      // … and the writer would encode it all the same.
      const read = await PostalMime.parse(bytesOf(writeMime({ ...mail, headers: [] }, DATE)));
      expect(read.bcc).toBeUndefined();
      expect(read.headers.map(({ key }) => key)).toEqual([
        'date',
        'from',
        'to',
        'subject',
        'mime-version',
        'content-type',
        'content-transfer-encoding',
      ]);
    }),
    { numRuns: 200 },
  );
});

test('the size is known exactly before a byte is made', () => {
  fc.assert(
    fc.property(
      word,
      fc.option(word),
      fc.array(fc.nat(3_000), { maxLength: 4 }),
      fc.boolean(),
      (text, html, sizes, inline) => {
        const attachments = sizes.map((size, at) =>
          fileOf(size, { name: `${text} ${at}`, contentId: inline ? `c${at}` : null }),
        );
        const mail = mailOf({ text, html, attachments, subject: text });
        const bodies = [
          writeSendMail(mail),
          writeDraft(mail, []),
          writeMime(mail, DATE),
          writeMimeBase64(mail, DATE),
        ];
        for (const body of bodies) expect(body.bytes).toBe(bytesOf(body).length);
      },
    ),
  );
});

test('base64 of a stream is that of the whole, wherever its pieces end', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (pieces) => {
      const whole = Buffer.concat(pieces);
      expect(Buffer.concat([...encodeBase64Stream(pieces)]).toString()).toBe(whole.toString('base64'));
    }),
  );
});
