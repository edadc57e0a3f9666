'use client';

import { useTranslations } from 'next-intl';
import { TextArea } from '@/app/_ui/text-area';
import { TextInput } from '@/app/_ui/text-input';
import type { MailboxDetails } from '@/lib/mailbox/mailbox';
import { CleanedNote } from './cleaned-note';
import type { ValueNotes } from './use-value-notes';

type FieldErrors = Readonly<Record<string, string>>;

/** The fields about the mailbox itself. */
export function MailboxFields({
  mailbox,
  errors,
  notes,
}: {
  mailbox?: Pick<MailboxDetails, 'address' | 'name' | 'description'>;
  errors: FieldErrors;
  notes: ValueNotes;
}) {
  const t = useTranslations('mailboxes.form');
  const shell = useTranslations('shell');
  return (
    <>
      <TextInput
        mono
        name="mailboxAddress"
        inputMode="email"
        label={t('address')}
        help={t('addressHelp')}
        defaultValue={mailbox?.address}
        error={notes.mailboxAddress?.fault ?? errors.mailboxAddress}
        after={<CleanedNote note={notes.mailboxAddress} />}
      />
      <TextInput
        name="mailboxName"
        autoComplete="off"
        label={t('name')}
        mark={shell('optional')}
        help={t('nameHelp')}
        defaultValue={mailbox?.name}
        error={errors.mailboxName}
      />
      <TextArea
        name="description"
        rows={2}
        label={t('description')}
        mark={shell('optional')}
        help={t('descriptionHelp')}
        defaultValue={mailbox?.description}
        error={errors.description}
      />
    </>
  );
}
