import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListedSecret } from '@/lib/microsoft/read-application';
import { matchCredential } from '@/lib/registration/match-credential';

const at = (day: string) => new Date(`${day}T10:00:00Z`);
const now = at('2026-11-30');
const ID = 'aaaaaaaa-0000-4000-8000-000000000001';
const known = { hint: 'abc', setAt: at('2026-11-01'), entraKeyId: null };

const listed = (changes: Partial<ListedSecret> = {}): ListedSecret => ({
  keyId: ID,
  hint: 'abc',
  startsAt: at('2026-10-01'),
  endsAt: at('2027-10-01'),
  ...changes,
});
const match = (
  secrets: readonly ListedSecret[],
  changes: Partial<typeof known> | { entraKeyId: string } = {},
) => matchCredential(secrets, { ...known, ...changes }, now);

describe('found', () => {
  const found = { kind: 'found', keyId: ID, endsAt: at('2027-10-01') };

  test('the only one that begins like it', () => {
    expect(match([listed(), listed({ hint: 'xyz', endsAt: at('2030-01-01') })])).toEqual(found);
  });

  test('also when its start is dated after the day it was entered', () => {
    expect(match([listed({ startsAt: at('2026-11-20') })])).toEqual(found);
  });

  test.each([
    ['has ended', { endsAt: at('2026-11-01') }],
    ['begins later', { startsAt: at('2026-12-24') }],
    ['was made after ours was entered', { startsAt: at('2026-11-15') }],
  ])('of two that begin alike, because the other %s', (_, other) => {
    expect(match([listed({ keyId: null, ...other }), listed()])).toEqual(found);
  });

  test('by the Secret ID under which it was found before, when another begins like it now', () => {
    const twin = listed({ keyId: null, endsAt: at('2028-01-01') });
    expect(match([twin, listed()])).toMatchObject({ kind: 'unclear' });
    expect(match([twin, listed()], { entraKeyId: ID })).toEqual(found);
  });
});

describe('unclear', () => {
  test('two that begin alike: both days, the earliest first, and none of them is chosen', () => {
    const twin = listed({ keyId: null, endsAt: at('2027-03-01') });
    expect(match([listed(), twin])).toEqual({
      kind: 'unclear',
      endsAt: [at('2027-03-01'), at('2027-10-01')],
    });
  });

  test('those from before Entra kept the first characters', () => {
    const old = listed({ hint: null });
    expect(match([old])).toEqual({ kind: 'unclear', endsAt: [at('2027-10-01')] });
    expect(match([old, listed({ hint: 'xyz' })])).toEqual({ kind: 'unclear', endsAt: [at('2027-10-01')] });
  });

  test('a short secret of ours, of which no first characters are kept', () => {
    expect(match([listed(), listed({ hint: 'xyz' })], { hint: '' })).toMatchObject({ kind: 'unclear' });
  });

  test('the only one that begins alike has ended, and yet ours signed in', () => {
    expect(match([listed({ endsAt: at('2026-11-01') })])).toMatchObject({ kind: 'unclear' });
  });

  test('the only one that begins alike has no end', () => {
    expect(match([listed({ endsAt: null })])).toEqual({ kind: 'unclear', endsAt: [] });
  });
});

describe('absent', () => {
  test.each([
    ['nothing is listed', [], {}],
    ['all begin otherwise', [listed({ hint: 'xyz' }), listed({ hint: 'ABC' })], {}],
    [
      'the one that was found before is gone, though another begins alike',
      [listed({ keyId: null })],
      { entraKeyId: ID },
    ],
  ])('%s', (_, secrets, changes) => {
    expect(match(secrets, changes)).toEqual({ kind: 'absent' });
  });
});

test('whatever is listed: a day that is given is one of the list, and of a secret that begins like ours', () => {
  const moment = fc.option(fc.date({ min: at('2000-01-01'), max: at('2099-01-01'), noInvalidDate: true }), {
    nil: null,
  });
  const secret = fc.record({
    keyId: fc.option(fc.uuid(), { nil: null }),
    hint: fc.constantFrom('abc', 'abd', null),
    startsAt: moment,
    endsAt: moment,
  });
  fc.assert(
    fc.property(fc.array(secret, { maxLength: 12 }), fc.constantFrom('abc', ''), (secrets, hint) => {
      const result = match(secrets, { hint });
      if (result.kind === 'absent')
        return secrets.every((one) => hint !== '' && one.hint === 'abd') || secrets.length === 0;
      const from = secrets.filter((one) => result.kind === 'unclear' || one.hint === hint);
      const days = result.kind === 'found' ? [result.endsAt] : result.endsAt;
      return (
        days.length <= 10 &&
        days.every((day) => from.some(({ endsAt }) => endsAt?.getTime() === day.getTime()))
      );
    }),
  );
});
