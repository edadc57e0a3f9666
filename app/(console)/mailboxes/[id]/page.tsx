import { Pencil } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { sandboxUrl } from '@/app/_gate/installation';
import { requireMailbox } from '@/app/_gate/place';
import { wordReport } from '@/app/_gate/word-report';
import { ButtonLink } from '@/app/_ui/button';
import { Panel } from '@/app/_ui/panel';
import { listHistory } from '@/lib/audit/reads';
import { listTests, readMailbox } from '@/lib/mailbox/reads';
import { listMessages } from '@/lib/outbox/reads';
import { readRegistration } from '@/lib/registration/reads';
import { readRetest } from '@/lib/retest/reads';
import { isEndNews, waitsForGrant } from '@/lib/retest/retest';
import { type Deed, may } from '@/lib/staff/deeds';
import { aboutOf, aboutTest } from './about-mailbox';
import { CredentialPanel } from './credential-panel';
import { MailboxHeader } from './mailbox-header';
import { MailboxHistory } from './mailbox-history';
import { ManagePanel } from './manage-panel';
import { PastTests } from './past-tests';
import { RecentMessages } from './recent-messages';
import { RetestPart } from './retest-part';
import { SendPanel } from './send-panel';
import { TestPanel } from './test-panel';

interface Props {
  params: Promise<{ id: string }>;
}

const TESTS_SHOWN = 20;
const MESSAGES_SHOWN = 10;
const DEEDS_SHOWN = 10;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { customerId, mailboxId } = await requireMailbox('mailbox.see', (await params).id);
  return { title: (await readMailbox(customerId, mailboxId, new Date()))?.address };
}

/** One mailbox: its status and why, the proof, the test mail, what it signs in with, what happened. */
export default async function MailboxPage({ params }: Props) {
  const { actor, reach, customerId, mailboxId } = await requireMailbox('mailbox.see', (await params).id);
  const now = new Date();
  const mailbox = await readMailbox(customerId, mailboxId, now);
  if (!mailbox) notFound();
  const { registrationId } = mailbox;
  const [registration, tests, retest, messages, deeds, secretDeeds, t] = await Promise.all([
    registrationId ? readRegistration(customerId, registrationId) : null,
    listTests(customerId, mailboxId, TESTS_SHOWN),
    readRetest(customerId, mailboxId, now),
    listMessages(reach, { mailboxId, page: 1, pageSize: MESSAGES_SHOWN }, now),
    listHistory(reach, { customerId, subjectId: mailboxId, page: 1 }),
    registrationId ? listHistory(reach, { customerId, subjectId: registrationId, page: 1 }) : null,
    getTranslations('mailbox'),
  ]);
  const about = aboutOf(mailbox, registration);
  const [last, ...past] = tests;
  const lastReport = last ? await wordReport(last, aboutTest(about, last)) : null;
  const mayDo = (deed: Deed) => may(actor.role, deed);
  const inSandbox = registration?.cloud === 'sandbox';

  return (
    <>
      <MailboxHeader
        mailbox={mailbox}
        sandbox={inSandbox}
        actions={
          mayDo('mailbox.change') ? (
            <ButtonLink href={`/mailboxes/${mailboxId}/edit`} icon={<Pencil aria-hidden="true" />}>
              {t('manage.edit')}
            </ButtonLink>
          ) : null
        }
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22.5rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <TestPanel
            mailboxId={mailboxId}
            mayTest={mayDo('mailbox.test')}
            last={
              lastReport && last
                ? { report: lastReport, ranByName: last.ranByName, outdated: last.outdated }
                : null
            }
            past={past.length > 0 ? <PastTests tests={past} about={about} /> : null}
            retest={
              <RetestPart
                mailboxId={mailboxId}
                retest={retest}
                endIsNews={isEndNews(retest?.ended ?? null, last?.startedAt ?? null)}
                mayStart={mailbox.pausedAt === null && !last?.outdated && waitsForGrant(last?.code ?? null)}
                mayTest={mayDo('mailbox.test')}
              />
            }
            correctable={
              // What a report says of other ids than those that are there is nothing to put right in these.
              registration && last && !last.outdated && mayDo('registration.change')
                ? { id: registration.id, cloud: registration.cloud, tenantId: registration.tenantId }
                : null
            }
          />
          {mayDo('mailbox.send_test') ? (
            <SendPanel
              mailboxId={mailboxId}
              to={actor.lastTestAddress ?? actor.email}
              hindrance={mailbox.pausedAt ? 'paused' : registration?.credential ? null : 'noCredential'}
              sandbox={inSandbox ? sandboxUrl() : null}
            />
          ) : null}
          <Panel flush title={t('messages.title')}>
            <RecentMessages rows={messages.rows} about={about} now={now} />
          </Panel>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <CredentialPanel
            mailboxId={mailboxId}
            registration={registration}
            mayReplace={mayDo('secret.replace')}
            now={now}
          />
          <Panel title={t('history.title')}>
            <MailboxHistory
              rows={[...deeds.rows, ...(secretDeeds?.rows ?? [])]
                .sort((a, b) => Number(b.id) - Number(a.id))
                .slice(0, DEEDS_SHOWN)}
            />
          </Panel>
          {mayDo('mailbox.pause') || mayDo('mailbox.delete') ? (
            <ManagePanel
              mailboxId={mailboxId}
              address={mailbox.address}
              paused={mailbox.pausedAt !== null}
              mayPause={mayDo('mailbox.pause')}
              mayDelete={mayDo('mailbox.delete')}
            />
          ) : null}
        </div>
      </div>
    </>
  );
}
