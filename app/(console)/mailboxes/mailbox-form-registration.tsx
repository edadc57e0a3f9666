'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Select } from '@/app/_ui/select';
import { TextInput } from '@/app/_ui/text-input';
import { useHydrated } from '@/app/_ui/use-hydrated';
import type { CloudChoice } from '@/lib/registration/reads';
import { CleanedNote } from './cleaned-note';
import { type Choice, choiceFields, isTyped, type KnownRegistration, shortId } from './mailbox-form-values';
import { SecretFields } from './secret-fields';
import type { ValueNotes } from './use-value-notes';

type FieldErrors = Readonly<Record<string, string>>;

/**
 * Which app registration the mailbox uses: one that the customer has, none until the customer sends the values, or a
 * new one, whose fields then stand below.
 */
export function RegistrationChoice({
  choice,
  present,
  onChoose,
  known,
  clouds,
  errors,
  notes,
  notice,
}: {
  choice: Choice;
  /** The choice that a mailbox has that is there; null: it is added. */
  present: Choice | null;
  onChoose: (choice: Choice) => void;
  known: readonly KnownRegistration[];
  clouds: readonly CloudChoice[];
  errors: FieldErrors;
  notes: ValueNotes;
  /** What is to be said about the new registration's ids, if anything. */
  notice: ReactNode;
}) {
  const t = useTranslations('mailboxes.form');
  const cloudNames = useTranslations('mailboxes.cloud');
  const { registrationChoice, registrationId } = choiceFields(choice, present);
  const chosen = known.find(({ id }) => id === choice);
  const isNew = isTyped(choice);
  // Once shown the fields stay, hidden and not sent, so that nothing typed is lost by looking at another choice.
  const [wasNew, setWasNew] = useState(isNew);
  // A choice made before React has taken over would be undone by it.
  const hydrated = useHydrated();
  if (isNew && !wasNew) setWasNew(true);
  return (
    <>
      <input type="hidden" name="registrationChoice" value={registrationChoice} />
      <input type="hidden" name="registrationId" value={registrationId} />
      <Select
        label={t('registration')}
        help={
          choice === 'later' || isNew
            ? t(isNew ? 'newHelp' : 'laterHelp')
            : t('existingHelp', { signsInWith: chosen?.signsInWith ?? 'nothing' })
        }
        error={errors.registrationId}
        value={isNew ? 'new' : choice}
        disabled={!hydrated}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        <option value="new">{t('new')}</option>
        {known.map(({ id, cloud, tenantId, clientId, mailboxCount }) => (
          <option key={id} value={id}>
            {[
              cloudNames(cloud),
              shortId(tenantId),
              shortId(clientId),
              t('serves', { count: mailboxCount }),
            ].join(' · ')}
          </option>
        ))}
        <option value="later">{t('later')}</option>
      </Select>
      {isNew || wasNew ? (
        <fieldset hidden={!isNew} disabled={!isNew} className="flex min-w-0 flex-col gap-4">
          <legend className="sr-only">{t('new')}</legend>
          <NewRegistrationFields
            clouds={clouds}
            errors={errors}
            notes={notes}
            notice={notice}
            withCertificate={choice === 'certificate'}
            onCredential={onChoose}
          />
        </fieldset>
      ) : null}
    </>
  );
}

function NewRegistrationFields({
  clouds,
  errors,
  notes,
  notice,
  withCertificate,
  onCredential,
}: {
  clouds: readonly CloudChoice[];
  errors: FieldErrors;
  notes: ValueNotes;
  notice: ReactNode;
  withCertificate: boolean;
  onCredential: (choice: 'new' | 'certificate') => void;
}) {
  const t = useTranslations('mailboxes.form');
  const hydrated = useHydrated();
  const cloudNames = useTranslations('mailboxes.cloud');
  return (
    <>
      <Select
        name="cloud"
        label={t('cloud')}
        help={t('cloudHelp')}
        error={errors.cloud}
        defaultValue="global"
      >
        {clouds.map(({ cloud }) => (
          <option key={cloud} value={cloud}>
            {cloudNames(cloud)}
          </option>
        ))}
      </Select>
      <TextInput
        mono
        name="tenantId"
        label={t('tenantId')}
        help={t('tenantIdHelp')}
        error={notes.tenantId?.fault ?? errors.tenantId}
        after={<CleanedNote note={notes.tenantId} />}
      />
      <TextInput
        mono
        name="clientId"
        label={t('clientId')}
        help={t('clientIdHelp')}
        error={notes.clientId?.fault ?? errors.clientId}
        after={<CleanedNote note={notes.clientId} />}
      />
      {notice}
      <Select
        label={t('signsInWith')}
        help={withCertificate ? t('certificateHelp') : t('secretHelp')}
        value={withCertificate ? 'certificate' : 'new'}
        disabled={!hydrated}
        onChange={(event) =>
          onCredential(event.currentTarget.value === 'certificate' ? 'certificate' : 'new')
        }
      >
        <option value="new">{t('withSecret')}</option>
        <option value="certificate">{t('withCertificate')}</option>
      </Select>
      <fieldset hidden={withCertificate} disabled={withCertificate} className="flex min-w-0 flex-col gap-4">
        <legend className="sr-only">{t('withSecret')}</legend>
        <SecretFields errors={errors} />
      </fieldset>
    </>
  );
}
