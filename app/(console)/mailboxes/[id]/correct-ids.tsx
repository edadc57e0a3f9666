'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/app/_ui/button';
import { useHydrated } from '@/app/_ui/use-hydrated';
import type { RegistrationDetails } from '@/lib/registration/registration';
import { AskFirst } from '../../ask-first';
import type { Offer } from '../ladder';
import { correctRegistration } from './actions';

/** The button that puts the ids of a saved app registration right, behind a question: it may serve other mailboxes. */
export function CorrectIds({
  mailboxId,
  registration,
  offer,
}: {
  mailboxId: string;
  registration: Pick<RegistrationDetails, 'id' | 'cloud' | 'tenantId'>;
  offer: Offer;
}) {
  const t = useTranslations('mailbox.ladder');
  const clouds = useTranslations('mailboxes.cloud');
  const hydrated = useHydrated();
  const isSwap = offer === 'swap';
  const label = isSwap ? t('swap') : t('useCloud', { cloud: clouds(offer) });
  return (
    <AskFirst
      run={correctRegistration}
      fields={{
        mailboxId,
        registrationId: registration.id,
        cloud: registration.cloud,
        tenantId: registration.tenantId,
        correction: offer,
      }}
      name={t('confirm')}
      question={t('correctTitle')}
      text={isSwap ? t('swapText') : t('cloudText', { cloud: clouds(offer) })}
      button={label}
      pendingButton={t('correcting')}
      opener={
        <Button size="small" disabled={!hydrated}>
          {label}
        </Button>
      }
    />
  );
}
