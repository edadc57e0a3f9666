import { useTranslations } from 'next-intl';
import type { AuditDeed, AuditRow } from '@/lib/audit/audit';

type Dotless<D extends string> = D extends `${infer A}.${infer B}` ? `${A}_${B}` : D;

/** A client id is told apart by its first part; the whole of it stands in the details. */
const GUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** What somebody did, as a sentence. A deed without words does not compile. */
export function DeedSentence({
  entry,
}: {
  entry: Pick<AuditRow, 'deed' | 'actorName' | 'subject' | 'details'>;
}) {
  const t = useTranslations('history.deeds');
  const key = entry.deed.replace('.', '_') as Dotless<AuditDeed>;
  const { by, version, verdict, state, recipient, role, sessions } = entry.details;
  return t.rich(key, {
    actor: entry.actorName,
    subject: GUID.test(entry.subject) ? `${entry.subject.slice(0, 8)}…` : entry.subject,
    by: String(by ?? ''),
    version: String(version ?? ''),
    verdict: String(verdict ?? ''),
    state: String(state ?? ''),
    recipient: String(recipient ?? ''),
    role: String(role ?? ''),
    sessions: Number(sessions ?? 0),
    id: (chunks) => (
      <span translate="no" className="wrap-anywhere font-medium" title={entry.subject}>
        {chunks}
      </span>
    ),
  });
}
