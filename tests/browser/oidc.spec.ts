import { randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '../support/browser-test';
import { FIRST_ADMIN } from '../support/first-admin';
import { type OidcProvider, startOidcProvider } from '../support/oidc-provider';
import { type OwnPosthouse, setUpOwnPosthouse, startOwnPosthouse } from '../support/own-posthouse';
import { signOut } from '../support/sign-out';
import { NOBODY } from '../support/staff';

/** A Posthouse whose environment names an identity provider, and that provider. */
test.use({ storageState: NOBODY });
test.describe.configure({ mode: 'serial', timeout: 120_000 });

let provider: OidcProvider;
let posthouse: OwnPosthouse;

test.beforeAll(async ({ browser }) => {
  provider = await startOidcProvider();
  posthouse = await startOwnPosthouse({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_NAME: 'The House',
  });
  const page = await browser.newPage();
  await setUpOwnPosthouse(page, posthouse);
  await page.context().close();
});
test.afterAll(async () => {
  await posthouse.stop();
  provider.close();
});

/** Lays a staff member without a password. @returns the e-mail */
async function addMember(name: string): Promise<{ id: string; email: string }> {
  const id = randomUUID();
  const email = `${name.toLowerCase()}@firstline.example`;
  await posthouse.sql(
    `insert into staff_member (id, name, email, role, updated_at) values ($1, $2, $3, 'agent', now())`,
    [id, name, email],
  );
  return { id, email };
}

const goThere = async (page: Page) => {
  await page.goto(`${posthouse.url}/sign-in`);
  await page.getByRole('button', { name: 'Continue with The House' }).click();
};
const overview = (page: Page) => page.getByRole('heading', { level: 1, name: 'Overview' });

test('a staff member goes to the provider and comes back signed in, the second time by the link of the first', async ({
  page,
}) => {
  const { id, email } = await addMember('Lin');
  provider.person = { sub: 'lin', email, email_verified: true };
  await goThere(page);
  await expect(overview(page)).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/');
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name === 'posthouse.session_token');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' });

  await page.goto(`${posthouse.url}/profile`);
  await expect(page.getByRole('button', { name: 'Set up' })).toBeVisible();
  await page.getByRole('button', { name: 'Set up' }).click();
  // There is no password to be asked for.
  await expect(page.getByLabel('Your password')).toHaveCount(0);

  await signOut(page);
  provider.person = { sub: 'lin', email: 'changed.there@example.com' };
  await goThere(page);
  await expect(overview(page)).toBeVisible();
  const rows = await posthouse.sql('select deed, details from audit_entry where actor_id = $1 order by id', [
    id,
  ]);
  expect(rows).toEqual([
    { deed: 'staff.sign_in', details: { by: 'oidc' } },
    { deed: 'staff.sign_out', details: {} },
    { deed: 'staff.sign_in', details: { by: 'oidc' } },
  ]);
});

test('whom nobody knows here, whose e-mail is not verified, and who went back is told so on the sign-in', async ({
  page,
}) => {
  const { email } = await addMember('Known');
  const rows: [OidcProvider['person'], string][] = [
    [
      { sub: 'stranger', email: 'stranger@example.com', email_verified: true },
      'Nobody here has your address',
    ],
    [{ sub: 'thief', email, email_verified: false }, 'Nobody here has your address'],
    [null, 'You came back without a sign-in'],
  ];
  for (const [person, words] of rows) {
    provider.person = person;
    await goThere(page);
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByLabel('E-mail')).toBeVisible();
    for (const width of [1280, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      const shown = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0);
      expect(shown).toBeLessThanOrEqual(width);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    }
  }
  expect(await posthouse.sql("select id from staff_member where email like 'stranger%'")).toEqual([]);
});

test('an ID token that was not made for this sign-in opens nothing', async ({ page }) => {
  const { id, email } = await addMember('Forged');
  provider.person = { sub: 'forged', email, email_verified: true };
  for (const lie of ['nonce', 'signature', 'audience', 'issuer'] as const) {
    provider.lie = lie;
    await goThere(page);
    await expect(page.getByText('This way in does not work at the moment')).toBeVisible();
  }
  provider.lie = null;
  expect(await posthouse.sql('select id from staff_session where staff_member_id = $1', [id])).toEqual([]);
});

test('an address made up by somebody else signs nobody in: neither a state nor a code of another browser', async ({
  page,
}) => {
  const callback = `${posthouse.url}/api/auth/callback/oidc`;
  for (const query of [
    '',
    '?code=x',
    '?code=x&state=y',
    '?error=access_denied',
    '?error=%3Cscript%3E&state=1',
  ]) {
    await page.goto(callback + query);
    await expect(page.getByText('You came back without a sign-in')).toBeVisible();
    expect(await page.content()).not.toContain('<script>&state');
  }
  await page.goto(`${posthouse.url}/sign-in?refused=nonsense`);
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
  await page.goto(`${posthouse.url}/sign-in?refused=too_many_attempts&until=nonsense`);
  await expect(page.getByText('Too many attempts')).toHaveCount(0);
});

test('of the addresses of the sign-in library this one alone is there, and it takes no form', async () => {
  const closed = [
    '/api/auth',
    '/api/auth/ok',
    '/api/auth/get-session',
    '/api/auth/sign-in/social',
    '/api/auth/sign-in/email',
    '/api/auth/sign-up/email',
    '/api/auth/two-factor/verify-totp',
    '/api/auth/callback/google',
    '/api/auth/callback/oidc/more',
    '/api/auth/error',
    '/api/auth/link-social',
  ];
  for (const path of closed) {
    for (const method of ['GET', 'POST']) {
      const answer = await fetch(posthouse.url + path, { method, redirect: 'manual' });
      expect(answer.status, `${method} ${path}`).toBe(404);
    }
  }
  const posted = await fetch(`${posthouse.url}/api/auth/callback/oidc`, {
    method: 'POST',
    redirect: 'manual',
  });
  expect(posted.status).toBe(405);
});

test('a provider that has gone holds nobody up who has a password', async ({ page }) => {
  provider.close();
  await page.goto(`${posthouse.url}/sign-in`);
  await page.getByLabel('E-mail').fill(FIRST_ADMIN.email);
  await page.getByLabel('Password').first().fill(FIRST_ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(overview(page)).toBeVisible();
});
