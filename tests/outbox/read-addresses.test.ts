import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAddresses } from '@/lib/outbox/read-addresses';

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

test.each(['nobody', 'a@x.example, nobody', 'Lin lin@x.example', '"Lin" <>', '<a@x.example', 'a@x.example>'])(
  '%j is no list of addresses',
  (text) => {
    expect(readAddresses(text)).toBeNull();
  },
);

test('whatever is typed: no address with a line break or a bracket comes of it', () => {
  const unit = fc.constantFrom('a', '@', 'x.example', ',', ';', '"', '\\', '<', '>', '\r', '\n', ' ');
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      for (const { address } of readAddresses(text) ?? []) expect(address).not.toMatch(/[\s<>",;]/);
    }),
  );
});
