import { randomUUID } from 'node:crypto';
import { sql } from '../support/run-database';
import type { BuiltAction } from './build';
import { isOpen, type Kind, type OwnValues, PAGES } from './cases';
import type { Stage } from './stage';
import type { Laid } from './world';

let names = 0;

/** What goes into a form for our own customer at this moment. */
export async function ownValues({ ids, mailboxAddress }: Laid): Promise<OwnValues> {
  const [row] = await sql<{ mailbox: string; customer: string; secret: string; tenant: string }>(
    `select m.revision::text as mailbox, c.revision::text as customer, s.version::text as secret,
            r.tenant_id as tenant
     from mailbox m join customer c on c.id = m.customer_id
     join registration r on r.id = m.registration_id
     join credential s on s.registration_id = m.registration_id where m.id = $1`,
    [ids.mailbox],
  );
  if (!row) throw new Error('the mailbox of our own customer has gone');
  names += 1;
  return {
    mailboxAddress,
    customerId: ids.customer,
    invitationId: await layInvitation(),
    mailboxRevision: row.mailbox,
    customerRevision: row.customer,
    secretVersion: row.secret,
    tenantId: row.tenant,
    newName: `Swept-${Date.now().toString(36)}-${names}`,
  };
}

/** An open invitation in the place of those that were made before. */
async function layInvitation(): Promise<string> {
  const id = randomUUID();
  await sql("delete from staff_invitation where name ilike 'swept%'");
  await sql(
    `insert into staff_invitation (id, token_hash, email, name, role, invited_by_id, invited_by_name, expires_at)
     values ($1::uuid, encode(sha256(convert_to($1::text, 'UTF8')), 'hex'), $1 || '@firstline.example', 'Swept', 'agent', $1::uuid, 'Swept', now() + interval '1 hour')`,
    [id],
  );
  return id;
}

/** Fields with ids of our own customer. */
export const ownIds = ({ ours }: Stage, ids: Readonly<Record<string, Kind>> = {}) =>
  Object.fromEntries(Object.entries(ids).map(([field, kind]) => [field, ours.ids[kind]]));

/** The address of a page that offers the action, with ids of ours. */
export function pageOf({ pages }: BuiltAction, { ours }: Stage): string {
  const page = pages[0] ?? '/';
  const place = PAGES[page];
  const kind = place && !isOpen(place) ? place.id : undefined;
  return kind ? page.replace('[id]', ours.ids[kind]) : page;
}
