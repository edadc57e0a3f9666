import type { FORMATS } from './formats';
import type { FORMAT_TAGS } from './languages';
import type { Words } from './words';

/** Makes every key, format and locale that next-intl is given a checked one. */
declare module 'next-intl' {
  interface AppConfig {
    Locale: (typeof FORMAT_TAGS)[keyof typeof FORMAT_TAGS];
    Messages: Words;
    Formats: typeof FORMATS;
  }
}
