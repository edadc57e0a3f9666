'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/app/_ui/button';

/**
 * Loads the page anew, with what stands in the database now. A refresh by the router would leave what was typed in the
 * fields, and with it somebody's old version over the new one.
 */
export function ReloadButton() {
  const t = useTranslations('mailboxes.form');
  return (
    <Button size="small" icon={<RotateCw aria-hidden="true" />} onClick={() => window.location.reload()}>
      {t('reload')}
    </Button>
  );
}
