import { randomUUID } from 'node:crypto';
import { sql } from '../support/run-database';
import { addStaff } from '../support/staff';
import type { Who } from './cases';
import { type Colleague, signIn, type Target } from './colleague';
import type { Laid } from './world';

/** Somebody who asks. */
export interface Asker {
  readonly name: string;
  readonly cookie: string | null;
  /** Null: nobody who is let in. */
  readonly role: 'admin' | 'agent' | 'viewer' | null;
  /** Whose customers they may see; `bare`: one that has nothing yet. */
  readonly sees: 'ours' | 'theirs' | 'every' | 'bare' | 'none';
  /** Their cookie names a session that is there, whether or not they are let in. */
  readonly hasSession: boolean;
}

/** Has this asker the role for what is open to `who`? */
export function mayAsk({ role }: Asker, who: Who): boolean {
  if (role === null) return false;
  return { all: ['admin', 'agent', 'viewer'], work: ['admin', 'agent'], admin: ['admin'] }[who].includes(
    role,
  );
}

/** Everybody in whose name the sweep asks. The strangers would be admins if they were let in: they could see it all. */
export async function layAskers(target: Target, ours: Laid, theirs: Laid): Promise<Asker[]> {
  const bare = randomUUID();
  await sql('insert into customer (id, name, updated_at) values ($1::uuid, $1::uuid, now())', [bare]);
  const of = async (
    name: string,
    role: 'admin' | 'agent' | 'viewer',
    sees: Asker['sees'],
  ): Promise<Asker> => {
    const customers = { ours: ours.ids.customer, theirs: theirs.ids.customer, bare };
    const assigned = sees === 'every' || sees === 'none' ? [] : [customers[sees]];
    const { cookie } = await signIn(target, await addStaff(role, 'Swept Asker', assigned));
    return { name, cookie, role, sees, hasSession: true };
  };
  const stranger = (name: string, cookie: string | null, hasSession = false): Asker => ({
    name,
    cookie,
    role: null,
    sees: 'none',
    hasSession,
  });
  const [ended, expired, deactivated] = await Promise.all([admin(target), admin(target), admin(target)]);
  await sql('delete from staff_session where staff_member_id = $1', [ended.id]);
  await sql("update staff_session set expires_at = now() - interval '1 second' where staff_member_id = $1", [
    expired.id,
  ]);
  await sql('update staff_member set deactivated_at = now() where id = $1', [deactivated.id]);
  const all = await of('an admin', 'admin', 'every');
  return [
    stranger('nobody', null),
    stranger('a cookie that nobody signed', forged(all.cookie ?? '')),
    stranger('an ended session', ended.cookie),
    stranger('an expired session', expired.cookie),
    stranger('somebody deactivated', deactivated.cookie, true),
    await of('an agent of no customer', 'agent', 'none'),
    await of('a viewer of no customer', 'viewer', 'none'),
    await of('a viewer of a bare customer', 'viewer', 'bare'),
    await of('an agent of ours', 'agent', 'ours'),
    await of('a viewer of ours', 'viewer', 'ours'),
    await of('an agent of theirs', 'agent', 'theirs'),
    await of('a viewer of theirs', 'viewer', 'theirs'),
    all,
  ];
}

async function admin(target: Target): Promise<{ id: string; cookie: string }> {
  const staff = await addStaff('admin', 'Swept Admin', []);
  return { id: staff.id, cookie: (await signIn(target, staff)).cookie };
}

/** An admin who lays what is swept. @param name stands afterwards in what they made */
export async function layColleague(target: Target, name: string): Promise<Colleague> {
  const staff = await addStaff('admin', name, []);
  return signIn(target, staff);
}

/** The same cookies, each under a signature that is not that of the installation. */
const forged = (cookies: string): string => cookies.split('; ').map(withOtherSignature).join('; ');

function withOtherSignature(cookie: string): string {
  const at = cookie.lastIndexOf('.') + 1;
  const letter = cookie[at] === 'A' ? 'B' : 'A';
  return cookie.slice(0, at) + letter + cookie.slice(at + 1);
}
