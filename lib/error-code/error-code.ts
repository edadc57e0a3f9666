import type { RawAnswer } from '@/lib/microsoft/failure';

/** Who gave an answer: Entra ID, Graph, or the network on the way to them. */
export type CodeSource = 'entra' | 'graph' | 'network';

/** A code that the catalogue does not know, and how often it was met. */
export interface UnknownCode {
  /** As Microsoft writes it, such as `AADSTS900971`; `HTTP 418` where an answer had no code. */
  readonly rawCode: string;
  readonly source: CodeSource;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly count: number;
}

/** What a check or a send got back, as far as counting looks at it. */
export interface Answered {
  /** The outcome that it became. */
  readonly code: string | null;
  readonly raw: RawAnswer | null;
  /** Who was asked. Of a send Graph, although its sign-in may be what failed. */
  readonly askedOf: 'entra' | 'graph';
}

// A word, as Entra, Graph, OAuth and Node write their codes. What has blanks, dots or hyphens may be a text, an address
// or an id.
const WORD = /^[A-Za-z]\w{0,63}$/;

/** The code that is counted of an answer: its own when that is a word, else its status. Null: it has neither. */
export function countedCode({ code, status }: Pick<RawAnswer, 'code' | 'status'>): string | null {
  if (code !== null && WORD.test(code)) return code;
  return status !== null && status >= 100 && status < 600 ? `HTTP ${status}` : null;
}

/** Who gave an answer. What has neither a status nor a number of Entra never came back from Microsoft. */
export function sourceOf({ raw, askedOf }: Answered & { readonly raw: RawAnswer }): CodeSource {
  if (raw.code?.startsWith('AADSTS')) return 'entra';
  return raw.status === null ? 'network' : askedOf;
}
