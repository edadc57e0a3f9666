'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { useHydrated } from '@/app/_ui/use-hydrated';
import { AddCertificate } from './add-certificate';
import { MakeCertificate } from './make-certificate';

/** `Use a certificate instead`: a button, and the two ways to have one that it opens in place. */
export function CertificateChoice({
  again,
  isOpen,
  ...place
}: {
  mailboxId: string;
  registrationId: string;
  again: boolean;
  /** There is nothing else to sign in with: the ways are shown at once. */
  isOpen: boolean;
}) {
  const t = useTranslations('mailbox.certificate');
  const shell = useTranslations('shell');
  const hydrated = useHydrated();
  const opener = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(isOpen);
  if (!open) {
    return (
      <Button ref={opener} disabled={!hydrated} className="self-start" onClick={() => setOpen(true)}>
        {t(again ? 'again' : 'instead')}
      </Button>
    );
  }
  return (
    <div className="flex flex-col gap-4 border-line border-t pt-3">
      <p className="text-muted text-small">{t('how')}</p>
      <MakeCertificate {...place} />
      <AddCertificate {...place} />
      <Button
        variant="ghost"
        className="self-start"
        onClick={() => {
          setOpen(false);
          // The forms are gone in the next frame, and with them whatever had the focus.
          requestAnimationFrame(() => opener.current?.focus());
        }}
      >
        {shell('cancel')}
      </Button>
    </div>
  );
}
