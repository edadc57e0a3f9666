import { expect, test } from 'vitest';
import { ONE_REQUEST_BYTES, planMail, UPLOAD_FROM_BYTES } from '@/lib/microsoft/plan-mail';
import { bytesOf, fileOf, mailOf } from './mails';

const DATE = new Date('2026-11-23T10:41:00Z');
const plan = (...sizes: number[]) =>
  planMail(mailOf({ attachments: sizes.map((size) => fileOf(size)) }), DATE);

/** The largest file with which the plain mail still is one request, in bytes. */
const empty = planMail(mailOf({ attachments: [fileOf(0)] }), DATE).bytes;
const FITS = Math.floor((ONE_REQUEST_BYTES - empty) / 4) * 3;

test('a mail to the last byte below the limit is one request, one byte more is a draft', () => {
  const within = plan(FITS);
  expect(within).toMatchObject({ road: 'one_request', contentType: 'application/json; charset=utf-8' });
  expect(within.bytes).toBeLessThanOrEqual(ONE_REQUEST_BYTES);
  const over = plan(FITS + 1);
  expect(over.road).toBe('draft');
  expect(over.bytes).toBe(within.bytes + 4);
  expect(over.bytes).toBeGreaterThan(ONE_REQUEST_BYTES);
});

test('a text and an HTML body go as MIME, which weighs more', () => {
  const mail = mailOf({ html: '<p>a</p>', attachments: [fileOf(2_000_000)] });
  const mime = planMail(mail, DATE);
  expect(mime).toMatchObject({ road: 'one_request', contentType: 'text/plain' });
  expect(mime.bytes).toBeGreaterThan(planMail({ ...mail, text: null }, DATE).bytes * 1.3);
});

test('of a draft, small files travel inside or in a request each, large ones in a session', () => {
  const drafted = plan(1_000_000, UPLOAD_FROM_BYTES, 1_900_000, UPLOAD_FROM_BYTES - 1);
  if (drafted.road !== 'draft') throw new Error('one request');
  const { attachments } = JSON.parse(bytesOf(drafted.draft).toString());
  expect(attachments).toHaveLength(2);
  expect(drafted.posted).toHaveLength(1);
  expect(drafted.uploaded.map(({ content }) => content.length)).toEqual([UPLOAD_FROM_BYTES]);
  expect(drafted.draft.bytes).toBeLessThanOrEqual(ONE_REQUEST_BYTES);
});

test('the largest file that is posted by itself is one request, whatever it is called', () => {
  const name = `${'票'.repeat(251)}.pdf`;
  const file = { ...fileOf(UPLOAD_FROM_BYTES - 1), name };
  const drafted = planMail(mailOf({ attachments: [file, { ...file }] }), DATE);
  if (drafted.road !== 'draft') throw new Error('one request');
  expect(drafted.uploaded).toEqual([]);
  expect(drafted.posted).toHaveLength(1);
  for (const { bytes } of drafted.posted) {
    expect(bytes).toBeGreaterThan((UPLOAD_FROM_BYTES * 4) / 3 - 4);
    expect(bytes).toBeLessThanOrEqual(ONE_REQUEST_BYTES);
  }
});

test('a body that is too long by itself makes a draft that is too large as well: nothing is cut', () => {
  const drafted = planMail(mailOf({ text: 'a'.repeat(5_000_000) }), DATE);
  if (drafted.road !== 'draft') throw new Error('one request');
  expect(drafted.draft.bytes).toBeGreaterThan(ONE_REQUEST_BYTES);
});

test('a draft is filled to its last byte, and no file is looked at once for each other file', () => {
  let looked = 0;
  const attachments = Array.from({ length: 300 }, () => ({
    ...fileOf(30_000),
    get name() {
      looked += 1;
      return 'report.pdf';
    },
  }));
  const drafted = planMail(mailOf({ attachments }), DATE);
  if (drafted.road !== 'draft') throw new Error('one request');
  const { length } = JSON.parse(bytesOf(drafted.draft).toString()).attachments;
  expect(drafted.posted).toHaveLength(300 - length);
  const oneMore = (drafted.posted[0]?.bytes ?? 0) + 1;
  expect(drafted.draft.bytes).toBeLessThanOrEqual(ONE_REQUEST_BYTES);
  expect(drafted.draft.bytes + oneMore).toBeGreaterThan(ONE_REQUEST_BYTES);
  expect(looked).toBeLessThanOrEqual(4 * 300);
});
