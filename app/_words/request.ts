import { getRequestConfig } from 'next-intl/server';
import { FORMATS } from './formats';
import { FORMAT_TAGS } from './languages';
import { currentLanguage, currentTimeZone } from './preferences';
import { WORDS } from './words';

/**
 * What next-intl needs for one request. The language does not stand in the address. `now` is fixed for the request, so
 * that server and browser write the same relative time.
 */
export default getRequestConfig(async () => {
  const language = await currentLanguage();
  return {
    locale: FORMAT_TAGS[language],
    messages: WORDS[language],
    formats: FORMATS,
    timeZone: await currentTimeZone(),
    now: new Date(),
  };
});
