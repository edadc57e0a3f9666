import type { createFormatter, createTranslator } from 'next-intl';
import type { z } from 'zod';
import { consentLink } from '@/app/_guide/entra-links';
import type { Words } from '@/app/_words/words';
import { type OutcomeCode, waitingOf } from '@/lib/mailbox/connection-test';
import { mailboxAddressSchema } from '@/lib/mailbox/schema';
import { listClouds } from '@/lib/registration/reads';
import { clientIdSchema, tenantIdSchema } from '@/lib/registration/schema';
import { fillCommand } from './fill-command';
import { type Forward, forwardTexts } from './forward-texts';
import { errorLookup, OUTCOMES, type OutcomeFacts, outcomeLink } from './outcome-wording';

/** The outcomes' words and the dates of whoever asks, from next-intl on the server. */
export interface Speech {
  readonly t: ReturnType<typeof createTranslator<Words, 'outcomes'>>;
  readonly format: ReturnType<typeof createFormatter>;
}

/** What an outcome is about. What is not known yet is null or empty. */
export interface About {
  readonly cloud: string | null;
  readonly tenantId: string | null;
  readonly clientId: string | null;
  readonly mailboxAddress: string;
  /** The From address of one mail: the mailbox's own, or another that somebody chose. Absent where it is not known. */
  readonly fromAddress?: string | null;
  /** Of a mailbox that is saved: its page of the catalogue then fills in the same values. */
  readonly mailboxId?: string;
}

/** What Microsoft answered, as the folded details show it. */
export interface WordedRaw {
  readonly code: string | null;
  readonly status: number | null;
  readonly message: string | null;
  readonly requestId: string | null;
  readonly correlationId: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A link with the words it carries. */
export interface WordedLink {
  readonly href: string;
  readonly label: string;
}

/** An outcome in the words of whoever asks, ready for a client component: JSON, and nothing secret. */
export interface WordedOutcome {
  /** What happened, a sentence. */
  readonly title: string;
  /** The most likely cause. */
  readonly cause: string;
  /** The next likely one, where there is one. */
  readonly secondCause: string | null;
  readonly fix: string;
  /** Does waiting help, and how long? Null: no. */
  readonly waiting: string | null;
  readonly who: string;
  readonly link: WordedLink | null;
  readonly command: WordedCommand | null;
  /** Null where nobody outside has to act. */
  readonly forward: Forward | null;
  /** The address of its page among the error codes, with this mailbox; null for values that are not saved. */
  readonly more: string | null;
}

/** A command with the words it carries; `text` is one or more lines, to be pasted whole. */
export interface WordedCommand {
  readonly label: string;
  readonly text: string;
}

/**
 * What may be repeated of typed values: each only if it has the shape of its field. A secret that was pasted into the
 * wrong field must not come back in an answer, nor go out in a text that is ready to be forwarded.
 */
export function wellShaped(about: About): About {
  const keep = (schema: z.ZodType<string>, value: string | null) => schema.safeParse(value ?? '').data ?? '';
  return {
    cloud: about.cloud,
    tenantId: keep(tenantIdSchema, about.tenantId),
    clientId: keep(clientIdSchema, about.clientId),
    mailboxAddress: keep(mailboxAddressSchema, about.mailboxAddress),
    ...(about.fromAddress ? { fromAddress: keep(mailboxAddressSchema, about.fromAddress) } : {}),
    ...(about.mailboxId ? { mailboxId: about.mailboxId } : {}),
  };
}

/** The origins that links of a cloud begin with; those of the global one for a cloud that is not known or is off. */
export function originsOf(cloud: string | null) {
  const clouds = listClouds();
  const found = clouds.find((each) => each.cloud === cloud) ?? clouds.find((each) => each.cloud === 'global');
  if (!found) throw new Error('the global cloud is missing');
  return found;
}

/** Words an outcome. `raw` is Microsoft's answer, if there was one; `retryAfterSeconds` what it asked us to wait. */
export function wordOutcome(
  { t }: Speech,
  code: OutcomeCode,
  about: About,
  answer: { readonly raw: WordedRaw | null; readonly retryAfterSeconds?: number } = { raw: null },
): WordedOutcome {
  const facts: OutcomeFacts = OUTCOMES[code];
  const { raw } = answer;
  const origins = originsOf(about.cloud);
  const href = outcomeLink(facts.link, {
    origins,
    ids: about,
    rawCode: raw?.code ?? null,
  });
  const said = raw?.message ?? raw?.code ?? (raw?.status ? `HTTP ${raw.status}` : '–');
  return {
    title: t(`${code}.title`),
    cause: t(`${code}.cause`, { raw: said }),
    secondCause: facts.second ? t(`${code}.second` as 'access_denied.second') : null,
    fix: t(`${code}.fix`),
    waiting: wordWaiting(t, code, answer.retryAfterSeconds),
    who: t(`who.${facts.who}`),
    link: href && facts.link ? { href, label: t(`link.${facts.link}`) } : null,
    command: facts.command && {
      label: t(`command.${facts.command}`),
      text: fillCommand(facts.command, about),
    },
    forward: facts.forward
      ? forwardTexts(code, about, {
          link: href,
          consent: consentLink(origins, about),
          command: facts.command,
        })
      : null,
    more: about.mailboxId ? `/errors?outcome=${code}&mailbox=${about.mailboxId}` : null,
  };
}

function wordWaiting(
  t: Speech['t'],
  code: OutcomeCode,
  retryAfterSeconds: number | undefined,
): string | null {
  if (retryAfterSeconds) return t('waiting.seconds', { seconds: retryAfterSeconds });
  const waiting = waitingOf(code);
  return waiting.helps === 'no' ? null : t(`waiting.${waiting.helps}`, { minutes: waiting.minutes });
}

/** Microsoft's own page on the number of a raw answer, if it has one. */
export function lookupOf({ t }: Speech, raw: WordedRaw | null): WordedLink | null {
  const href = errorLookup(raw?.code ?? null);
  return href ? { href, label: t('link.error_lookup') } : null;
}

const HALF_A_DAY_MS = 12 * 60 * 60_000;

/** A moment in the visitor's zone: "10:42:07" while it is recent, with its day later on. */
export function clockTime({ format }: Speech, at: Date, now: Date): string {
  return format.dateTime(at, now.getTime() - at.getTime() < HALF_A_DAY_MS ? 'clock' : 'exact');
}
