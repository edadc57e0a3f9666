import { randomUUID } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { hashPassword } from '@/lib/password-hash';
import { sql } from './run-database';
import { STAFF_PASSWORDS } from './typed-secrets';

/** A staff member laid in the database by a test. */
export interface TestStaff {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Nobody: a context made with it has no session. */
export const NOBODY = { cookies: [], origins: [] };

/**
 * Lays a staff member who can sign in; nobody else has this address.
 * @param assigned the customers that an agent or viewer may see; not given: every one that is there at the moment
 */
export async function addStaff(
  role: 'admin' | 'agent' | 'viewer',
  name: string,
  assigned?: readonly string[],
): Promise<TestStaff> {
  const id = randomUUID();
  const email = `${name.toLowerCase().replaceAll(' ', '.')}.${id.slice(0, 8)}@firstline.example`;
  const password = STAFF_PASSWORDS.right;
  await sql('insert into staff_member (id, name, email, role, updated_at) values ($1, $2, $3, $4, now())', [
    id,
    name,
    email,
    role,
  ]);
  await sql(
    `insert into staff_account (id, staff_member_id, account_id, provider_id, password, updated_at)
     values ($1, $2::uuid, $2::text, 'credential', $3, now())`,
    [randomUUID(), id, await hashPassword(password)],
  );
  await sql(
    `insert into assignment (staff_member_id, customer_id)
     select $1, id from customer where $2::uuid[] is null or id = any ($2::uuid[])`,
    [id, assigned ?? null],
  );
  return { id, name, email, password };
}

/** Lets a staff member see one more customer. */
export async function assign(staff: TestStaff, customerId: string): Promise<void> {
  await sql('insert into assignment (staff_member_id, customer_id) values ($1, $2) on conflict do nothing', [
    staff.id,
    customerId,
  ]);
}

/** Signs them in through the form, in a browser context of their own. */
export async function signInAs(browser: Browser, staff: TestStaff): Promise<Page> {
  const context = await browser.newContext({ storageState: NOBODY });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(staff.email);
  await page.getByLabel('Password').first().fill(staff.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  return page;
}

/** The session's cookie as the browser would send it back. */
export async function sessionCookie(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name.endsWith('posthouse.session_token'));
  if (!session) throw new Error('this page has no session');
  return `${session.name}=${session.value}`;
}
