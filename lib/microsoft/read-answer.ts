import type { MicrosoftFailureCode } from './failure';

/** A complete HTTP answer. */
export interface HttpAnswer {
  readonly status: number;
  /** By lower-case name; repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A JSON object of unknown shape: every field is to be doubted. */
export type Json = Readonly<Record<string, unknown>>;

/** `value` as an object to look into; an empty one when it is none. */
export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** `value` when it is a text that says something, else null. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** The body as a JSON object; null when it is anything else. */
export function jsonObjectOf(body: string): Json | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}

/** Whether a web page came in the place of JSON: by its content type, or because it begins like one. */
export function looksLikeHtml(contentType: string | undefined, body: string): boolean {
  if (/^\s*text\/html|application\/xhtml/i.test(contentType ?? '')) return body.trim() !== '';
  return /^\uFEFF?\s*<(!doctype|html|head|body|\?xml)/i.test(body);
}

/** What a page says, for the folded details: its title, or its first words without tags. */
export function wordsOfPage(page: string): string {
  const beginning = page.slice(0, 5_000);
  const title = /<title[^>]*>([^<]*)/i.exec(beginning)?.[1]?.trim();
  const words = beginning.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/gi, ' ');
  return (title || words).replace(/\s+/g, ' ').trim().slice(0, 300);
}

/** What a body is, where its words do not matter. */
export interface AnswerBody {
  readonly isHtml: boolean;
  readonly text: string;
}

/** What a status says by itself, where no code in the body is known. */
export function codeOfStatus(status: number, body: AnswerBody): MicrosoftFailureCode {
  if (status === 429) return 'throttled';
  // Only a proxy asks for a password of its own, and only a network that one has to sign in to answers 511 (RFC 6585).
  if (status === 407) return 'proxy_password';
  if (status === 511) return 'sign_in_page';
  if (status >= 300 && status < 400) return 'redirected';
  if (body.isHtml) return 'answered_html';
  if (status >= 500) return 'microsoft_unavailable';
  if (status >= 200 && status < 300) {
    return isCutOff(body.text) ? 'answer_cut_off' : 'answered_empty';
  }
  return 'unknown';
}

/** Begins like JSON and does not end like it. */
function isCutOff(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}
