'use server';

import { action } from '@/app/_gate/action';
import { KNOWN_CODES } from '@/lib/error-code/explain-code';
import { findCodes } from '@/lib/error-code/find-codes';
import { searchSchema } from '@/lib/error-code/schema';
import { succeed } from '@/lib/result';

/**
 * `Find codes`: takes the codes out of a text and answers with them alone. The text is kept nowhere: it may be a
 * customer's e-mail.
 */
export const searchCodes = action({
  deed: 'error_code.see',
  schema: searchSchema,
  changesNothing: true,
  run: async ({ input }) => succeed({ codes: findCodes(input.searched, KNOWN_CODES) }),
});
