import { createFormatter, createTranslator } from 'next-intl';
import type { Speech } from '@/app/_gate/word-outcome';
import { FORMATS } from '@/app/_words/formats';
import { FORMAT_TAGS, type Language } from '@/app/_words/languages';
import { WORDS } from '@/app/_words/words';

/** The words and dates of a visitor in UTC who reads `language`; a text that is missing or wrong throws. */
export function speechOf(language: Language): Speech {
  const locale = FORMAT_TAGS[language];
  return {
    t: createTranslator({
      locale,
      messages: WORDS[language],
      namespace: 'outcomes',
      formats: FORMATS,
      timeZone: 'UTC',
      onError(error) {
        throw error;
      },
    }),
    format: createFormatter({ locale, formats: FORMATS, timeZone: 'UTC' }),
  };
}

/** The environment that lib/env.ts wants, without any database behind it; the sandbox is off. */
export function pretendEnvironment(): void {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    APP_URL: 'http://localhost:3000',
    VAULT_KEYS: `test:${Buffer.alloc(32).toString('base64')}`,
    SESSION_SECRET: 'only-a-test-'.repeat(4),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
  });
}
