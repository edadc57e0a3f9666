import { addCustomer, addMailbox } from '../support/add-mailbox';
import { expect, type Page, test } from '../support/browser-test';
import { sandboxUrl, uniqueName } from '../support/console';

test.describe.configure({ mode: 'serial' });

let page: Page;
let writes: string;
let sends: string;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  const customer = await addCustomer(page, uniqueName('Quayside Print'));
  writes = await addMailbox(page, customer, 'excess-permission');
  sends = await addMailbox(page, customer, 'working-mailbox');
});
test.afterAll(async () => page.close());

interface Listed {
  readonly cc: string[];
  readonly replyTo: string[];
  readonly bodyType: string;
  readonly attachments: {
    readonly name: string;
    readonly bytes: number;
    readonly contentId: string | null;
  }[];
}

const latest = async () => ((await (await fetch(`${sandboxUrl()}/sandbox/messages`)).json()) as Listed[])[0];

/** Opens a mailbox's page, and the folded part of its Send test. */
async function openMore(mailboxId: string) {
  await page.goto(`/mailboxes/${mailboxId}`);
  await page.getByText(/^More: other From/).click();
  await page.getByLabel('Send test to').fill('agent@firstline.example');
}

const file = (bytes: number, name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.alloc(bytes, 'abcdefg'),
});
const press = () => page.getByRole('button', { name: 'Send test' }).click();

test('copies, a reply address, HTML, a file and an inline image go in one request', async () => {
  await openMore(sends);
  await page.getByLabel('Cc', { exact: true }).fill('"Chen, Lin @ 客服" <c@example.com>, d@example.com');
  await page.getByLabel('Reply-To').fill('Desk <r@example.com>');
  await page.getByLabel('HTML').fill('<p>Hello <img src="cid:image-1"></p>');
  await page.getByLabel('Attachments').setInputFiles([file(1_000, 'one.pdf'), file(2_000, 'two.pdf')]);
  await page.getByLabel('Inline image').setInputFiles({ ...file(500, 'logo.png'), mimeType: 'image/png' });
  await expect(page.getByText('0.0 MB: goes in one request.')).toBeVisible();
  await press();
  await expect(page.getByText(/Accepted by Microsoft at .* request id/i).first()).toBeVisible();
  expect(await latest()).toMatchObject({
    cc: ['c@example.com', 'd@example.com'],
    replyTo: ['r@example.com'],
    bodyType: 'html',
    attachments: [
      { name: 'logo.png', bytes: 500, contentId: 'image-1' },
      { name: 'one.pdf', bytes: 1_000 },
      { name: 'two.pdf', bytes: 2_000 },
    ],
  });
});

test('a large file is said to go as a draft before it is sent, and does', async () => {
  await openMore(writes);
  await page.getByLabel('Attachments').setInputFiles(file(3_450_000, 'large.pdf'));
  await expect(
    page.getByText('4.6 MB: goes as a draft with an upload, if the app may do that (Mail.ReadWrite).'),
  ).toBeVisible();
  await press();
  await expect(page.getByText(/Accepted by Microsoft at .* request id/i).first()).toBeVisible();
  expect((await latest())?.attachments).toMatchObject([{ name: 'large.pdf', bytes: 3_450_000 }]);
});

test('without Mail.ReadWrite the permission is named, and the message keeps the step', async () => {
  await openMore(sends);
  await page.getByLabel('Attachments').setInputFiles(file(3_450_000, 'large.pdf'));
  await press();
  await expect(page.getByText(/no permission to go the other way/).first()).toBeVisible();
  await page.reload();
  await page.getByText('Details', { exact: true }).first().click();
  await expect(page.getByText(/too large for one request, so a draft is made first/).first()).toBeVisible();
  await expect(page.getByText(/Mail\.ReadWrite/).first()).toBeVisible();

  // The list says it too, beside the chip.
  await page.goto('/messages');
  const newest = page.getByRole('row').nth(1);
  const step = newest.getByText('when the draft was made', { exact: true });
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(step).toBeVisible();
    const shown = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0);
    expect(shown).toBeLessThanOrEqual(width);
    const [chip, words] = [
      await newest.getByText('Failed', { exact: true }).boundingBox(),
      await step.boundingBox(),
    ];
    if (!chip || !words) throw new Error('the row shows no chip or no step');
    const sameLine = words.y < chip.y + chip.height && chip.y < words.y + words.height;
    expect(sameLine).toBe(true);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(
    page
      .getByRole('row')
      .nth(2)
      .getByText(/^(when|at|before) /),
  ).toHaveCount(0);
});

test('another From that Exchange refuses is explained at its field', async () => {
  await openMore(sends);
  await page.getByLabel('From', { exact: true }).fill('boss@example.com');
  await press();
  await expect(page.getByLabel('From', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText(/does not let the app send under this From address/).first()).toBeVisible();
  // The one From, and nobody's mailbox, is what the customer's administrator is asked about.
  await page.getByText('Text to forward').first().click();
  await expect(
    page.locator('p[lang="en"]').filter({ hasText: 'under the From address' }).first(),
  ).toContainText('under the From address boss@example.com');
});

test('a list that holds no address is told at its field, and nothing leaves', async () => {
  await openMore(sends);
  await page.getByLabel('Bcc', { exact: true }).fill('b@example.com, nobody');
  await press();
  await expect(page.getByLabel('Bcc', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Bcc', { exact: true })).toHaveValue('b@example.com, nobody');
});

test('more than 25 MB is not even sent to Posthouse', async () => {
  await openMore(sends);
  await page.getByLabel('Attachments').setInputFiles(file(25_400_000, 'film.mov'));
  await press();
  await expect(page.getByText('This is too large to be sent').first()).toBeVisible();
});
