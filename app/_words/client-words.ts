import type { Words } from './words';

/**
 * What components of the browser ask for by `useTranslations`, as paths into the words. Only these are sent along with
 * every page; the rest stays on the server. tests/words/client-words.test.ts holds the list to what is asked for.
 */
export const CLIENT_NAMESPACES = [
  'auth',
  'catalogue.search',
  'customers.form',
  'customers.registrations',
  'errors.confirm',
  'errors.failed',
  'errors.lost',
  'errors.reference',
  'errors.refused.form_too_large',
  'errors.refused.registration_exists',
  'errors.value',
  'factor.codes',
  'factor.passkeys',
  'factor.reset',
  'guide',
  'mailbox.certificate',
  'mailbox.credential',
  'mailbox.ladder',
  'mailbox.manage',
  'mailbox.retest',
  'mailbox.secret',
  'mailbox.send',
  'mailbox.test',
  'mailboxes.cloud',
  'mailboxes.form',
  'mailboxes.paste',
  'mailboxes.sandbox',
  'outcomes.check',
  'overview.start',
  'profile.password',
  'profile.you',
  'settings.keys.rewrap',
  'shell',
  'staff',
] as const;

interface Branch {
  [key: string]: Branch | string;
}

/** The part of one language's words that the browser needs, in the same shape. */
export function clientWords(words: Words): Partial<Words> {
  const picked: Branch = {};
  for (const path of CLIENT_NAMESPACES) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let from: Branch = words;
    let to = picked;
    for (const key of keys) {
      from = from[key] as Branch;
      const next = (to[key] ?? {}) as Branch;
      to[key] = next;
      to = next;
    }
    to[last] = from[last] ?? '';
  }
  return picked as Partial<Words>;
}
