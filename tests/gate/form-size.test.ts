import { expect, test } from 'vitest';
import { FORM_LIMIT_BYTES, formSize, heaviestField } from '@/app/_gate/form-size';
import config from '@/next.config.js';

const formOf = (fields: Readonly<Record<string, string>>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

/** Three bytes each on the way, the most that one of the characters that a rule counts can weigh. */
const chinese = (length: number) => '信'.repeat(length);

test.each([
  ['the customer form', { customerName: chinese(120), note: chinese(2000) }],
  [
    'Add mailbox',
    {
      customerId: chinese(36),
      mailboxAddress: chinese(254),
      mailboxName: chinese(200),
      description: '\n'.repeat(1000),
      tenantId: chinese(253),
      clientId: chinese(36),
      clientSecret: chinese(512),
    },
  ],
  [
    'Test connection before saving',
    {
      mailboxAddress: chinese(1000),
      tenantId: chinese(1000),
      clientId: chinese(1000),
      clientSecret: chinese(10_000),
    },
  ],
])('%s with every field as long as its rule allows is far from too large', async (_name, fields) => {
  expect(await formSize(formOf(fields))).toBeLessThan(FORM_LIMIT_BYTES / 4);
});

test('bytes are what counts, not characters', async () => {
  const envelope = await formSize(formOf({ note: '' }));
  expect(await formSize(formOf({ note: chinese(1000) }))).toBe(envelope + 3000);
});

test('the heaviest field is the one to shorten', () => {
  expect(heaviestField(formOf({ name: 'long enough', note: chinese(5), address: 'short' }))).toBe('note');
});

test('the server takes a form of the limit with its envelope, and hardly more', () => {
  const { serverActions, proxyClientMaxBodySize } = config.experimental ?? {};
  const [server, proxy] = [serverActions?.bodySizeLimit, proxyClientMaxBodySize].map(
    (text) => Number(String(text).replace(/kb$/, '')) * 1024,
  );
  expect(server).toBeGreaterThan(FORM_LIMIT_BYTES + 20_000);
  expect(server).toBeLessThan(FORM_LIMIT_BYTES * 1.1);
  // A body that is cut off before the limit would arrive as half a form.
  expect(proxy).toBeGreaterThan(server ?? 0);
});
