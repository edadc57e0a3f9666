import { addCustomer, addMailbox } from '../support/add-mailbox';
import { expect, test } from '../support/browser-test';
import { uniqueName } from '../support/console';

/** Text that would be more than text to HTML, to a message with arguments, to a format string and to a template. */
const NASTY = `<img src=x onerror="ran('name')"><script>ran('script')</script>{name, select, other {x}} %s \${7*7} "'&amp;`;

test('what a person typed is shown as it was typed on every page, and nothing of it runs or is counted', async ({
  page,
}) => {
  const ran: string[] = [];
  await page.exposeFunction('ran', (what: string) => ran.push(what));
  const name = uniqueName(NASTY).slice(0, 120);
  const customerId = await addCustomer(page, name);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  const mailboxId = await addMailbox(page, customerId, 'working-mailbox');
  await page.goto(`/mailboxes/${mailboxId}/edit`);
  await page.getByLabel('Mailbox name').fill(NASTY);
  await page.getByLabel('Description').fill(`${NASTY}\n</textarea>${NASTY}`);
  await page.getByRole('button', { name: 'Save mailbox' }).click();
  await page.waitForURL(new RegExp(`/mailboxes/${mailboxId}$`));

  const places = [
    `/customers/${customerId}`,
    `/customers?q=${encodeURIComponent(name)}`,
    `/mailboxes?q=${encodeURIComponent(name)}`,
    `/mailboxes/${mailboxId}`,
    `/history?customer=${customerId}`,
  ];
  for (const place of places) {
    await page.goto(place);
    await expect(page.getByText(name).filter({ visible: true }).first(), place).toBeVisible();
    await expect(page.locator('img[src="x"]'), place).toHaveCount(0);
  }
  await page.goto(`/customers/${customerId}/edit`);
  await expect(page.getByLabel('Customer name')).toHaveValue(name);
  await page.goto(`/mailboxes/${mailboxId}/edit`);
  await expect(page.getByLabel('Mailbox name')).toHaveValue(NASTY);
  await expect(page.getByLabel('Description')).toHaveValue(`${NASTY}\n</textarea>${NASTY}`);
  await page.goto(`/mailboxes/new?customer=${customerId}`);
  await expect(page.getByLabel('Customer', { exact: true }).locator('option:checked')).toHaveText(name);
  expect(ran).toEqual([]);
});

test('what a person typed into a search stands in links only as a value', async ({ page }) => {
  const search = `a&sort=customer#x "><b>'javascript:alert(1)`;
  await page.goto(`/mailboxes?q=${encodeURIComponent(search)}`);
  await expect(page.getByRole('searchbox').first()).toHaveValue(search);
  for (const link of await page.locator('main a[href]').all()) {
    const address = new URL((await link.getAttribute('href')) ?? '', page.url());
    expect(['http:', 'https:']).toContain(address.protocol);
    const carried = address.searchParams.get('q');
    if (carried !== null) expect(carried).toBe(search);
    expect(address.hash).toBe('');
  }
});
