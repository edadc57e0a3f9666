import { createTranslator } from 'next-intl';
import { connectExchange, restrictCommands, testExchangeGrant } from '@/app/_guide/restrict-commands';
import { FORMAT_TAGS, LANGUAGES, type Language } from '@/app/_words/languages';
import { WORDS } from '@/app/_words/words';
import type { OutcomeCode } from '@/lib/mailbox/connection-test';
import { type CommandValues, fillCommand } from './fill-command';
import type { CommandKind } from './outcome-wording';

/** Ready to be sent to the customer's administrator, in each language. */
export type Forward = Readonly<Record<Language, string>>;

// The customer's administrator need not read the language of whoever looks after the mailbox.
const translators = Object.fromEntries(
  LANGUAGES.map((language) => [
    language,
    createTranslator({
      locale: FORMAT_TAGS[language],
      messages: WORDS[language],
      namespace: 'outcomes',
      onError(error) {
        throw error;
      },
    }),
  ]),
) as Record<Language, ReturnType<typeof createTranslator<(typeof WORDS)['en'], 'outcomes'>>>;

/** Where a text sends its reader. */
interface Pointers {
  readonly link: string | null;
  /** Where consent is granted in one step; null where there is no such address. */
  readonly consent: string | null;
  readonly command: CommandKind | null;
}

/**
 * The text to forward for an outcome that has one, in every language: `forward` in its words, inside the greeting and
 * the values that we have. The secret is none of them.
 */
export function forwardTexts(code: OutcomeCode, about: CommandValues, pointers: Pointers): Forward {
  const texts = LANGUAGES.map((language) => [
    language,
    forwardText(translators[language], code, about, pointers),
  ]);
  return Object.fromEntries(texts) as Forward;
}

function forwardText(
  t: (typeof translators)[Language],
  code: OutcomeCode,
  about: CommandValues,
  { link, consent, command }: Pointers,
): string {
  const missing = t('forwarded.missing');
  const values = {
    mailbox: about.mailboxAddress || missing,
    tenantId: about.tenantId || missing,
    clientId: about.clientId || missing,
    from: about.fromAddress || missing,
  };
  // Which codes have such a text is a fact of the table; tests/gate holds the words to it.
  const body = t(`${code}.forward` as 'access_denied.forward', {
    ...values,
    link: link ?? missing,
    consent: consent ?? 'none',
    grantTest: `${connectExchange(about.cloud)}\n${testExchangeGrant(about)}`,
    draftGrant: restrictCommands(about, 'Application Mail.ReadWrite'),
    command: command ? fillCommand(command, about) : '',
  });
  return t('forwarded.frame', { ...values, body });
}
