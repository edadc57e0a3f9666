'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { FORM_LIMIT_BYTES } from '@/app/_gate/form-size';
import { useAction } from '@/app/_gate/use-action';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { SecretInput } from '@/app/_ui/secret-input';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextArea } from '@/app/_ui/text-area';
import { TextInput } from '@/app/_ui/text-input';
import { saveExistingCertificate } from './actions';

/**
 * `Add existing certificate`: a file (PFX or PEM) or PEM text. Both fields are uncontrolled: what is in them goes into the
 * form that is sent and nowhere else in the browser.
 */
export function AddCertificate({ mailboxId, registrationId }: { mailboxId: string; registrationId: string }) {
  const t = useTranslations('mailbox.certificate');
  const shell = useTranslations('shell');
  const { answer, faults, lost, pending, send, reset } = useAction(saveExistingCertificate);
  const [fromFile, setFromFile] = useState(false);
  // Another object for each time, which takes the focus to the field.
  const [unread, setUnread] = useState<{ readonly file: FormDataEntryValue | null } | null>(null);
  return (
    <form
      method="post"
      noValidate
      autoComplete="off"
      className="flex flex-col gap-3 border-line border-t pt-3"
      onSubmit={async (event) => {
        event.preventDefault();
        if (pending) return;
        const form = new FormData(event.currentTarget);
        const file = form.get('file');
        form.delete('file');
        // The entry of a field in which nothing was chosen has no name. One that has gone since has no size.
        const chosen = file instanceof File && file.name !== '';
        setFromFile(chosen);
        setUnread(null);
        try {
          if (chosen) form.set('certificate', await contentOf(file));
        } catch {
          // What was answered before was about another file.
          reset();
          setUnread({ file });
          return;
        }
        send(form);
      }}
    >
      <h3 className="font-semibold">{t('addTitle')}</h3>
      <input type="hidden" name="mailboxId" value={mailboxId} />
      <input type="hidden" name="registrationId" value={registrationId} />
      <TextInput
        type="file"
        name="file"
        accept=".pfx,.p12,.pem"
        label={t('file')}
        help={t('fileHelp')}
        error={unread ? t('fileUnread') : fromFile ? faults.certificate : undefined}
      />
      <TextArea
        label={t('pem')}
        help={t('pemHelp')}
        name="certificate"
        rows={3}
        spellCheck={false}
        error={fromFile ? undefined : faults.certificate}
        className="font-mono text-small"
      />
      <SecretInput
        name="certificatePassword"
        label={t('password')}
        help={t('passwordHelp')}
        error={faults.certificatePassword}
        showLabel={shell('secret.show')}
        hideLabel={shell('secret.hide')}
      />
      <FormRefusal answer={answer} lost={lost} />
      <SubmitButton variant="secondary" pending={pending} pendingLabel={t('adding')} className="self-start">
        {t('add')}
      </SubmitButton>
      <FocusFirstInvalid answer={unread ?? answer} />
    </form>
  );
}

/**
 * What a file holds, as the form takes it: PEM, or a PFX in base64. One that is too large stays a file: it is refused
 * unread.
 * @throws DOMException when it cannot be read, such as one that was changed or deleted since it was chosen
 */
async function contentOf(file: File): Promise<string | File> {
  if (file.size > FORM_LIMIT_BYTES) return file;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return text.includes('-----BEGIN') ? text : btoa(text);
}
