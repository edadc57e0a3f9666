import type { MicrosoftFailureCode } from './failure';

/** What one code of somebody else's means in our words. */
export interface CodeRow {
  readonly means: MicrosoftFailureCode;
  /** Where that stands: a page without its `https://`, or a repository and number on GitHub. */
  readonly source: string;
  /** Where the code alone does not tell two cases apart: another meaning, when Microsoft's text says so. */
  readonly unless?: { readonly says: RegExp; readonly means: MicrosoftFailureCode; readonly source: string };
}

/** The meaning of a row for the text that came with its code. */
export function meaningOf(row: CodeRow, text: string | null): MicrosoftFailureCode {
  return row.unless?.says.test(text ?? '') ? row.unless.means : row.means;
}
