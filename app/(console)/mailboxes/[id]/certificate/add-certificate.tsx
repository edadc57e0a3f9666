'use client';

import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Field } from '@/app/_ui/field';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { SecretInput } from '@/app/_ui/secret-input';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextArea } from '@/app/_ui/text-area';
import { saveExistingCertificate } from './actions';

/**
 * `Add existing certificate`: a file (PFX or PEM) or PEM text. Both fields are uncontrolled: what is in them goes into the
 * form that is sent and nowhere else in the browser.
 */
export function AddCertificate({ mailboxId, registrationId }: { mailboxId: string; registrationId: string }) {
  const t = useTranslations('mailbox.certificate');
  const shell = useTranslations('shell');
  const { answer, lost, pending, send } = useAction(saveExistingCertificate);
  const errors = answer?.status === 'refused' ? answer.refusal.fields : {};
  return (
    <form
      method="post"
      noValidate
      autoComplete="off"
      className="flex flex-col gap-3 border-line border-t pt-3"
      onSubmit={async (event) => {
        event.preventDefault();
        if (!pending) send(await withFile(new FormData(event.currentTarget)));
      }}
    >
      <h3 className="font-semibold">{t('addTitle')}</h3>
      <input type="hidden" name="mailboxId" value={mailboxId} />
      <input type="hidden" name="registrationId" value={registrationId} />
      <Field label={t('file')} help={t('fileHelp')} error={undefined}>
        {(attributes) => (
          <input {...attributes} type="file" name="file" accept=".pfx,.p12,.pem" className="text-small" />
        )}
      </Field>
      <TextArea
        label={t('pem')}
        help={t('pemHelp')}
        name="certificate"
        rows={3}
        spellCheck={false}
        error={errors.certificate}
        className="font-mono text-small"
      />
      <SecretInput
        name="certificatePassword"
        label={t('password')}
        help={t('passwordHelp')}
        error={errors.certificatePassword}
        showLabel={shell('secret.show')}
        hideLabel={shell('secret.hide')}
      />
      <FormRefusal answer={answer} lost={lost} />
      <SubmitButton variant="secondary" pending={pending} pendingLabel={t('adding')} className="self-start">
        {t('add')}
      </SubmitButton>
      <FocusFirstInvalid answer={answer} />
    </form>
  );
}

/** The form with its file, if one was chosen, in the place of the text: as PEM, or a PFX in base64. */
async function withFile(form: FormData): Promise<FormData> {
  const file = form.get('file');
  form.delete('file');
  if (!(file instanceof File) || file.size === 0) return form;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  form.set('certificate', text.includes('-----BEGIN') ? text : btoa(text));
  return form;
}
