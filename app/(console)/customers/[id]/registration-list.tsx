import { useTranslations } from 'next-intl';
import { Code } from '@/app/_ui/code';
import { CopyButton } from '@/app/_ui/copy-button';
import { EmptyState } from '@/app/_ui/empty-state';
import { Fact, Facts } from '@/app/_ui/facts';
import { Panel } from '@/app/_ui/panel';
import { RelativeTime } from '@/app/_ui/relative-time';
import { expiryAt, kindOf, type RegistrationDetails } from '@/lib/registration/registration';
import { EndDateSource } from '../../end-date-source';
import { ExpiryText } from '../../status';
import { AskDeleteRegistration } from './delete-registration';

/**
 * A customer's app registrations: whom each serves and what is known of its credential. One that serves no mailbox is
 * offered for deletion where `mayDelete` says so.
 */
export function RegistrationList({
  customerId,
  registrations,
  mayDelete,
  now,
}: {
  customerId: string;
  registrations: readonly RegistrationDetails[];
  /** May this person delete this one here? */
  mayDelete: (registration: RegistrationDetails) => boolean;
  now: Date;
}) {
  const t = useTranslations('customers.registrations');
  const clouds = useTranslations('mailboxes.cloud');
  return (
    <Panel flush title={t('title')} description={t('help')}>
      {registrations.length === 0 ? (
        <EmptyState title={t('empty.title')}>
          <p>{t('empty.text')}</p>
        </EmptyState>
      ) : (
        <ul>
          {registrations.map((registration) => (
            <li key={registration.id} className="border-line border-b px-4 py-3 last:border-b-0">
              <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
                <p className="font-medium">
                  {clouds(registration.cloud)}
                  {' · '}
                  {t('serves', { count: registration.mailboxCount })}
                </p>
                {mayDelete(registration) ? (
                  <AskDeleteRegistration
                    customerId={customerId}
                    registrationId={registration.id}
                    label={registration.clientId}
                  />
                ) : null}
              </div>
              <RegistrationFacts registration={registration} now={now} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function RegistrationFacts({ registration, now }: { registration: RegistrationDetails; now: Date }) {
  const t = useTranslations('customers.registrations');
  const { credential, tenantId, clientId } = registration;
  return (
    <Facts>
      <Fact name={t('tenantId')}>
        <Code action={<CopyId value={tenantId} name={t('tenantId')} />}>{tenantId}</Code>
      </Fact>
      <Fact name={t('clientId')}>
        <Code action={<CopyId value={clientId} name={t('clientId')} />}>{clientId}</Code>
      </Fact>
      <Fact name={t(credential ? kindOf(credential) : 'signsInWith')}>
        {credential ? (
          <>
            <Code>{credential.certificate?.thumbprintSha1 ?? `${credential.hint}…`}</Code>{' '}
            <SetBy credential={credential} />
          </>
        ) : (
          t('noSecret')
        )}
      </Fact>
      <Fact name={t('expires')}>
        <span className="flex flex-wrap items-baseline gap-x-2">
          <ExpiryText expiry={credential ? expiryAt(credential.expiresOn, now) : null} />
          {credential ? <EndDateSource credential={credential} /> : null}
        </span>
      </Fact>
    </Facts>
  );
}

function SetBy({ credential }: { credential: NonNullable<RegistrationDetails['credential']> }) {
  const t = useTranslations('customers.registrations');
  return (
    <span className="text-muted">
      {t.rich('setBy', {
        name: credential.setByName,
        when: () => <RelativeTime at={credential.setAt} />,
      })}
    </span>
  );
}

function CopyId({ value, name }: { value: string; name: string }) {
  const t = useTranslations('customers.registrations');
  const shell = useTranslations('shell');
  return (
    <CopyButton
      value={value}
      label={t('copy', { name })}
      copiedLabel={shell('copied')}
      failedLabel={shell('copyFailed')}
    />
  );
}
