import { AxeBuilder } from '@axe-core/playwright';
import { OUTCOMES } from '@/app/_gate/outcome-wording';
import { addCustomer, addMailbox } from '../support/add-mailbox';
import { expect, type Page, test } from '../support/browser-test';
import { acceptedFor, chooseScenario, clearFaults, faultAt, scenario, uniqueName } from '../support/console';
import { addStaff, signInAs } from '../support/staff';
import { TYPED_SECRETS } from '../support/typed-secrets';

const WITHIN = { timeout: 15_000 };
const PORTAL = 'https://entra.microsoft.com/#view/';
const SUPPORT = 'Support';
const ENTRA = "The customer's Entra administrator";
const EXCHANGE = "The customer's Exchange administrator";
const WAIT = 'Nobody: wait for Microsoft';
const US = 'Whoever runs Posthouse';

/** What a person sees: scenario, check, title, who acts, where the link leads (`{client}`: its app), the text to forward. */
type View = readonly [
  id: string,
  check: string,
  title: string,
  who: string,
  link: string | null,
  forward: string | null,
];

/** A view from its title on. */
type TailOfView = View extends readonly [string, string, ...infer Tail] ? Tail : never;

const APP = `${PORTAL}Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~`;
const STATUS_PAGE = 'https://status.cloud.microsoft/';

const VIEWS: readonly View[] = [
  [
    'tenant-malformed',
    'Values',
    'This is neither a Directory (tenant) ID nor a domain name.',
    SUPPORT,
    `${PORTAL}Microsoft_AAD_IAM/TenantOverview.ReactView`,
    null,
  ],
  [
    'client-id-malformed',
    'Values',
    'This is not an Application (client) ID.',
    SUPPORT,
    `${PORTAL}Microsoft_AAD_RegisteredApps/ApplicationsListBlade`,
    null,
  ],
  [
    'secret-id-pasted',
    'Values',
    'This looks like the Secret ID, not the secret itself.',
    SUPPORT,
    `${APP}/Credentials/appId/{client}`,
    'not Secret ID',
  ],
  [
    'unknown-tenant',
    'Directory',
    'Microsoft knows no directory with this ID in this cloud.',
    SUPPORT,
    `${PORTAL}Microsoft_AAD_IAM/TenantOverview.ReactView`,
    'Copy the value Tenant ID',
  ],
  [
    'app-from-another-tenant',
    'Sign-in',
    'This directory has no app with this client ID.',
    SUPPORT,
    `${PORTAL}Microsoft_AAD_RegisteredApps/ApplicationsListBlade`,
    'Object ID is a different value',
  ],
  [
    'wrong-secret',
    'Sign-in',
    'The client secret is wrong.',
    SUPPORT,
    `${APP}/Credentials/appId/{client}`,
    'click New client secret',
  ],
  [
    'expired-secret',
    'Sign-in',
    'The client secret has expired.',
    ENTRA,
    `${APP}/Credentials/appId/{client}`,
    'has expired',
  ],
  [
    'app-disabled',
    'Sign-in',
    "The app is disabled in the customer's directory.",
    ENTRA,
    `${PORTAL}Microsoft_AAD_IAM/StartboardApplicationsMenuBlade`,
    'Set Enabled for users to sign-in to Yes',
  ],
  [
    'conditional-access',
    'Sign-in',
    'A Conditional Access policy blocks the app.',
    ENTRA,
    `${PORTAL}Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade`,
    'Add our IP addresses',
  ],
  [
    'no-mail-send',
    'Permission',
    'The app does not have the permission Mail.Send.',
    ENTRA,
    `${APP}/CallAnAPI/appId/{client}`,
    'Click Grant admin consent',
  ],
  [
    'access-policy',
    'Mailbox',
    'An application access policy in Exchange keeps the app from this mailbox.',
    EXCHANGE,
    'https://learn.microsoft.com/graph/auth-limit-mailbox-access',
    'Test-ApplicationAccessPolicy -Identity {mailbox} -AppId {client}',
  ],
  [
    'no-such-mailbox',
    'Mailbox',
    "The customer's directory has no mailbox with this address.",
    SUPPORT,
    `${PORTAL}Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade`,
    'Send us its User principal name',
  ],
  [
    'mailbox-without-exchange',
    'Mailbox',
    'This mailbox is not in Exchange Online.',
    EXCHANGE,
    `${PORTAL}Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade`,
    'a licence with Exchange Online is needed',
  ],
  [
    'tenant-without-exchange',
    'Mailbox',
    'Microsoft finds no Exchange Online mailbox here.',
    EXCHANGE,
    `${PORTAL}Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade`,
    'Look whether the mailbox exists',
  ],
  ['throttled', 'Mailbox', 'This mailbox is busy.', WAIT, null, null],
  ['sign-in-unreachable', 'Sign-in', 'The connection to Microsoft broke off.', US, null, null],
  ['sign-in-html', 'Sign-in', "A web page came back instead of Microsoft's answer.", US, null, null],
  ['sign-in-empty', 'Sign-in', "Microsoft's answer was empty.", WAIT, STATUS_PAGE, null],
  ['sign-in-503', 'Sign-in', "Microsoft's service is not available at the moment.", WAIT, STATUS_PAGE, null],
  ['sign-in-slow', 'Sign-in', 'Microsoft did not answer in time.', WAIT, STATUS_PAGE, null],
];

