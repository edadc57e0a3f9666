import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replay, requestOf, type SentAction } from '../support/actions';
import { addCustomer, addMailbox } from '../support/add-mailbox';
import { expect, type Page, test } from '../support/browser-test';
import { uniqueName } from '../support/console';
import { sql, storedWorld } from '../support/run-database';
import { addStaff, sessionCookie, signInAs } from '../support/staff';

/** A new vault key for the app under test, which goes on running: the command, the button, and what agents see of it. */
test.describe.configure({ mode: 'serial' });

const dataDir = () => join(process.env.POSTHOUSE_TEST_DIR ?? '', 'data');
const keyPath = () => join(dataDir(), 'keys.json');
const keyIds = () =>
  (JSON.parse(readFileSync(keyPath(), 'utf8')) as { vaultKeys: { id: string }[] }).vaultKeys.map(
    ({ id }) => id,
  );

const NO_KEYS_GIVEN = {
  DATABASE_URL: '',
  VAULT_KEYS: '',
  VAULT_KEYS_FILE: '',
  VAULT_SEALING_KEY: '',
  SESSION_SECRET: '',
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: '',
};

/** `npm run keys -- …` on the data folder of the app under test. */
async function runKeys(...args: string[]): Promise<string> {
  const child = spawn(process.execPath, ['scripts/keys.mjs', ...args], {
    // Not from the shell or the .env of whoever runs the tests.
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: dataDir(),
      ...NO_KEYS_GIVEN,
    } as unknown as NodeJS.ProcessEnv,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      said += data;
    });
  }
  const code = await new Promise((answer) => child.once('close', answer));
  if (code !== 0) throw new Error(`npm run keys ended with ${code}:\n${said}`);
  return said;
}

const needing = async (keyId: string) =>
  (await sql<{ count: number }>('select count(*)::int from credential where key_id = $1', [keyId]))[0]
    ?.count ?? 0;

let page: Page;
let mailboxId = '';
let action: SentAction | undefined;
test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  const customerId = await addCustomer(page, uniqueName('Larch Bakery'));
  mailboxId = await addMailbox(page, customerId, 'working-mailbox');
});
test.afterAll(async () => page.context().close());

const panel = () => page.locator('#keys');
const lineOf = (keyId: string) => panel().getByRole('listitem').filter({ hasText: keyId });

/** The test opens the secret; the send may have a token that was got with it before. */
async function testAndSend(): Promise<void> {
  await page.goto(`/mailboxes/${mailboxId}`);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText(/^All checks passed/)).toBeVisible();
  await page.getByLabel('Send test to').fill('keys@firstline.example');
  await page.getByRole('button', { name: 'Send test' }).click();
  await expect(page.getByText(/Accepted by Microsoft at/).first()).toBeVisible();
}

test('an admin sees the key, its state and how many secrets need it, and nothing to do', async () => {
  const [keyId = ''] = keyIds();
  const count = await needing(keyId);
  await page.goto('/settings');
  await expect(lineOf(keyId)).toContainText('Usable');
  await expect(lineOf(keyId)).toContainText('seals new secrets');
  await expect(lineOf(keyId)).toContainText(new RegExp(`${count} secrets? needs? it`));
  await expect(panel().getByRole('button')).toHaveCount(0);
});

test('a key that the command adds is used without a restart, and the button puts the secrets under it', async () => {
  const [oldKey = ''] = keyIds();
  const before = await needing(oldKey);
  const said = await runKeys('add');
  const newKey = keyIds().at(-1) ?? '';
  expect(said).toContain(`Added the key ${newKey}`);
  expect(said).toContain('takes it over by itself, without a restart');

  await page.goto('/settings');
  await expect(lineOf(newKey)).toContainText('seals new secrets');
  await expect(lineOf(newKey)).toContainText('no secret needs it');
  await expect(panel()).toContainText(`0 of ${before} secrets are under the key that seals.`);
  await testAndSend();

  await page.goto('/settings');
  action = await requestOf(page, () => panel().getByRole('button', { name: 'Re-wrap secrets' }).click());
  await expect(panel()).toContainText(/(?:All \d+ secrets are|The one secret is) under the key that seals\./);
  await expect(lineOf(oldKey)).toContainText('no secret needs it');
  expect([await needing(oldKey), await needing(newKey)]).toEqual([0, before]);
  await page.reload();
  await expect(panel()).toContainText(new RegExp(`re-wrapped ${before} secrets?`));
  await testAndSend();
});

