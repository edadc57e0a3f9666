import type { OutcomeCode } from '@/lib/mailbox/connection-test';
import type { MessageState, SendDetail } from '@/lib/outbox/message';
import {
  type About,
  clockTime,
  lookupOf,
  type Speech,
  type WordedLink,
  type WordedOutcome,
  type WordedRaw,
  wordOutcome,
} from './word-outcome';

/** How a send ended, as `sendTest` reports it or as a message row keeps it. */
export interface SendToWord {
  readonly state: MessageState;
  readonly code: OutcomeCode | null;
  readonly answer: WordedRaw | null;
  readonly detail?: SendDetail | null;
  readonly settledAt: Date | null;
  /** When it was begun: the time that is said while there is no end. */
  readonly createdAt?: Date;
  /** For a sign-in that was not asked again: what Microsoft said then, and when. */
  readonly earlier?: { readonly code: string; readonly at: Date };
}

/** A send in words; JSON, and nothing secret. */
export interface WordedSend extends Omit<WordedOutcome, 'title' | 'cause' | 'fix' | 'who'> {
  readonly state: MessageState;
  readonly code: OutcomeCode | null;
  /** Where it came to its end, what became of its draft, which addresses were refused. */
  readonly notes: readonly string[];
  readonly badAddresses: readonly string[];
  /** The state in its fixed words. */
  readonly stateWord: string;
  /** What is so, in one sentence, with the time and Microsoft's request id. */
  readonly sentence: string;
  readonly cause: string | null;
  readonly fix: string | null;
  readonly who: string | null;
  readonly raw: WordedRaw | null;
  readonly lookup: WordedLink | null;
}

/** Words how a send ended. */
export function wordSendWith(
  speech: Speech,
  send: SendToWord,
  about: About & { readonly recipient: string },
  now: Date,
): WordedSend {
  const { t } = speech;
  const { state, answer: raw } = send;
  const time = clockTime(speech, send.settledAt ?? send.createdAt ?? now, now);
  const outcome = send.code ? wordOutcome(speech, send.code, about, { raw }) : null;
  const said = {
    state,
    code: send.code,
    notes: notesOf(t, send),
    badAddresses: send.detail?.badAddresses ?? [],
    stateWord: t(`send.state.${state}`),
    cause: null,
    secondCause: null,
    fix: null,
    waiting: null,
    who: null,
    link: null,
    command: null,
    forward: null,
    more: null,
    raw: raw && pick(raw),
    lookup: lookupOf(speech, raw),
  };
  switch (state) {
    case 'sending':
      return { ...said, sentence: t('send.sending', { time }) };
    case 'accepted':
      return {
        ...said,
        sentence: raw?.requestId
          ? t('send.accepted', { time, requestId: raw.requestId })
          : t('send.acceptedWithoutId', { time }),
        fix: t('send.acceptedAdvice', { recipient: about.recipient }),
      };
    case 'unknown':
      return {
        ...said,
        sentence: t('send.unknown', { time }),
        cause: outcome?.title ?? null,
        fix: t('send.unknownFix', { recipient: about.recipient, mailbox: about.mailboxAddress }),
        who: t('who.support'),
      };
    case 'failed': {
      const { title, ...rest } = refused(speech, send, about, now) ?? { title: said.stateWord };
      return { ...said, ...rest, sentence: t('send.failed', { time, title }) };
    }
  }
}

function notesOf(t: Speech['t'], { state, detail }: SendToWord): readonly string[] {
  if (!detail) return [];
  const { step, draftMayRemain, look, badAddresses } = detail;
  return [
    ...(step && state !== 'accepted' ? [t(`send.step.${step}`)] : []),
    ...(look ? [t(`send.look.${look}`)] : []),
    ...(draftMayRemain ? [t('send.draftMayRemain')] : []),
    ...(badAddresses.length > 0 ? [t('send.badAddresses', { addresses: badAddresses.join(', ') })] : []),
  ];
}

/** A sign-in that was not asked again is worded by what Microsoft said when it was. */
function refused(speech: Speech, send: SendToWord, about: About, now: Date): WordedOutcome | null {
  if (!send.code) return null;
  const outcome = wordOutcome(speech, send.code, about, { raw: send.answer });
  const { earlier } = send;
  if (!earlier || !speech.t.has(`${earlier.code}.title` as 'secret_expired.title')) return outcome;
  const first = wordOutcome(speech, earlier.code as OutcomeCode, about);
  const cause = speech.t('send.earlier', { title: first.title, time: clockTime(speech, earlier.at, now) });
  return { ...first, title: outcome.title, cause, fix: `${first.fix} ${outcome.fix}` };
}

function pick({ code, status, message, requestId, correlationId, at }: WordedRaw): WordedRaw {
  return { code, status, message, requestId, correlationId, at };
}
