import { log } from '@/lib/log';
import { type Answered, countedCode, sourceOf } from './error-code';
import { countCode, keepLatest } from './store';

/** How many codes are kept: enough for every one that there is, and an end for what a broken proxy makes up. */
const CODES_KEPT = 1_000;

/**
 * Counts the answers that became `unknown`, so that the catalogue can learn them: the code, where it came from, when;
 * never the text, which may name a customer. When it cannot count, it says so in the log: whoever pressed the button
 * hears what became of their test or mail in any case.
 * @param at when the answers came
 */
export async function countUnknown(answers: readonly Answered[], at: Date): Promise<void> {
  try {
    for (const { code, raw, askedOf } of answers) {
      const rawCode = code === 'unknown' && raw ? countedCode(raw) : null;
      if (!raw || rawCode === null) continue;
      const { isNew } = await countCode(rawCode, sourceOf({ code, raw, askedOf }), at);
      if (isNew) await keepLatest(CODES_KEPT);
    }
  } catch (error) {
    log.error({ error }, 'could not count an unknown code');
  }
}
