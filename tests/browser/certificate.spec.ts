import { X509Certificate } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { addCustomer, addMailbox } from '../support/add-mailbox';
import { expect, type Page, test } from '../support/browser-test';
import { chooseScenario, sandboxUrl, scenario, uniqueName } from '../support/console';
import { makeCertificate, pfxOf } from '../support/make-certificate';
import { TYPED_SECRETS } from '../support/typed-secrets';

test.describe.configure({ mode: 'serial' });

let page: Page;
let made = '';
let clientId = '';

test.beforeAll(async ({ browser }) => {
  page = await (await browser.newContext()).newPage();
  const customer = await addCustomer(page, uniqueName('Hazel Opticians'));
  ({ clientId } = (await scenario('working-mailbox')).values);
  await addMailbox(page, customer, 'working-mailbox');
});

test.afterAll(async () => {
  await page.context().close();
});

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

/** `Discard certificate`, and its question answered with yes. */
async function discard(): Promise<void> {
  await press('Discard certificate');
  const question = page.getByRole('alertdialog', { name: 'Discard certificate' });
  await question.getByRole('button', { name: 'Discard certificate' }).click();
  await expect(question).toHaveCount(0);
}

/** The guide beside the form asks for the upload, and nowhere for a client secret. */
async function expectGuideOfCertificate(): Promise<void> {
  const guide = page.locator('details', { has: page.getByText("For the customer's administrator") });
  await expect(guide.getByRole('heading', { level: 3 })).toHaveText([
    'Register an app',
    'Copy the two IDs',
    'Add the permission to send',
    'Grant admin consent',
    'Upload the certificate',
    'Compare the thumbprint',
  ]);
  await expect(guide.getByRole('link', { name: 'to upload' })).toHaveAttribute(
    'href',
    /^https:\/\/entra\.microsoft\.com\/.*\/Credentials\/appId\/[0-9a-f-]{36}$/,
  );
  await expect(guide).not.toContainText('New client secret');
  await page.getByLabel('Signs in with').selectOption('Client secret');
  await expect(guide.getByRole('heading', { level: 3 }).last()).toHaveText('Make a client secret');
  await page.getByLabel('Signs in with').selectOption('Certificate');
}

