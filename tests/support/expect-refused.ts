import { answerTo } from './actions';
import type { BadValue } from './bad-values';
import { expect, type Page } from './browser-test';
import { sandboxRequests } from './console';
import { storedWorld } from './run-database';
import { TYPED_SECRETS } from './typed-secrets';

/** The field of this label. */
export const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

/** Types it; of a choice also what it does not offer, since a form can be sent without a browser. */
export async function type(page: Page, label: string, value: string): Promise<void> {
  const control = field(page, label);
  if (await control.evaluate((element) => element.tagName !== 'SELECT')) return control.fill(value);
  if (value === 'mars') {
    await control.evaluate((element: HTMLSelectElement) => element.options[0]?.setAttribute('value', 'mars'));
  }
  await control.selectOption(value);
}

/** Types each value into the field of its label. */
export async function typeAll(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await type(page, label, value);
}

/** Presses the button and expects: words below the field, nothing stored, everything typed still there, no secret back. */
export async function expectRefused(
  page: Page,
  press: () => Promise<unknown>,
  [label, value, words]: BadValue,
  typed: Readonly<Record<string, string>>,
): Promise<void> {
  const before = await storedWorld();
  const asked = await sandboxRequests();
  const answer = await answerTo(page, press);
  const control = field(page, label);
  await expect(page.locator('[aria-invalid="true"]')).toHaveCount(1);
  await expect(control).toHaveAttribute('aria-invalid', 'true');
  await expect(control).toHaveAccessibleDescription(words);
  const said = await page.locator('[id$="-below"].text-red').allInnerTexts();
  for (const text of said) expect(text).toMatch(/^[A-Z][^_{}]{8,}\.$/s);
  expect(await storedWorld()).toEqual(before);
  expect(await sandboxRequests()).toEqual(asked);
  for (const [each, text] of Object.entries({ ...typed, [label]: value })) {
    await expect(field(page, each)).toHaveValue(text);
  }
  const html = await page.content();
  for (const secret of Object.values(TYPED_SECRETS)) {
    expect(html).not.toContain(secret);
    expect(answer).not.toContain(secret);
  }
}