test('the old key is retired, and mailboxes go on sending', async () => {
  const [oldKey = '', newKey = ''] = keyIds();
  await runKeys('retire', oldKey);
  expect(keyIds()).toEqual([newKey]);
  await page.goto('/settings');
  await expect(lineOf(newKey)).toContainText('Usable');
  await expect(lineOf(oldKey)).toHaveCount(0);
  await testAndSend();
  await page.goto('/history');
  for (const deed of [`retired the vault key ${oldKey}`, `added the vault key ${newKey}`]) {
    await expect(page.getByText(deed).first()).toBeVisible();
  }
});

test('a key file that is spoiled is told with what to do, takes no key away, and heals', async () => {
  const whole = readFileSync(keyPath(), 'utf8');
  writeFileSync(keyPath(), whole.slice(0, 60), { mode: 0o600 });
  await page.goto('/settings');
  await expect(panel()).toContainText('The key file cannot be read');
  await expect(panel()).toContainText('holds no list of keys');
  await testAndSend();
  writeFileSync(keyPath(), whole, { mode: 0o600 });
  await page.goto('/settings');
  await expect(panel()).not.toContainText('cannot be read');
});

test('a key that is cut short is named, a send says so, and all is well when it is back', async () => {
  const whole = readFileSync(keyPath(), 'utf8');
  const [keyId = ''] = keyIds();
  const cut = JSON.parse(whole) as { vaultKeys: { id: string; key: string }[] };
  writeFileSync(keyPath(), JSON.stringify({ ...cut, vaultKeys: [{ id: keyId, key: 'c2hvcnQ=' }] }), {
    mode: 0o600,
  });
  await page.goto('/settings');
  await expect(lineOf(keyId)).toContainText('Incomplete');
  await expect(lineOf(keyId)).toContainText('32 bytes in base64');
  const ready = async () => (await page.request.get('/api/ready')).status();
  expect(await ready()).toBe(503);
  expect((await page.request.get('/api/health')).status()).toBe(200);
  await page.goto(`/mailboxes/${mailboxId}`);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(
    page.getByText('The key that opens the stored secret or private key is missing on this server.').first(),
  ).toBeVisible();

  writeFileSync(keyPath(), whole, { mode: 0o600 });
  expect(await ready()).toBe(200);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText(/^All checks passed/)).toBeVisible();
});

test.describe('agents and viewers', () => {
  for (const role of ['agent', 'viewer'] as const) {
    test(`${role}: no key, no count and no button`, async ({ browser }) => {
      const theirs = await signInAs(browser, await addStaff(role, `Keyless ${role}`));
      await theirs.goto('/settings');
      await expect(theirs.getByRole('heading', { name: 'This installation' })).toBeVisible();
      await expect(theirs.getByText('Vault keys')).toHaveCount(0);
      await expect(theirs.getByRole('button', { name: 'Re-wrap secrets' })).toHaveCount(0);
      const html = await theirs.content();
      for (const keyId of keyIds()) expect(html).not.toContain(keyId);
      const before = await storedWorld();
      const answer = await replay(action as SentAction, { cookie: await sessionCookie(theirs) });
      expect(answer.text).toContain('"code":"not_allowed"');
      expect(await storedWorld()).toEqual(before);
      await theirs.context().close();
    });
  }
});
