'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button, ButtonLink } from '@/app/_ui/button';
import { CopyButton } from '@/app/_ui/copy-button';
import { Notice } from '@/app/_ui/notice';
import { TextInput } from '@/app/_ui/text-input';

/** The link of an invitation that was just made, to be handed over. Left or loaded anew the page has it no more. */
export function HandOver({
  name,
  link,
  expiresAt,
  again,
}: {
  name: string;
  link: string;
  expiresAt: Date;
  again: () => void;
}) {
  const t = useTranslations('staff.invite');
  const shell = useTranslations('shell');
  const list = useTranslations('staff');
  const field = useRef<HTMLInputElement>(null);
  // The form is gone, and with it whatever had the focus.
  useEffect(() => field.current?.select(), []);
  return (
    <div className="flex flex-col gap-4">
      <Notice kind="success" announce="status" title={t('done', { name })}>
        <p>{t('handOver', { name, until: expiresAt })}</p>
      </Notice>
      <TextInput
        ref={field}
        mono
        readOnly
        name="link"
        label={t('link')}
        value={link}
        onFocus={(event) => event.currentTarget.select()}
        after={
          <span className="mt-1 flex flex-wrap items-center gap-2">
            <CopyButton
              labelShown
              value={link}
              label={t('copy')}
              copiedLabel={shell('copied')}
              failedLabel={shell('copyFailed')}
            />
          </span>
        }
      />
      <div className="flex flex-wrap gap-2">
        <Button onClick={again}>{t('another')}</Button>
        <ButtonLink href="/staff" variant="ghost">
          {list('back')}
        </ButtonLink>
      </div>
    </div>
  );
}
