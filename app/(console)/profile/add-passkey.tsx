'use client';

import { browserSupportsWebAuthn, startRegistration, WebAuthnError } from '@simplewebauthn/browser';
import { useTranslations } from 'next-intl';
import type { Action } from '@/app/_gate/action';
import { TextInput } from '@/app/_ui/text-input';
import { useHydrated } from '@/app/_ui/use-hydrated';
import { beginAdding, keepPasskey } from './passkey-actions';
import { PasswordStep } from './password-step';

/** `Add a passkey`: its name and the password, then the browser asks the device. */
export function AddPasskey({ asksPassword }: { asksPassword: boolean }) {
  const t = useTranslations('factor.passkeys');
  const hydrated = useHydrated();
  const add: Action<null, unknown> = async (form) => {
    const begun = await beginAdding(form);
    if (begun.status === 'refused') return begun;
    try {
      form.set('answer', JSON.stringify(await startRegistration({ optionsJSON: begun.value })));
    } catch (error) {
      const there =
        error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED';
      const words = there
        ? { title: t('there'), advice: t('thereText') }
        : { title: t('refused'), advice: t('refusedText') };
      return { status: 'refused', refusal: { code: 'passkey_refused', ...words, fields: {} } };
    }
    form.delete('currentPassword');
    return keepPasskey(form);
  };
  if (hydrated && !browserSupportsWebAuthn()) return <p className="text-muted">{t('unsupported')}</p>;
  return (
    <PasswordStep
      asksPassword={asksPassword}
      run={add}
      opener={t('add')}
      text={t('addText')}
      button={t('add')}
      pendingButton={t('adding')}
    >
      {(faults) => (
        <TextInput
          name="device"
          label={t('device')}
          help={t('deviceHelp')}
          error={faults.device}
          maxLength={60}
          autoComplete="off"
          autoFocus
        />
      )}
    </PasswordStep>
  );
}
