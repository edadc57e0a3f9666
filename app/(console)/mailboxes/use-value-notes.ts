'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { afterPress } from '@/app/_ui/after-press';
import { readAddress } from '@/lib/mailbox/read-address';
import type { Cleaning } from '@/lib/registration/clean-text';
import { readClientId, readTenantId } from '@/lib/registration/read-id';

/** What is said at a field that was left: what is wrong with its value, or what was taken off it. */
export interface ValueNote {
  readonly fault?: string;
  readonly cleaned?: string;
}

/** The notes by field name. */
export type ValueNotes = Readonly<Record<string, ValueNote>>;

const READERS = { mailboxAddress: readAddress, tenantId: readTenantId, clientId: readClientId } as const;

/**
 * Reads a field when it is left, by the rules that the save and the test follow, too: what is harmless is cleaned in
 * place and said, what is wrong is said, and nothing that was typed is lost.
 */
export function useValueNotes(): {
  notes: ValueNotes;
  leave: (input: HTMLInputElement) => void;
  forget: (name: string) => void;
} {
  const words = useTranslations('errors.value');
  const cleanedWords = useTranslations('mailboxes.form.cleaned');
  const [notes, setNotes] = useState<ValueNotes>({});
  const tell = (name: string, note: ValueNote) =>
    afterPress(() => setNotes((before) => ({ ...before, [name]: note })));

  const leave = (input: HTMLInputElement) => {
    const name = input.name as keyof typeof READERS;
    if (!Object.hasOwn(READERS, name)) return;
    const { text, cleaned, fault } = READERS[name](input.value);
    if (fault || cleaned.length === 0) {
      // Blanks around it come along with what is copied, and are not worth a word.
      input.value = input.value.trim();
    } else {
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
    const found = fault ?? (isTenantOf(input, text) ? 'ids_equal' : null);
    if (found && input.value !== '') tell(name, { fault: words(found) });
    else if (cleaned.length > 0) tell(name, { cleaned: sentences(cleaned) });
  };
  const sentences = (cleaned: readonly Cleaning[]) => cleaned.map((each) => cleanedWords(each)).join(' ');
  const forget = (name: string) =>
    setNotes((before) => {
      const { [name]: gone, ...others } = before;
      return gone ? others : before;
    });
  return { notes, leave, forget };
}

/** Does the client id repeat what stands in the field of the tenant? */
function isTenantOf(input: HTMLInputElement, clientId: string): boolean {
  const tenant = input.form?.elements.namedItem('tenantId');
  return (
    input.name === 'clientId' &&
    clientId !== '' &&
    tenant instanceof HTMLInputElement &&
    readTenantId(tenant.value).text === clientId
  );
}
