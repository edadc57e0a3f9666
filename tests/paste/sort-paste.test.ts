import { describe, expect, test } from 'vitest';
import { sortPaste } from '@/lib/paste/sort-paste';
import { readSecret } from '@/lib/registration/read-secret';
import { Secret } from '@/lib/secret';
import { AZ } from './corpus/az';
import { DAYS } from './corpus/days';
import { ENTRA_PAGES } from './corpus/entra-pages';
import { JSON_TEXTS } from './corpus/json';
import { LINKS } from './corpus/links';
import { LOOSE_LINES } from './corpus/loose-lines';
import { MAILS } from './corpus/mails';
import { POWERSHELL } from './corpus/powershell';
import { SECRET_IDS } from './corpus/secret-ids';
import { SETTINGS } from './corpus/settings';
import { type Paste, SECRET_ID, VALUE, VALUE_2, VALUE_2019, VALUE_2021 } from './values';

const FAMILIES: Readonly<Record<string, readonly Paste[]>> = {
  MAILS,
  ENTRA_PAGES,
  SECRET_IDS,
  AZ,
  POWERSHELL,
  JSON_TEXTS,
  SETTINGS,
  LINKS,
  LOOSE_LINES,
  DAYS,
};
const ALL = Object.values(FAMILIES).flat();

const textOf = (value: string | Secret) => (value instanceof Secret ? value.reveal() : value);

/** A sorted paste as the rows of the corpus write it. */
function resultOf(text: string) {
  const { taken, leftOut, questions } = sortPaste(text);
  return {
    take: Object.fromEntries(taken.map(({ field, value }) => [field, textOf(value)])),
    leave: leftOut.map(({ why }) => why).sort(),
    ask: questions
      .map(({ candidates }) => [...new Set(candidates.map(({ field }) => field))].join('+'))
      .sort(),
  };
}

describe.each(Object.entries(FAMILIES))('%s', (_family, pastes) => {
  test.each(pastes)('$name', ({ text, take, leave = [], ask = [] }) => {
    expect(resultOf(text)).toEqual({ take, leave: [...leave].sort(), ask: [...ask].sort() });
  });
});

test('there are more than two hundred pastes, and no two of one name in a family', () => {
  expect(ALL.length).toBeGreaterThan(200);
  for (const pastes of Object.values(FAMILIES)) {
    expect(new Set(pastes.map(({ name }) => name)).size).toBe(pastes.length);
  }
});

test('every Secret ID of the corpus is caught', () => {
  const holding = ALL.filter(({ text }) => text.toLowerCase().includes(SECRET_ID));
  expect(holding.length).toBeGreaterThan(50);
  for (const { name, text } of holding) {
    const { taken, leftOut } = sortPaste(text);
    expect(
      taken.map(({ value }) => textOf(value).toLowerCase()),
      name,
    ).not.toContain(SECRET_ID);
    expect(
      leftOut.map(({ why, shown }) => `${why} ${shown}`),
      name,
    ).toContain(`secret_id ${SECRET_ID}`);
  }
});

test.each([VALUE, VALUE_2, VALUE_2021, VALUE_2019])(
  'a real Value is neither a fault nor a doubt: %#',
  (value) => {
    expect(readSecret(value)).toEqual({ text: value, cleaned: [], fault: null, doubt: null });
  },
);

test('of a secret the report shows three characters', () => {
  for (const { text } of ALL) {
    const { taken, leftOut, questions } = sortPaste(text);
    const report = JSON.stringify({ taken, leftOut, questions });
    for (const secret of [VALUE, VALUE_2, VALUE_2021, VALUE_2019]) {
      expect(report).not.toContain(secret.slice(0, 4));
      expect(report).not.toContain(secret.slice(6, 14));
    }
  }
});

test('a label that is shown is one of the paste, in its own words', () => {
  const [secret] = sortPaste(`  Wert :  ${VALUE}`).taken;
  expect(secret?.from).toEqual({ line: 1, label: 'Wert', place: 'label' });
});
