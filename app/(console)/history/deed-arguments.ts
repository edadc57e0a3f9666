import type { AuditDeed, AuditRow } from '@/lib/audit/audit';

type Dotless<D extends string> = D extends `${infer A}.${infer B}` ? `${A}_${B}` : D;

/** The key of a deed's sentence below `history.deeds`. A deed without words does not compile where it is used. */
export function deedKey(deed: AuditDeed): Dotless<AuditDeed> {
  return deed.replace('.', '_') as Dotless<AuditDeed>;
}

/** A client id is told apart by its first part; the whole of it stands in the details. */
const GUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** What a deed's sentence leaves open, out of the entry. */
export function deedArguments({
  actorName,
  subject,
  details,
}: Pick<AuditRow, 'actorName' | 'subject' | 'details'>) {
  const { by, version, verdict, state, recipient, entries, role, sessions, untested } = details;
  return {
    actor: actorName,
    subject: GUID.test(subject) ? `${subject.slice(0, 8)}…` : subject,
    by: String(by ?? ''),
    version: String(version ?? ''),
    verdict: String(verdict ?? ''),
    state: String(state ?? ''),
    recipient: String(recipient ?? ''),
    entries: Number(entries ?? 0),
    role: String(role ?? ''),
    sessions: Number(sessions ?? 0),
    untested: String(untested ?? false),
  };
}
