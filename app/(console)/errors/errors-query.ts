import { OUTCOMES } from '@/app/_gate/outcome-wording';
import { KNOWN_CODES } from '@/lib/error-code/explain-code';
import { takeCodes } from '@/lib/error-code/take-codes';
import type { OutcomeCode } from '@/lib/mailbox/connection-test';
import { choiceIn, type SearchParams, textIn } from '../list-query';

/** What the address of the page asks for. */
export interface ErrorsQuery {
  /** The codes that are looked up; null: nothing is looked up. Empty: what was asked for holds no code. */
  readonly codes: readonly string[] | null;
  readonly outcome: OutcomeCode | null;
  /** The mailbox that the words are about; whether the asker may see it is not known yet. */
  readonly mailbox: string | null;
}

const ALL = Object.keys(OUTCOMES) as OutcomeCode[];

/** Reads the address. Of `code` only codes are taken, whatever somebody typed there. */
export function readErrorsQuery(parameters: SearchParams): ErrorsQuery {
  const { code } = parameters;
  const typed = (Array.isArray(code) ? code : [code ?? '']).filter((each) => each.trim() !== '');
  return {
    codes: typed.length === 0 ? null : takeCodes(typed, KNOWN_CODES),
    outcome: choiceIn(parameters, 'outcome', ALL),
    mailbox: textIn(parameters, 'mailbox') || null,
  };
}
