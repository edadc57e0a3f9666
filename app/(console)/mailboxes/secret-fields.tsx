'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Notice } from '@/app/_ui/notice';
import { SecretInput } from '@/app/_ui/secret-input';
import { looksLikeSecretId } from '@/lib/registration/registration';
import { ExpiryDay } from './expiry-day';

/**
 * The two fields of a client secret, inside a form: `clientSecret` with the tick box `secretIsValue` when what was
 * pasted has the shape of a Secret ID, and {@link ExpiryDay}. Both are uncontrolled: of the secret React learns only
 * whether it is shaped like a GUID.
 * @param errors the refusal's words by field name
 */
export function SecretFields({ errors }: { errors: Readonly<Record<string, string>> }) {
  const t = useTranslations('mailbox.secret');
  const shell = useTranslations('shell');
  const secret = useRef<HTMLInputElement>(null);
  const [isGuid, setIsGuid] = useState(false);
  const look = () => setIsGuid(looksLikeSecretId(secret.current?.value ?? ''));
  // What was typed, or brought back by the browser, before this ran.
  useEffect(look, []);

  return (
    <>
      <SecretInput
        ref={secret}
        name="clientSecret"
        label={t('value')}
        help={t('valueHelp')}
        error={errors.clientSecret}
        showLabel={shell('secret.show')}
        hideLabel={shell('secret.hide')}
        onInput={look}
        after={
          isGuid ? (
            <Notice kind="warning" announce="status" title={t('isId')} className="mt-1">
              <p>{t('isIdHelp')}</p>
              <label className="mt-1 inline-flex min-h-6 items-center gap-2">
                <input type="checkbox" name="secretIsValue" className="size-4 accent-accent" />
                {t('override')}
              </label>
            </Notice>
          ) : null
        }
      />
      <ExpiryDay error={errors.secretExpiresOn} />
    </>
  );
}
