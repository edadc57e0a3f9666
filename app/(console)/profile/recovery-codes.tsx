'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/app/_ui/button';
import { CopyButton } from '@/app/_ui/copy-button';
import { Notice } from '@/app/_ui/notice';

/** New recovery codes, to be kept now: nobody can show them again. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useTranslations('factor.codes');
  const shell = useTranslations('shell');
  const list = useRef<HTMLUListElement>(null);
  // They take the place of the form whose button had the focus.
  useEffect(() => list.current?.focus(), []);
  const text = `${t('fileHead', { place: location.host })}\n\n${codes.join('\n')}\n`;
  return (
    <div className="flex flex-col items-start gap-4">
      <Notice kind="success" announce="status" title={t('codesTitle')}>
        {t('codesText')}
      </Notice>
      <ul
        ref={list}
        tabIndex={-1}
        aria-label={t('codesList')}
        translate="no"
        className="grid grid-cols-2 gap-x-8 gap-y-1 rounded-md border border-line bg-sunken px-4 py-3 font-mono"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton
          labelShown
          value={text}
          label={t('copyCodes')}
          copiedLabel={shell('copied')}
          failedLabel={shell('copyFailed')}
          className="min-h-9"
        />
        <Button icon={<Download aria-hidden="true" />} onClick={() => download(text)}>
          {t('download')}
        </Button>
        <Button variant="primary" onClick={onKept}>
          {t('kept')}
        </Button>
      </div>
    </div>
  );
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'posthouse-recovery-codes.txt';
  link.click();
  URL.revokeObjectURL(url);
}
