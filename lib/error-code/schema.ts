import { z } from 'zod';

/** The longest text that is searched for codes: an e-mail with its headers, or some pages of a log. */
const LONGEST_TEXT = 200_000;

/** The search of the page of error codes: a code, or a text pasted whole. */
export const searchSchema = z.object({
  searched: z.string().min(1, 'searched_missing').max(LONGEST_TEXT, 'text_too_long'),
});
