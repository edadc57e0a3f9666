'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { FORM_LIMIT_BYTES, formSize, heaviestField } from './form-size';
import type { Refusal } from './wording';

/** Says of a form that the server would cut off why it is not even sent, at its heaviest field; null: it may be sent. */
export function useFormLimit(limitBytes = FORM_LIMIT_BYTES): (form: FormData) => Promise<Refusal | null> {
  const tooLarge = useTranslations('errors.refused.form_too_large');
  return useCallback(
    async (form) => {
      if ((await formSize(form)) <= limitBytes) return null;
      const [title, advice] = [tooLarge('title'), tooLarge('advice')];
      const fields = { [heaviestField(form)]: `${title}. ${advice}` };
      return { code: 'form_too_large', title, advice, fields };
    },
    [tooLarge, limitBytes],
  );
}
