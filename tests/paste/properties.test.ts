import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAddress } from '@/lib/mailbox/read-address';
import { LABEL_WORDS } from '@/lib/paste/label-words';
import { sortPaste } from '@/lib/paste/sort-paste';
import { readClientId, readTenantId } from '@/lib/registration/read-id';
import { readSecret } from '@/lib/registration/read-secret';
import { Secret } from '@/lib/secret';

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const signs = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.~_-'];
const ofSigns = (length: number) =>
  fc.array(fc.constantFrom(...signs), { minLength: length, maxLength: length }).map((all) => all.join(''));

/** A Value as Entra makes them: three characters, a digit, `Q~`, and 34 more; of the seventh kind 31 more. */
const entraValue = fc
  .constantFrom<[string, number]>(['8', 34], ['9', 34], ['7', 31])
  .chain(([kind, rest]) =>
    fc.tuple(ofSigns(3), ofSigns(rest)).map(([begin, end]) => [begin, kind, 'Q~', end].join('')),
  );
const label = fc.constantFrom(...Object.values(LABEL_WORDS).flat());
const between = fc.constantFrom(': ', ' = ', '\t', '\n', ' ', '：', ' | ', '="', ' (', ', ', '\r\n\r\n', '');
/** Names that every object has, which a table that is one would find. */
const inherited = fc
  .constantFrom('constructor', 'valueof', 'toString', 'hasOwnProperty', '__proto__')
  .map((name) => `https://${name}/x`);
const anything = fc.oneof(
  inherited,
  label,
  between,
  fc.uuid(),
  entraValue,
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.webUrl(),
  fc.emailAddress(),
  fc.date({ noInvalidDate: true }).map((day) => day.toISOString()),
  fc.json(),
);
const paste = fc.array(anything, { maxLength: 60 }).map((parts) => parts.join(''));

const secretsOf = (text: string) => {
  const { taken, questions } = sortPaste(text);
  return [...taken, ...questions.flatMap(({ candidates }) => candidates)].flatMap(({ field, value }) =>
    field === 'clientSecret' && value instanceof Secret ? [value.reveal()] : [],
  );
};

describe('a paste of whatever', () => {
  test.each(['constructor', 'valueOf', '__proto__'])('with a link to the host %s is no surprise', (host) => {
    expect(sortPaste(`https://${host}/x`).taken).toEqual([]);
  });

  test('is sorted without a surprise, and each value has the shape of its field', () => {
    fc.assert(
      fc.property(paste, (text) => {
        const { taken, questions } = sortPaste(text);
        for (const { field, value } of [...taken, ...questions.flatMap(({ candidates }) => candidates)]) {
          const shown = value instanceof Secret ? '' : value;
          if (field === 'tenantId') expect(readTenantId(shown)).toMatchObject({ text: shown, fault: null });
          if (field === 'clientId') expect(readClientId(shown)).toMatchObject({ text: shown, fault: null });
          if (field === 'secretExpiresOn') expect(shown).toMatch(/^20\d\d-\d\d-\d\d$/);
          if (field === 'clientSecret') expect(value).toBeInstanceOf(Secret);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('never gives a GUID as the secret', () => {
    fc.assert(
      fc.property(paste, (text) => {
        for (const secret of secretsOf(text)) expect(secret).not.toMatch(new RegExp(`^${GUID.source}$`, 'i'));
      }),
      { numRuns: 1000 },
    );
  });

  test('tells of a secret no more than three characters', () => {
    fc.assert(
      fc.property(paste, entraValue, (text, value) => {
        const { taken, leftOut, questions } = sortPaste(`${text}\nClient secret: ${value}`);
        expect(JSON.stringify({ taken, leftOut, questions })).not.toContain(value.slice(0, 7));
      }),
      { numRuns: 500 },
    );
  });
});

test('a Secret ID behind any label is never taken for the secret', () => {
  fc.assert(
    fc.property(label, between, fc.uuid(), (word, sign, id) => {
      expect(secretsOf(`${word}${sign}${id}`)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('no Value that Entra makes is refused or doubted, and each is found behind its label', () => {
  fc.assert(
    fc.property(entraValue, (value) => {
      expect(readSecret(value)).toEqual({ text: value, cleaned: [], fault: null, doubt: null });
      expect(secretsOf(`Value: ${value}`)).toEqual([value]);
    }),
    { numRuns: 5000 },
  );
});

test('every GUID in the field of the secret is doubted', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.constantFrom('', ' ', '\t', '"', '\u200b'), (id, around) => {
      expect(readSecret(`${around}${id}${around}`).doubt).toBe('secret_is_id');
    }),
  );
});

test('whatever is typed into a field is read without a surprise, and what was read is read again to the same', () => {
  fc.assert(
    fc.property(fc.oneof(paste, fc.string({ unit: 'binary' })), (typed) => {
      for (const read of [readTenantId, readClientId, readAddress, readSecret]) {
        const { text, fault } = read(typed);
        if (fault === null) expect(read(text)).toMatchObject({ text, fault: null, cleaned: [] });
      }
    }),
    { numRuns: 1000 },
  );
});

describe('the work grows with the length of the paste and no faster:', () => {
  const guid = '1b2c3d4e-0000-4000-8000-1234567890ab';
  test.each<[string, string]>([
    ['lines of a mail', `Tenant ID: ${guid}\n`],
    ['one line of ids and labels', `tenant id ${guid} `],
    ['labels alone', 'client secret value id '],
    ['labels on lines of their own', 'Value\n'],
    ['days', 'Expires: 03/04/2027 '],
    ['the beginning of many addresses', 'a@a.a@'],
    ['a table', `${guid}\t${guid}\t2027-12-16\n`],
    ['quotes and brackets', '{"([<'],
  ])('%s', (_what, piece) => {
    const steps = (times: number) => sortPaste(`Tenant ID\tValue\tExpires\n${piece.repeat(times)}`).steps;
    const [small, large] = [steps(50), steps(500)];
    expect(large / small).toBeLessThan(11);
  });
});
