'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/app/_ui/button';
import { Notice } from '@/app/_ui/notice';

/** Says that the typed ids are those of an app registration which the customer has, and offers that one. */
export function KnownAlready({ onUse }: { onUse: () => void }) {
  const t = useTranslations('errors.refused.registration_exists');
  return (
    <Notice kind="info" announce="status" title={t('title')}>
      <p className="mb-2">{t('advice')}</p>
      <UseKnown onUse={onUse} />
    </Notice>
  );
}

/** The button that takes the app registration which is there already. */
export function UseKnown({ onUse }: { onUse: () => void }) {
  const t = useTranslations('mailboxes.form');
  return (
    <Button size="small" onClick={onUse}>
      {t('useKnown')}
    </Button>
  );
}