/** What a mail most often meets: status and code of Graph's answer, and then what a person sees, as above. */
const SENT: readonly (readonly [status: number, code: string, ...view: TailOfView])[] = [
  [400, 'ErrorInvalidRecipients', "Microsoft refuses the recipient's address.", SUPPORT, null, null],
  [413, 'ErrorMessageSizeExceeded', 'The mail is larger than Microsoft takes.', SUPPORT, null, null],
  [
    400,
    'ErrorExceededMaxRecipientLimit',
    'The mail has more recipients than this mailbox may write to at once.',
    SUPPORT,
    null,
    null,
  ],
  [
    403,
    'ErrorAccessDenied',
    'Exchange does not let the app send from this mailbox.',
    EXCHANGE,
    'https://learn.microsoft.com/graph/auth-limit-mailbox-access',
    'Test-ApplicationAccessPolicy -Identity {mailbox} -AppId {client}',
  ],
];

const rung = (on: Page, name: string) =>
  on
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^${name}(?:Passed|Failed|Not reached|Not proven)`) });

let page: Page;
let customerId: string;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  customerId = await addCustomer(page, uniqueName('Quarry Ceramics'));
});
test.afterAll(async () => {
  await clearFaults();
  await page.context().close();
});

test('the most frequent failures: the words, who acts, the one link and the text to forward', async () => {
  test.setTimeout(180_000);
  await page.goto(`/mailboxes/new?customer=${customerId}`);
  for (const [id, check, title, who, link, forward] of VIEWS) {
    await test.step(id, async () => {
      const { values } = await scenario(id);
      const filled = (text: string) =>
        text.replace('{client}', values.clientId).replace('{mailbox}', values.mailboxAddress);
      await chooseScenario(page, id);
      await page.getByRole('button', { name: 'Test connection' }).click();
      const failed = rung(page, check);
      await expect(failed).toContainText(`${check}Failed${title}`, WITHIN);
      await expect(failed.getByText(who, { exact: true })).toBeVisible();
      const links = failed.getByRole('link').first();
      if (link) await expect(links).toHaveAttribute('href', new RegExp(`^${escaped(filled(link))}`));
      else await expect(failed.getByRole('link')).toHaveCount(0);
      const texts = failed.locator('[lang]').filter({ visible: true });
      if (!forward) return expect(failed.getByText('Text to forward')).toHaveCount(0);
      const text = texts.first();
      await expect(text).toContainText(filled(forward));
      await expect(text).toContainText(`Mailbox: ${values.mailboxAddress}`);
      if (check !== 'Values') await expect(text).toContainText(`Application (client) ID: ${values.clientId}`);
      await expect(text).not.toContainText(values.clientSecret);
      await failed.getByText('The same in 繁體中文').click();
      await expect(failed.locator('p[lang="zh-Hant"]')).toContainText('您好');
    });
  }
});

test('what a mail most often meets: the words, who acts, the one link and the text to forward', async () => {
  test.setTimeout(120_000);
  const { values } = await scenario('excess-permission');
  const filled = (text: string) =>
    text.replace('{client}', values.clientId).replace('{mailbox}', values.mailboxAddress);
  // The registrations of the sandbox share their addresses, and a customer has each address once.
  await addMailbox(page, await addCustomer(page, uniqueName('Larch Bindery')), 'excess-permission');
  const mailboxUrl = page.url();
  for (const [status, code, title, who, link, forward] of SENT) {
    await test.step(code, async () => {
      const to = `${code}@firstline.example`.toLowerCase();
      const body = { error: { code, message: `The server said no to ${to}.` } };
      const { clientId } = values;
      // It stays until the result is there: what a new token may cure is asked once more with one.
      await faultAt({ where: 'graph', when: 'before', kind: 'answer', status, body, clientId });
      await page.goto(mailboxUrl);
      await page.getByLabel('Send test to').fill(to);
      await page.getByRole('button', { name: 'Send test' }).click();
      const panel = page.locator('section').filter({ has: page.getByLabel('Send test to') });
      await expect(panel.getByRole('status').filter({ hasText: /^Failed at/ })).toContainText(title, WITHIN);
      await clearFaults();
      await expect(panel.getByText(who, { exact: true })).toBeVisible();
      if (code === 'ErrorInvalidRecipients') await expect(panel.getByText(`Refused: ${to}`)).toBeVisible();
      const opened = panel.getByRole('link', { name: /new tab/ });
      if (link) await expect(opened).toHaveAttribute('href', new RegExp(`^${escaped(filled(link))}`));
      else await expect(opened).toHaveCount(0);
      expect(await acceptedFor(to)).toBe(0);
      if (!forward) return expect(panel.getByText('Text to forward')).toHaveCount(0);
      await panel.getByText('Text to forward').click();
      const text = panel.locator('p[lang="en"]');
      await expect(text).toContainText(filled(forward));
      await expect(text).toContainText(`Mailbox: ${values.mailboxAddress}`);
      await panel.getByText('The same in 繁體中文').click();
      await expect(panel.locator('p[lang="zh-Hant"]')).toContainText('您好');
    });
  }
});

test('a mail after a refused sign-in says so, and what was refused', async () => {
  await addMailbox(page, await addCustomer(page, uniqueName('Larch Joinery')), 'expired-secret');
  for (const title of [
    'The client secret has expired.',
    'Microsoft refused this sign-in a short while ago',
  ]) {
    await page.getByLabel('Send test to').fill('again@firstline.example');
    await page.getByRole('button', { name: 'Send test' }).click();
    const told = page.getByRole('status').filter({ hasText: /^Failed at/ });
    await expect(told).toContainText(title, WITHIN);
  }
  const panel = page.locator('section').filter({ has: page.getByLabel('Send test to') });
  await expect(panel.getByText(/The client secret has expired\./).first()).toBeVisible();
  await expect(panel.getByText(ENTRA, { exact: true })).toBeVisible();
});

test('an answer that is in no table keeps its code, and admins see it counted', async () => {
  const { values } = await scenario('excess-permission');
  await faultAt({ where: 'token', when: 'before', kind: 'empty', status: 418, clientId: values.clientId });
  await page.goto(`/mailboxes/new?customer=${customerId}`);
  await chooseScenario(page, 'excess-permission');
  await page.getByRole('button', { name: 'Test connection' }).click();
  const failed = rung(page, 'Sign-in');
  await expect(failed).toContainText('Microsoft gave an answer that Posthouse does not know.', WITHIN);
  await clearFaults();
  await page.goto('/errors');
  const row = page.locator('#unknown-codes').getByRole('row').filter({ hasText: 'HTTP 418' });
  await expect(row).toContainText('Entra ID');
});

test('from the failed check of a mailbox the way leads to its outcome, with the mailbox kept', async () => {
  const { values } = await scenario('access-policy');
  const mailboxId = await addMailbox(page, customerId, 'access-policy');
  await page.getByRole('button', { name: 'Test connection' }).click();
  const failed = rung(page, 'Mailbox').first();
  await expect(failed).toContainText('An application access policy in Exchange keeps the app', WITHIN);
  const command = `Test-ApplicationAccessPolicy -Identity ${values.mailboxAddress} -AppId ${values.clientId}`;
  await expect(failed.locator('pre')).toContainText(command);
  await expect(failed.getByRole('button', { name: 'Copy command' })).toBeVisible();
  await failed.getByRole('link', { name: 'This outcome among the error codes' }).click();
  await page.waitForURL(`**/errors?outcome=access_policy_blocks&mailbox=${mailboxId}`);
  const shown = page
    .getByRole('region')
    .or(page.locator('section'))
    .filter({ hasText: 'An application access policy' });
  await expect(shown.locator('pre')).toContainText(command);
  await expect(shown.locator('p[lang="en"]')).toContainText(`Mailbox: ${values.mailboxAddress}`);

  await page.getByRole('link', { name: 'Without a mailbox' }).click();
  await page.waitForURL('**/errors?outcome=access_policy_blocks');
  await expect(shown.locator('pre')).toContainText('-Identity <mailbox-address>');
  await expect(shown.locator('p[lang="en"]')).toContainText('Mailbox: (not known yet)');
  await page.getByLabel('Fill in the values of a mailbox').selectOption(mailboxId);
  await page.getByRole('button', { name: 'Fill in' }).click();
  await page.waitForURL(`**/errors?outcome=access_policy_blocks&mailbox=${mailboxId}`);
  await expect(shown.locator('pre')).toContainText(command);
});

test.describe('the page of error codes', () => {
  const field = () => page.getByLabel('Code or error text');
  const find = () => page.getByRole('button', { name: 'Find codes' }).click();

  test('lists every outcome under whoever acts, each with its codes', async () => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Error codes', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Error codes' })).toBeVisible();
    for (const [outcome, { who }] of Object.entries(OUTCOMES)) {
      await expect(page.locator(`#${who} a[href="/errors?outcome=${outcome}"]`)).toBeVisible();
    }
    await expect(page.locator('#secret_wrong')).toContainText('AADSTS7000215');
    await expect(page.locator('#access_denied')).toContainText('ErrorAccessDenied');
    await expect(page.locator('#connection_refused')).toContainText('ECONNREFUSED');
  });

  test('finds a code by the keyboard alone', async () => {
    await page.goto('/errors');
    // Pressable is what the page's scripts have taken over: before that, nobody listens to the key.
    await expect(page.getByRole('button', { name: 'Find codes' })).toBeEnabled();
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeEnabled();
    await page.keyboard.press('/');
    await expect(field()).toBeFocused();
    await page.keyboard.type('7000222');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL('**/errors?code=AADSTS7000222');
    await expect(page.getByRole('heading', { name: 'The client secret has expired.' })).toBeVisible();
    await page.getByRole('link', { name: 'All error codes' }).click();
    await page.waitForURL('**/errors');
  });

  test('takes the codes alone out of a text pasted whole; nothing else of it is in any address', async () => {
    await page.goto('/errors');
    const sent: { url: string; method: string }[] = [];
    page.on('request', (request) => sent.push({ url: request.url(), method: request.method() }));
    await field().fill(`Dear support, our bookkeeper Wilhelmina Brandt <brandt@ceramics.example> gets this back:
      Remote Server returned '550 5.7.60 SMTP; Client does not have permissions to send as this sender'
      {"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided.
      Trace ID: 1b2c3d4e-aaaa-4000-8000-1234567890ab Correlation ID: 0f0f0f0f-bbbb-4000-8000-1234567890ab"}
      Our secret is ${TYPED_SECRETS.pastedAlong}`);
    await find();
    await page.waitForURL((url) => url.searchParams.has('code'));
    expect(new URL(page.url()).searchParams.getAll('code')).toEqual(
      expect.arrayContaining(['AADSTS7000215', '5.7.60']),
    );
    const titles = page.getByRole('main').getByRole('heading', { level: 2 });
    await expect(titles.filter({ hasText: 'The client secret is wrong.' })).toBeVisible();
    await expect(titles.filter({ hasText: 'under this From address' })).toBeVisible();
    const order = await titles.allInnerTexts();
    expect(order.findIndex((text) => /secret is wrong/.test(text))).toBeLessThan(
      order.findIndex((text) => /From address/.test(text)),
    );
    expect(sent.some(({ method }) => method === 'POST')).toBe(true);
    const urls = [...sent.map(({ url }) => decodeURIComponent(url)), page.url()].join('\n');
    for (const said of ['Wilhelmina', 'Brandt', 'ceramics.example', 'Trace', '1b2c3d4e-aaaa', 'Pa1~', 'SMTP'])
      expect(urls).not.toContain(said);
  });

  test('answers a refused SMTP sign-in with the way to Graph, and calls it no bounce', async () => {
    await page.goto('/errors');
    await field().fill('535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled');
    await find();
    await page.waitForURL('**/errors?code=5.7.139');
    await expect(page.getByText('Move the mailbox to Microsoft Graph')).toBeVisible();
    await expect(page.getByText('A bounce: Microsoft took the mail first')).toHaveCount(0);
  });

  test('says so when nothing stands in it, and what is not known it names', async () => {
    await page.goto('/errors');
    await find();
    await expect(page.getByText('Enter a code, or paste the text that holds it.')).toBeVisible();
    await expect(field()).toBeFocused();
    await field().fill('Trace ID: 1b2c3d4e-aaaa-4000-8000-1234567890ab');
    await find();
    await expect(
      page.getByRole('status').filter({ hasText: 'No code that Posthouse can look up stands in it.' }),
    ).toBeVisible();
    await expect(page).toHaveURL(/\/errors$/);
    await expect(field()).toHaveValue(/Trace ID/);
    await field().fill('AADSTS900971: something new');
    await find();
    await page.waitForURL('**/errors?code=AADSTS900971');
    await expect(page.getByRole('heading', { name: 'Not in the catalogue' })).toBeVisible();
    await expect(page.getByRole('link', { name: "Microsoft's explanation of this code" })).toHaveAttribute(
      'href',
      'https://login.microsoftonline.com/error?code=900971',
    );
    // Whatever else somebody puts into the address is not shown again.
    await page.goto('/errors?code=Wilhelmina&outcome=made_up&mailbox=1');
    await expect(page.getByText('No code that Posthouse can look up stands in it.')).toBeVisible();
    await expect(page.getByText('Wilhelmina')).toHaveCount(0);
  });

  test('shows a viewer the catalogue, no unknown codes, and no mailbox of a customer who is not theirs', async ({
    browser,
  }) => {
    const mailboxId = await addMailbox(page, customerId, 'wrong-secret', 'kiln@ceramics.example');
    const viewer = await signInAs(browser, await addStaff('viewer', 'Looks Codes Up', []));
    await viewer.goto(`/errors?outcome=access_denied&mailbox=${mailboxId}`);
    await expect(viewer.locator('pre')).toContainText('-Identity <mailbox-address>');
    await expect(viewer.getByText('kiln@ceramics.example')).toHaveCount(0);
    await expect(viewer.getByLabel('Fill in the values of a mailbox')).toHaveCount(0);
    await viewer.goto('/errors');
    await expect(viewer.getByRole('link', { name: 'The client secret is wrong.' })).toBeVisible();
    await expect(viewer.locator('#unknown-codes')).toHaveCount(0);
    await viewer.context().close();
  });

  test('in Chinese, narrow, without running over its side, and without a fault that axe knows', async ({
    browser,
    storageState,
  }) => {
    const context = await browser.newContext({
      storageState,
      locale: 'zh-TW',
      viewport: { width: 390, height: 844 },
      reducedMotion: 'reduce',
    });
    const narrow = await context.newPage();
    await narrow.goto('/errors');
    await expect(narrow.getByRole('heading', { level: 1, name: '錯誤代碼' })).toBeVisible();
    await narrow.getByLabel('代碼或錯誤訊息').fill('錯誤 ＡＡＤＳＴＳ７０００２１５，5.7.60 與 AADSTS900971');
    await narrow.getByRole('button', { name: '找出代碼' }).click();
    await narrow.waitForURL((url) => url.searchParams.has('code'));
    await expect(narrow.getByRole('heading', { name: '用戶端密碼不正確。' })).toBeVisible();
    for (const address of [narrow.url(), '/errors', '/errors?outcome=access_denied']) {
      await narrow.goto(address);
      await expect(narrow.getByRole('heading', { level: 1 })).toBeVisible();
      for (const theme of ['light', 'dark'] as const) {
        await narrow.emulateMedia({ colorScheme: theme });
        expect((await new AxeBuilder({ page: narrow }).analyze()).violations).toEqual([]);
      }
      const width = await narrow.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(390);
    }
    await context.close();
  });
});

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
