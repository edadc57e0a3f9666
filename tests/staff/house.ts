import { randomUUID } from 'node:crypto';
import { createCustomer } from '@/lib/customer/create-customer';
import type { CustomerId } from '@/lib/customer/customer';
import { hashPassword } from '@/lib/password-hash';
import type { Result } from '@/lib/result';
import { EVERY_CUSTOMER } from '@/lib/scope';
import { Secret } from '@/lib/secret';
import type { Browser } from '@/lib/staff/factor';
import { findActor } from '@/lib/staff/reads';
import { signIn } from '@/lib/staff/sign-in';
import type { Actor, Role } from '@/lib/staff/staff';
import { useDatabase } from '@/tests/support/database';

/** The password of everybody in these tests, and nowhere to be read afterwards. */
export const PASSWORD = 'mallard under the old bridge';

/** What an admin may see. */
export const EVERYTHING = EVERY_CUSTOMER;

/** A staff member as a test laid one. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** What a browser sends back after these Set-Cookie headers. */
export const sentBack = (cookies: readonly string[], userAgent = 'A Browser') =>
  new Headers({
    cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; '),
    'user-agent': userAgent,
  });

/** A browser without a network address that counts, with these headers. */
export const browser = (headers = new Headers({ 'user-agent': 'A Browser' })): Browser => ({
  address: null,
  headers,
});

/** The value of a success. @throws Error with the failure's code */
export function unwrap<T>(result: Result<T, { readonly code: string }>): T {
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

/** One audit entry, as far as tests look at it. */
export interface Entry {
  readonly deed: string;
  readonly actor_name: string;
  readonly customer_name: string | null;
  readonly subject: string;
  readonly details: Record<string, unknown>;
}

/** A database with staff and customers, and the usual ways to fill it. Call it once, at the top of a file. */
export function useStaff() {
  const { sql } = useDatabase();

  /** Lays a staff member; with `password` one who can sign in. */
  async function person(role: Role, name: string, { password = false } = {}): Promise<Person> {
    const id = randomUUID();
    const email = `${name.toLowerCase().replaceAll(' ', '.')}.${id.slice(0, 8)}@firstline.example`;
    await sql('insert into staff_member (id, name, email, role, updated_at) values ($1, $2, $3, $4, now())', [
      id,
      name,
      email,
      role,
    ]);
    if (password) {
      await sql(
        `insert into staff_account (id, staff_member_id, account_id, provider_id, password, updated_at)
         values ($1, $2::uuid, $2::text, 'credential', $3, now())`,
        [randomUUID(), id, await hashPassword(PASSWORD)],
      );
    }
    return { id, name, email };
  }

  /** Adds a customer; the entry of it is not among those of {@link entries}. */
  async function customer(customerName: string): Promise<CustomerId> {
    const made = await createCustomer(null, { customerName, note: '' });
    if (!made.ok) throw new Error(made.failure.code);
    return made.value.id;
  }

  /** Signs in, and gives what the browser sends with its next request. */
  async function enter(
    { email }: { readonly email: string },
    userAgent = 'A Browser',
    password = PASSWORD,
  ): Promise<Headers> {
    const headers = new Headers({ 'user-agent': userAgent });
    const entered = await signIn({ email, password: new Secret(password), address: null, headers });
    return sentBack(unwrap(entered).cookies);
  }

  /** Signs somebody in who has no second factor. @returns who asks, and what their browser sends */
  async function signedIn(who: { readonly email: string }): Promise<{ actor: Actor; headers: Headers }> {
    return behind(await enter(who));
  }

  /** Who is behind a request with these headers, beside them. */
  async function behind(headers: Headers): Promise<{ actor: Actor; headers: Headers }> {
    return { actor: await actorOf(headers), headers };
  }

  /** Who is behind a request with these headers. */
  async function actorOf(headers: Headers): Promise<Actor> {
    const actor = await findActor(headers);
    if (!actor) throw new Error('nobody is behind this request');
    return actor;
  }

  /** What was put on record about staff since the last call, oldest first. */
  let seen = 0;
  async function entries(): Promise<Entry[]> {
    const rows = await sql<Entry & { id: string }>(
      `select id, deed, actor_name, customer_name, subject, details from audit_entry
       where id > $1 and deed like 'staff.%' order by id`,
      [seen],
    );
    seen = Number(rows.at(-1)?.id ?? seen);
    return rows.map(({ id: _, ...entry }) => entry);
  }

  /** Every row of the tables of staff and of the trail, as text. */
  async function dump(): Promise<string> {
    const tables =
      'staff_member staff_session staff_account staff_invitation assignment attempt_count audit_entry';
    const all = await Promise.all(
      tables.split(' ').map((table) => sql<{ row: string }>(`select t::text as row from ${table} t`)),
    );
    return all
      .flat()
      .map(({ row }) => row)
      .join('\n');
  }

  return { sql, person, customer, enter, signedIn, behind, actorOf, entries, dump };
}
