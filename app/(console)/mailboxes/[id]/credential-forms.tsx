'use client';

import { useState } from 'react';
import type { SignsInWith } from '@/lib/registration/registration';
import { ChangeDay } from './change-day';
import type { CredentialPlace } from './credential-form';
import { ReplaceSecret } from './replace-secret';

/**
 * `Replace secret`, and for a secret that is there `Change the day`. One of the two is open at most: both have a field
 * of the same name.
 * @param day when the secret expires, `YYYY-MM-DD` or nothing; null: there is no secret, or Entra has told its day
 */
export function CredentialForms({
  day,
  mailboxCount,
  present,
  ...place
}: CredentialPlace & {
  mailboxCount: number;
  present: SignsInWith | null;
  day: string | null;
}) {
  const [open, setOpen] = useState<'secret' | 'day' | null>(null);
  return (
    <>
      {day === null ? null : (
        <ChangeDay
          {...place}
          day={day}
          open={open === 'day'}
          setOpen={(toOpen) => setOpen(toOpen ? 'day' : null)}
        />
      )}
      <ReplaceSecret
        {...place}
        mailboxCount={mailboxCount}
        present={present}
        open={open === 'secret'}
        setOpen={(toOpen) => setOpen(toOpen ? 'secret' : null)}
      />
    </>
  );
}
