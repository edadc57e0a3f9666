import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { findActor } from '@/lib/staff/reads';
import { signIn } from '@/lib/staff/sign-in';
import type { Actor, Browser, Role, StaffFailure } from '@/lib/staff/staff';
import type { TestDatabase } from '@/tests/support/database';

/** The password of everybody here. */
export const PASSWORD = 'the right password';

/** Lays a staff member who signs in with {@link PASSWORD}. @returns id and e-mail */
export async function addMember(
  { sql }: TestDatabase,
  name: string,
  role: Role = 'agent',
): Promise<{ id: string; email: string }> {
  const id = randomUUID();
  const email = `${name.toLowerCase()}.${id.slice(0, 8)}@example.com`;
  await sql(
    `insert into staff_member (id, name, email, email_verified, role, updated_at) values ($1, $2, $3, true, $4, now())`,
    [id, name, email, role],
  );
  await sql(
    `insert into staff_account (id, staff_member_id, account_id, provider_id, password, updated_at)
     values ($1, $2::uuid, $2::text, 'credential', $3, now())`,
    [randomUUID(), id, await hashPassword(PASSWORD)],
  );
  return { id, email };
}

/** What a browser sends back after these Set-Cookie headers. */
export const sentBack = (cookies: readonly string[]) =>
  new Headers({
    cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; '),
    'user-agent': 'A Browser',
  });

/** A browser that nobody signed in with before, at a network address of its own. */
export const strange = (headers = new Headers({ 'user-agent': 'A Browser' })): Browser => ({
  address: null,
  knownDevice: null,
  headers,
});

/** Signs in with the password alone. @returns the actor and the headers of a request with the session */
export async function signedIn(email: string): Promise<{ actor: Actor; headers: Headers }> {
  const taken = await signIn({ email, password: PASSWORD, ...strange() });
  if (!taken.ok || taken.value.step !== 'signed_in') throw new Error(`${email} has no session`);
  return again(sentBack(taken.value.cookies));
}

/** The actor as the session of these headers names one now. */
export async function again(headers: Headers): Promise<{ actor: Actor; headers: Headers }> {
  const actor = await findActor(headers);
  if (!actor) throw new Error('the session names nobody');
  return { actor, headers };
}

/** The password's step of somebody with a second factor. @returns the headers of a request with its cookie */
export async function passwordTaken(email: string): Promise<Headers> {
  const taken = await signIn({ email, password: PASSWORD, ...strange() });
  if (!taken.ok || taken.value.step !== 'code') throw new Error(`${email} was not asked for a code`);
  return sentBack(taken.value.cookies);
}

/** The value of a success. */
export function unwrap<T>(result: { ok: true; value: T } | { ok: false; failure: StaffFailure }): T {
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}
