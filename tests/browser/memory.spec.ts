import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { addCustomer } from '../support/add-mailbox';
import { expect, type Page, test } from '../support/browser-test';
import { chooseScenario, scenario, uniqueName } from '../support/console';
import { IS_FULL_PROOF } from '../support/proof';
import { searchLeaks } from '../support/search-leaks';
import { TYPED_SECRETS } from '../support/typed-secrets';
import { processesOfTheApp } from '../support/watch-app';

/**
 * A minute after the last sign-in at Microsoft no client secret is in the app's memory but those of two kinds of forms
 * (docs/security.md): `npm run proof -- memory`. On Node 20 the form of the request that loaded a part of the server
 * stays, so the first round of everything is let off; and the last form that led on to another page, so one without a
 * secret is sent last. V8 keeps the first 1024 characters of a text in a snapshot.
 */
test.skip(!IS_FULL_PROOF, 'a proof of minutes, by name: npm run proof -- memory');
test.setTimeout(600_000);

/** Types one wrong and one right secret, tests both unsaved, saves, replaces, tests and sends. */
async function useSecrets(page: Page, customerId: string, id: string, wrong: string): Promise<string> {
  const { values } = await scenario(id);
  await page.goto(`/mailboxes/new?customer=${customerId}`);
  await chooseScenario(page, id);
  await page.getByLabel('Client secret value').fill(wrong);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('AADSTS7000215', { exact: true }).first()).toBeAttached();
  await page.getByRole('button', { name: 'Save mailbox' }).click();
  await page.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);
  await page.getByRole('button', { name: 'Replace secret' }).click();
  await page.getByLabel('Client secret value').fill(values.clientSecret);
  await page.getByRole('button', { name: 'Save secret' }).click();
  await expect(page.getByText('The secret is saved.')).toBeVisible();
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText(/^All checks passed/)).toBeVisible();
  await page.getByLabel('Send test to').fill('memory@firstline.example');
  await page.getByRole('button', { name: 'Send test' }).click();
  await expect(page.getByText(/Accepted by Microsoft at/).first()).toBeVisible();
  return values.clientSecret;
}

test('a minute after the last sign-in no client secret is in a snapshot of the heap', async ({ page }) => {
  const customerId = await addCustomer(page, uniqueName('Hazel Press'));
  const first = await useSecrets(page, customerId, 'working-mailbox', TYPED_SECRETS.wrong);
  const second = await useSecrets(page, customerId, 'working-cedar-logistics', TYPED_SECRETS.planted);
  // Of a form that leads on to another page Next asks itself for that page, by a fetch whose timer keeps the form until
  // the next one.
  await addCustomer(page, uniqueName('Rowan Press'));
  await page.waitForTimeout(60_000);

  // The first one collects what is garbage; what is told of that afterwards lets go of more.
  await snapshotOfTheApp();
  const snapshot = await snapshotOfTheApp();
  const place = [{ where: 'the heap', bytes: snapshot }];
  // The keys are in the environment of the process, and so in its memory: it is the right process, and the search finds.
  const key = JSON.parse(
    readFileSync(join(process.env.POSTHOUSE_TEST_DIR ?? '', 'data', 'keys.json'), 'utf8'),
  );
  expect(searchLeaks([{ kind: 'the session secret', text: key.sessionSecret }], place)).toHaveLength(1);
  const ofFirst = searchLeaks(
    [
      { kind: 'the first right secret', text: first },
      { kind: 'the first wrong secret', text: TYPED_SECRETS.wrong },
    ],
    place,
  );
  console.log(`Of what loaded the server: ${ofFirst.join(', ') || 'nothing'}`);
  const planted = [
    { kind: 'the right secret', text: second },
    { kind: 'the wrong secret', text: TYPED_SECRETS.planted },
  ];
  expect(searchLeaks(planted, place)).toEqual([]);
});

/** A snapshot of the heap of the process that serves, once it is written. */
async function snapshotOfTheApp(): Promise<Buffer> {
  const folder = process.env.POSTHOUSE_TEST_SNAPSHOTS ?? '';
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const app = processesOfTheApp().find((each) => / next-server/.test(each));
  process.kill(Number.parseInt(app ?? '', 10), 'SIGUSR2');
  for (let size = -1; ; ) {
    await new Promise((go) => setTimeout(go, 3_000));
    const [name] = readdirSync(folder);
    const now = name ? statSync(join(folder, name)).size : 0;
    if (name && now > 0 && now === size) return readFileSync(join(folder, name));
    size = now;
  }
}
