'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { afterPress } from '@/app/_ui/after-press';
import { Notice } from '@/app/_ui/notice';
import { SecretInput } from '@/app/_ui/secret-input';
import { readSecret } from '@/lib/registration/read-secret';
import type { SecretDoubt, SecretFault } from '@/lib/registration/value-fault';
import { CleanedNote } from './cleaned-note';
import { ExpiryDay } from './expiry-day';

/**
 * The two fields of a client secret, inside a form: `clientSecret` with the tick box `secretIsValue` when what was
 * pasted is probably not the Value, and {@link ExpiryDay}. Both are uncontrolled: of the secret React learns only what
 * is odd about it.
 * @param errors the refusal's words by field name
 */
export function SecretFields({ errors }: { errors: Readonly<Record<string, string>> }) {
  const t = useTranslations('mailbox.secret');
  const shell = useTranslations('shell');
  const words = useTranslations('errors.value');
  const cleanedWords = useTranslations('mailboxes.form.cleaned');
  const secret = useRef<HTMLInputElement>(null);
  const [doubt, setDoubt] = useState<SecretDoubt | null>(null);
  const [fault, setFault] = useState<SecretFault | null>(null);
  const [cleaned, setCleaned] = useState('');
  const { clientSecret: refused } = errors;

  // A Secret ID is told while it stands there. That a secret is too short is only known when the field is left.
  const look = (left: boolean) => {
    const input = secret.current;
    if (!input) return;
    const found = readSecret(input.value);
    setDoubt((before) =>
      left || found.doubt === 'secret_is_id' || found.doubt === before ? found.doubt : null,
    );
    if (!left) {
      setFault(null);
      setCleaned('');
      return;
    }
    setFault(found.fault === 'secret_missing' ? null : found.fault);
    if (found.fault || found.cleaned.length === 0) return;
    input.value = found.text;
    setCleaned(found.cleaned.map((each) => cleanedWords(each)).join(' '));
  };
  // What was typed, or brought back by the browser, before this ran; and what was refused while the field had the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new refusal is the reason to look again
  useEffect(() => look(Boolean(refused)), [refused]);

  return (
    <>
      <SecretInput
        ref={secret}
        name="clientSecret"
        label={t('value')}
        help={t('valueHelp')}
        error={fault ? words(fault) : refused}
        showLabel={shell('secret.show')}
        hideLabel={shell('secret.hide')}
        onInput={() => look(false)}
        onBlur={() => afterPress(() => look(true))}
        after={
          <>
            <CleanedNote note={{ cleaned }} />
            {doubt ? (
              <Notice
                key={doubt}
                kind="warning"
                announce="status"
                title={doubt === 'secret_is_id' ? t('isId') : words(doubt)}
                className="mt-1"
              >
                {doubt === 'secret_is_id' ? <p>{t('isIdHelp')}</p> : null}
                <label className="mt-1 inline-flex min-h-6 items-center gap-2">
                  <input type="checkbox" name="secretIsValue" className="size-4 accent-accent" />
                  {t('override')}
                </label>
              </Notice>
            ) : null}
          </>
        }
      />
      <ExpiryDay error={errors.secretExpiresOn} />
    </>
  );
}
