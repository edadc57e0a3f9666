'use client';

import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser';
import { useTranslations } from 'next-intl';
import type { Action } from '@/app/_gate/action';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Button } from '@/app/_ui/button';
import { useHydrated } from '@/app/_ui/use-hydrated';
import { askPasskey, enterWithPasskey } from './actions';

/** The passkey's way in. Not there where the browser has none: without HTTPS, but on this machine itself. */
export function PasskeyButton() {
  const t = useTranslations('auth.passkey');
  const hydrated = useHydrated();
  const enter: Action<null, unknown> = async (form) => {
    const asked = await askPasskey(form);
    if (asked.status === 'refused') return asked;
    try {
      form.set('answer', JSON.stringify(await startAuthentication({ optionsJSON: asked.value })));
    } catch {
      const refusal = {
        code: 'passkey_refused',
        title: t('refused'),
        advice: t('refusedText'),
        fields: {},
      } as const;
      return { status: 'refused', refusal };
    }
    return enterWithPasskey(form);
  };
  const { answer, lost, pending, send } = useAction(enter);
  if (hydrated && !browserSupportsWebAuthn()) return null;
  return (
    <div className="mt-4 flex flex-col gap-4">
      <p className="flex items-center gap-3 text-muted text-small before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t('or')}
      </p>
      <FormRefusal answer={answer} lost={lost} />
      <Button
        disabled={!hydrated}
        pending={pending}
        pendingLabel={t('pending')}
        onClick={() => send(new FormData())}
      >
        {t('button')}
      </Button>
    </div>
  );
}
