import { useTranslations } from 'next-intl';
import { originsOf } from '@/app/_gate/word-outcome';
import { entraLink } from '@/app/_guide/entra-links';
import { Code } from '@/app/_ui/code';
import { CopyButton } from '@/app/_ui/copy-button';
import { Notice } from '@/app/_ui/notice';
import { Panel } from '@/app/_ui/panel';
import { RelativeTime } from '@/app/_ui/relative-time';
import { expiryAt, kindOf, type RegistrationDetails } from '@/lib/registration/registration';
import { EndDateSource } from '../../end-date-source';
import { ExpiryText } from '../../status';
import { NewTabLink } from '../outcome-details';
import { CertificateChoice } from './certificate/certificate-choice';
import { uploadTexts } from './certificate/upload-texts';
import { WaitingCertificate } from './certificate/waiting-certificate';
import { CredentialForms } from './credential-forms';
import { UnmatchedSecret } from './unmatched-secret';

/** What the mailbox signs in with: the facts of its credential, never the secret, and the forms that replace it or correct its day. */
export function CredentialPanel({
  mailboxId,
  registration,
  mayReplace,
  now,
}: {
  mailboxId: string;
  registration: RegistrationDetails | null;
  mayReplace: boolean;
  now: Date;
}) {
  const t = useTranslations('mailbox.credential');
  const clouds = useTranslations('mailboxes.cloud');
  if (!registration) {
    return (
      <Panel title={t('title')}>
        <p className="text-muted">{t('none')}</p>
      </Panel>
    );
  }
  const { credential, cloud, tenantId, clientId, mailboxCount } = registration;
  const pending = registration.pendingCertificate;
  const link = entraLink(originsOf(cloud), 'credentials', { tenantId, clientId });
  const kind = credential && kindOf(credential);
  const expiry = credential && expiryAt(credential.expiresOn, now);
  return (
    <Panel title={t('title')}>
      <div className="flex flex-col gap-3">
        <dl className="flex flex-col gap-3">
          <Line name={t(kind ?? 'signsInWith')}>
            {credential ? (
              <>
                <Code>{credential.certificate?.thumbprintSha1 ?? `${credential.hint}…`}</Code> ·{' '}
                {t('setBy', { name: credential.setByName })} · <RelativeTime at={credential.setAt} />
              </>
            ) : (
              t('noSecret')
            )}
          </Line>
          {credential ? (
            <Line name={t('expires')}>
              <span className="flex flex-col">
                <ExpiryText expiry={expiry} />
                <EndDateSource credential={credential} />
              </span>
            </Line>
          ) : null}
          <Line name={t('serves')}>{t('servesCount', { count: mailboxCount })}</Line>
          <Line name={t('cloud')}>{clouds(cloud)}</Line>
          <Line name={t('tenantId')}>
            <CopiedId value={tenantId} name={t('tenantId')} />
          </Line>
          <Line name={t('clientId')}>
            <CopiedId value={clientId} name={t('clientId')} />
          </Line>
        </dl>
        {expiry?.kind === 'unknown' ? (
          <Notice kind="warning">
            <p className="text-small">{t('unknownHelp')}</p>
          </Notice>
        ) : null}
        <UnmatchedSecret entra={credential?.entra ?? null} />
        {registration.signInFailedAt ? (
          <Notice kind="danger">
            <p className="text-small">{t(kind === 'certificate' ? 'refusedCertificate' : 'refused')}</p>
          </Notice>
        ) : null}
        <p className="text-small">
          <NewTabLink href={link} label={t('open')} />
        </p>
        {mayReplace ? (
          <CredentialForms
            mailboxId={mailboxId}
            registrationId={registration.id}
            version={credential?.version ?? 0}
            mailboxCount={mailboxCount}
            present={kind}
            day={
              credential?.expiresFrom === 'staff'
                ? (credential.expiresOn?.toISOString().slice(0, 10) ?? '')
                : null
            }
          />
        ) : null}
        {pending ? (
          <WaitingCertificate
            mailboxId={mailboxId}
            registrationId={registration.id}
            version={credential?.version ?? 0}
            waiting={{
              id: pending.id,
              thumbprintSha1: pending.thumbprintSha1,
              thumbprintSha256: pending.thumbprintSha256,
              endsOn: pending.notAfter.toISOString().slice(0, 10),
              madeByName: pending.madeByName,
            }}
            texts={uploadTexts({
              clientId,
              tenantId,
              link,
              thumbprint: pending.thumbprintSha1,
              present: kind,
            })}
            mayReplace={mayReplace}
          />
        ) : mayReplace ? (
          <CertificateChoice
            mailboxId={mailboxId}
            registrationId={registration.id}
            again={kind === 'certificate'}
            isOpen={!credential}
          />
        ) : null}
      </div>
    </Panel>
  );
}

function Line({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-0.5">
      <dt className="text-muted text-small">{name}</dt>
      <dd className="wrap-anywhere min-w-0">{children}</dd>
    </div>
  );
}

function CopiedId({ value, name }: { value: string; name: string }) {
  const shell = useTranslations('shell');
  return (
    <Code
      action={
        <CopyButton
          value={value}
          label={`${shell('copy')}: ${name}`}
          copiedLabel={shell('copied')}
          failedLabel={shell('copyFailed')}
        />
      }
    >
      {value}
    </Code>
  );
}
