'use client';

import { useTranslations } from 'next-intl';
import type { SignsInWith } from '@/lib/registration/registration';
import type { GuideStep } from './guide-steps';

/**
 * Makes the guide as plain text for a mail to the customer's administrator, in the language of whoever copies it, with
 * each step's link and mistake. It asks for a secret, or the private key of a certificate of theirs, on another way than
 * the mail itself.
 */
export function useGuideText(): (
  steps: readonly { step: GuideStep; href: string }[],
  signsInWith: SignsInWith,
) => string {
  const t = useTranslations('guide');
  // Typed as a text, handed over as a list of texts.
  const quoted = (text: string) => t('text.quoted', { text: String(text) });
  return (steps, signsInWith) =>
    [
      t('text.greeting'),
      ...steps.map(({ step, href }, index) =>
        [
          `${index + 1}. ${t(`steps.${step}.title`)}`,
          t.markup(`steps.${step}.do`, { l: quoted }),
          `${t('text.mind')} ${t.markup(`steps.${step}.mistake`, { l: quoted })}`,
          href,
        ].join('\n'),
      ),
      t(`text.send.${signsInWith}`),
    ].join('\n\n');
}