/** What the customer's administrator does in Entra. */
async function upload(cer: Buffer): Promise<void> {
  const answer = await fetch(`${sandboxUrl()}/sandbox/certificates?clientId=${clientId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-x509-ca-cert' },
    body: new Uint8Array(cer),
  });
  expect(answer.ok).toBe(true);
}

test('a certificate is made, and waits: the mailbox goes on as before', async () => {
  await press('Use a certificate instead');
  await page.getByLabel('Good for').selectOption('1');
  await press('Make certificate');
  await expect(page.getByRole('heading', { name: 'A certificate waits to be used' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Replace secret' })).toBeVisible();
});

test('Entra does not know it yet: that is said, and nothing changes', async () => {
  await press('Test with the certificate');
  await expect(page.getByText('Entra does not know the certificate that we sign in with.')).toBeVisible();
  await expect(page.getByText('Nothing was changed: the mailboxes sign in as before.')).toBeVisible();
});

test('what is handed out is the certificate alone, with the thumbprint on screen', async () => {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download certificate (.cer)' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe(`posthouse-${clientId}.cer`);
  const cer = readFileSync(await download.path());
  expect(cer.includes('PRIVATE KEY')).toBe(false);
  const certificate = new X509Certificate(cer);
  made = certificate.fingerprint.replaceAll(':', '');
  await expect(page.getByText(made, { exact: true })).toBeVisible();
  const days = (Date.parse(certificate.validTo) - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBeGreaterThan(363);
  expect(Math.round(days)).toBeLessThan(367);
  await upload(cer);
});

test('the text for the administrator holds the ids, the thumbprint and where to click', async () => {
  await page.getByText("Text for the customer's administrator").click();
  const text = page.getByText(/^Hello,/);
  await expect(text).toContainText(clientId);
  await expect(text).toContainText(made);
  await expect(text).toContainText('Upload certificate');
  await page.setViewportSize({ width: 390, height: 900 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide, 'a long link scrolls the page sideways').toBe(false);
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('uploaded it is let in, and put to use for every mailbox of the registration', async () => {
  await press('Test with the certificate');
  await expect(page.getByText('Microsoft let the certificate in.')).toBeVisible();
  await press('Use certificate');
  await expect(page.getByText('from the certificate')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'A certificate waits to be used' })).toHaveCount(0);
  await press('Test connection');
  await expect(page.getByText(/^Passed$/)).toHaveCount(5);
  await page.getByLabel('Send test to').fill('lin@firstline.example');
  await press('Send test');
  await expect(page.getByText('Accepted by Microsoft', { exact: true }).first()).toBeVisible();
});

test('no private key and no secret stands in the page', async () => {
  const html = await page.content();
  expect(html).not.toContain('PRIVATE KEY');
  expect(html).not.toContain((await scenario('working-mailbox')).values.clientSecret);
});

test('one that exists is added as a PFX: with the wrong password it is said where, with the right one it waits', async () => {
  const own = makeCertificate();
  await press('Use another certificate');
  await page.getByLabel('Certificate file').setInputFiles({
    name: 'own.pfx',
    mimeType: 'application/x-pkcs12',
    buffer: Buffer.from(pfxOf(own, TYPED_SECRETS.pfxPassword), 'base64'),
  });
  await page.getByLabel('Password of the file').fill('not the one');
  await press('Add existing certificate');
  await expect(page.getByText('The password is not right').first()).toBeVisible();
  await page.getByLabel('Password of the file').fill(TYPED_SECRETS.pfxPassword);
  await press('Add existing certificate');
  await expect(page.getByRole('heading', { name: 'A certificate waits to be used' })).toBeVisible();
  await expect(
    page.getByText(new X509Certificate(own.certificate).fingerprint.replaceAll(':', ''), { exact: true }),
  ).toBeVisible();
});

test.describe('an existing one that cannot be used is refused at its field, in words', () => {
  const own = makeCertificate();
  const past = makeCertificate({ from: new Date('2024-01-01'), to: new Date('2025-01-01') });
  const FILES: readonly (readonly [string, string, Buffer, string])[] = [
    ['without its key', 'own.pem', Buffer.from(own.certificate), 'The private key is missing'],
    ['as a .cer', 'own.cer', new X509Certificate(own.certificate).raw, 'The private key is missing'],
    [
      'that has ended',
      'past.pem',
      Buffer.from(past.privateKey + past.certificate),
      'This certificate has ended',
    ],
    ['that is no certificate', 'note.pfx', Buffer.from('hello'), 'There is no certificate in it'],
    ['of 5 MB', 'large.pfx', Buffer.alloc(5_000_000, 7), 'This is too large'],
  ];

  test.beforeAll(async () => {
    await discard();
    await press('Use another certificate');
  });

  test.afterAll(async () => {
    await page.getByRole('button', { name: 'Make certificate' }).click();
    await expect(page.getByRole('heading', { name: 'A certificate waits to be used' })).toBeVisible();
  });

  for (const [what, name, buffer, said] of FILES) {
    test(what, async () => {
      const file = page.getByLabel('Certificate file');
      await file.setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
      await press('Add existing certificate');
      await expect(page.getByText(said).first()).toBeVisible();
      await expect(file).toHaveAttribute('aria-invalid', 'true');
      await expect(page.getByLabel('Certificate and private key as text')).not.toHaveAttribute(
        'aria-invalid',
      );
    });
  }
});

test('a file that has gone since it was chosen is told at its field, and nothing is sent', async () => {
  await discard();
  await press('Use another certificate');
  const path = test.info().outputPath('gone.pem');
  writeFileSync(path, 'hello');
  const file = page.getByLabel('Certificate file');
  await file.setInputFiles(path);
  rmSync(path);
  await press('Add existing certificate');
  await expect(page.getByText('This file cannot be read')).toBeVisible();
  await expect(file).toHaveAttribute('aria-invalid', 'true');
  await expect(file).toBeFocused();
  await page.getByRole('button', { name: 'Make certificate' }).click();
  await expect(page.getByRole('heading', { name: 'A certificate waits to be used' })).toBeVisible();
});

test('looks right and can be used by everybody, at a desk and on a telephone', async () => {
  for (const width of [1280, 390]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(wide, `scrolls sideways at ${width}`).toBe(false);
      await page.screenshot({ path: `test-results/certificate-${colorScheme}-${width}.png`, fullPage: true });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('discarded it is gone, and its file with it: the one in use is handed out again', async () => {
  await discard();
  await expect(page.getByRole('heading', { name: 'A certificate waits to be used' })).toHaveCount(0);
  const answer = await page.request.get(`${page.url()}/certificate`);
  expect(new X509Certificate(await answer.body()).fingerprint.replaceAll(':', '')).toBe(made);
});

test('where client secrets are forbidden the mailbox is added without one, and gets its certificate first', async () => {
  const customer = await addCustomer(page, uniqueName('Larch Archive'));
  await page.goto(`/mailboxes/new?customer=${customer}`);
  await chooseScenario(page, 'working-mailbox');
  await page.getByLabel('Signs in with').selectOption('Certificate');
  await expect(page.getByLabel('Client secret value')).toBeHidden();
  await expectGuideOfCertificate();
  await expect(page.getByRole('button', { name: 'Test connection' })).toBeDisabled();
  await expect(page.getByText('There is nothing to test before the certificate is made')).toBeVisible();
  await press('Save mailbox');
  await page.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);
  await expect(page.getByText('Waiting for customer', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('There is no client secret or certificate yet.')).toBeVisible();
  await press('Make certificate');
  await expect(page.getByRole('heading', { name: 'A certificate waits to be used' })).toBeVisible();
  const answer = await page.request.get(`${page.url()}/certificate`);
  await upload(await answer.body());
  await press('Use certificate');
  await expect(page.getByText('from the certificate')).toBeVisible();
  await press('Test connection');
  await expect(page.getByText(/^Passed$/)).toHaveCount(5);
});
