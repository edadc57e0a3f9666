import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAddresses } from '@/lib/outbox/read-addresses';
import { sendMoreSchema } from '@/lib/outbox/schema';

test.each([
  ['', []],
  [' , ;\n', []],
  ['lin@x.example', [['lin@x.example', '']]],
  [
    'a@x.example; b@x.example\nc@x.example',
    [
      ['a@x.example', ''],
      ['b@x.example', ''],
      ['c@x.example', ''],
    ],
  ],
  ['Lin <lin@x.example>', [['lin@x.example', 'Lin']]],
  [
    '"Chen, Lin @ 客服; 🎂" <lin@x.example>, b@x.example',
    [
      ['lin@x.example', 'Chen, Lin @ 客服; 🎂'],
      ['b@x.example', ''],
    ],
  ],
  ['"a \\"b\\" \\\\ c" <lin@x.example>', [['lin@x.example', 'a "b" \\ c']]],
  ['<lin@x.example>', [['lin@x.example', '']]],
])('%j is %j', (text, people) => {
  expect(readAddresses(text)?.map(({ address, name }) => [address, name])).toEqual(people);
});

test.each([
  'nobody',
  'a@x.example, nobody',
  'Lin lin@x.example',
  '"Lin" <>',
  '<a@x.example',
  'a@x.example>',
  '"lin@x.example',
  '"a\\',
])('%j is no list of addresses', (text) => {
  expect(readAddresses(text)).toBeNull();
});

test('whatever is typed: no address with a line break or a bracket comes of it', () => {
  const unit = fc.constantFrom('a', '@', 'x.example', ',', ';', '"', '\\', '<', '>', '\r', '\n', ' ');
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      for (const { address } of readAddresses(text) ?? []) expect(address).not.toMatch(/[\s<>",;]/);
    }),
  );
});

test('one that is longer than any address with its name is none, and is not looked at', () => {
  const named = (length: number) => `${'a '.repeat(length / 2)}<lin@x.example>`;
  expect(readAddresses(named(500))).toHaveLength(1);
  expect(readAddresses(named(700))).toBeNull();
  expect(readAddresses(`${' '.repeat(300)}lin@x.example`)).toHaveLength(1);
});

test('a field of addresses holds 4,000 characters', () => {
  const field = (cc: string) =>
    sendMoreSchema.safeParse({ mailboxId: 'a', to: 'lin@x.example', html: '', cc });
  expect(field(', '.repeat(2_000)).success).toBe(true);
  expect(field(`${', '.repeat(2_000)},`).error?.issues[0]).toMatchObject({
    path: ['cc'],
    message: 'text_too_long',
  });
});

test('a test mail reaches 20 people at most, and the field says so where it reaches more', () => {
  const people = (count: number) => Array.from({ length: count }, (_, at) => `p${at}@x.example`).join(', ');
  const form = (cc: number, bcc: number) =>
    sendMoreSchema.safeParse({
      mailboxId: 'a',
      to: 'lin@x.example',
      html: '',
      cc: people(cc),
      bcc: people(bcc),
    });
  expect(form(9, 10).success).toBe(true);
  expect(form(9, 11).error?.issues[0]).toMatchObject({ path: ['bcc'], message: 'recipients_too_many' });
  expect(form(20, 0).error?.issues[0]).toMatchObject({ path: ['cc'], message: 'recipients_too_many' });
});
