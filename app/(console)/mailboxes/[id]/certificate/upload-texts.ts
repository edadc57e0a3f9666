import { createTranslator } from 'next-intl';
import type { Forward } from '@/app/_gate/forward-texts';
import { FORMAT_TAGS, LANGUAGES } from '@/app/_words/languages';
import { WORDS } from '@/app/_words/words';
import type { SignsInWith } from '@/lib/registration/registration';

/**
 * What the customer's administrator has to do with the .cer, ready to be sent, in every language: they need not read the
 * language of whoever looks after the mailbox.
 */
export function uploadTexts(values: {
  readonly clientId: string;
  readonly tenantId: string;
  /** Where Entra shows the app's certificates. */
  readonly link: string;
  readonly thumbprint: string;
  /** What the app signs in with until then: it has to stay in Entra meanwhile. */
  readonly present: SignsInWith | null;
}): Forward {
  const texts = LANGUAGES.map((language) => {
    const messages = WORDS[language];
    const t = createTranslator({ locale: FORMAT_TAGS[language], messages, namespace: 'mailbox.certificate' });
    return [language, t('forward', { ...values, present: values.present ?? 'nothing' })];
  });
  return Object.fromEntries(texts) as Forward;
}
