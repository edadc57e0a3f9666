import { getFormatter, getTranslations } from 'next-intl/server';
import type { ConnectionReport, OutcomeCode, TestVerdict } from '@/lib/mailbox/connection-test';
import type { SignInRefusal } from '@/lib/pending-certificate/pending-certificate';
import { type WordedCheck, wordCheck } from './word-check';
import {
  type About,
  type Speech,
  type WordedOutcome,
  type WordedRaw,
  wellShaped,
  wordOutcome,
} from './word-outcome';
import { type SendToWord, type WordedSend, wordSendWith } from './word-send';

/** A connection test in words: everything that a client component needs, as JSON, and nothing secret. */
export interface WordedReport {
  readonly verdict: TestVerdict;
  readonly verdictWord: string;
  /** The verdict of the whole, in one sentence. */
  readonly sentence: string;
  readonly checks: readonly WordedCheck[];
  /** The whole report as plain text, to be pasted into a ticket. */
  readonly text: string;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
  /** A stand-in on this machine answered, not Microsoft. */
  readonly sandbox: boolean;
}

/** Words a report in the language of whoever asks. */
export async function wordReport(report: ConnectionReport, about: About): Promise<WordedReport> {
  return wordReportWith(await speech(), report, about);
}

/** Words how a send ended: a fresh one, or a message that is kept. */
export async function wordSend(
  send: SendToWord,
  about: About & { readonly recipient: string },
  now: Date = new Date(),
): Promise<WordedSend> {
  return wordSendWith(await speech(), send, about, now);
}

/**
 * Words an outcome of the catalogue that nobody has met just now.
 * @param rawCode the code that somebody looked up, or the first that it stands for
 */
export async function wordEntry(
  code: OutcomeCode,
  about: About,
  rawCode: string | null,
): Promise<WordedOutcome> {
  const nothing = { status: null, message: null, requestId: null, correlationId: null, at: '' };
  const raw = rawCode === null ? null : { ...nothing, code: rawCode };
  return wordOutcome(await speech(), code, wellShaped(about), { raw });
}

/** Words a refused sign-in outside of a report: of a certificate that is tried before it is used. */
export async function wordSignIn(failure: SignInRefusal, about: About): Promise<WordedOutcome> {
  const { raw, retryAfterSeconds } = failure;
  return wordOutcome(await speech(), failure.code, wellShaped(about), {
    raw,
    ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
  });
}

async function speech(): Promise<Speech> {
  return { t: await getTranslations('outcomes'), format: await getFormatter() };
}

/** {@link wordReport} for given words. */
export function wordReportWith(speech: Speech, report: ConnectionReport, typed: About): WordedReport {
  const { t } = speech;
  const about = wellShaped(typed);
  const checks = report.checks.map((check) => wordCheck(speech, check, about));
  const mailbox = about.mailboxAddress || t('forwarded.missing');
  const failed = checks.find((check) => check.state === 'failed');
  const sentence =
    report.verdict === 'failed'
      ? t('verdict.failed', { check: failed?.label ?? '', title: failed?.sentence ?? '' })
      : t(`verdict.${report.verdict}`, { mailbox });
  const sandbox = about.cloud === 'sandbox';
  const heading = t('report.heading', {
    mailbox,
    time: speech.format.dateTime(report.finishedAt, 'exact'),
  });
  return {
    verdict: report.verdict,
    verdictWord: t(`state.${report.verdict}`),
    sentence,
    checks,
    text: [
      heading,
      ...(sandbox ? [t('report.sandbox')] : []),
      sentence,
      ...checks.map((check) => textOf(t, check)),
    ].join('\n\n'),
    finishedAt: report.finishedAt.toISOString(),
    sandbox,
  };
}

function textOf(t: Speech['t'], check: WordedCheck): string {
  const { raw, link, command, who } = check;
  return [
    `${check.label} · ${check.stateWord} · ${check.durationMs} ms`,
    check.sentence,
    check.cause,
    check.secondCause,
    check.fix,
    check.waiting,
    who && t('report.who', { who }),
    link && t('report.link', { label: link.label, href: link.href }),
    command && `${command.label}\n${command.text}`,
    ...check.notes,
    raw && t('report.raw', { answer: rawLine(raw) }),
  ]
    .filter(Boolean)
    .join('\n');
}

function rawLine(raw: WordedRaw): string {
  const status = raw.status === null ? null : `HTTP ${raw.status}`;
  const request = raw.requestId && `request-id ${raw.requestId}`;
  return [status, raw.code, raw.message, request, raw.at].filter(Boolean).join(' · ');
}
