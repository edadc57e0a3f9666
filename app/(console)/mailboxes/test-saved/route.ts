import { stream } from '@/app/_gate/stream';
import { type WordedCheck, wordCheck } from '@/app/_gate/word-check';
import { wellShaped } from '@/app/_gate/word-outcome';
import { type WordedReport, wordReportWith } from '@/app/_gate/word-report';
import type { MailboxFailure } from '@/lib/mailbox/mailbox';
import { mailboxInReach } from '@/lib/mailbox/reads';
import { mailboxIdSchema } from '@/lib/mailbox/schema';
import { testConnection } from '@/lib/mailbox/test-connection';
import { fail, succeed } from '@/lib/result';
import { aboutMailbox } from '../[id]/about-mailbox';

/** `Test connection` of a saved mailbox: each rung as it is known, then the report. */
export const POST = stream<typeof mailboxIdSchema, WordedCheck, WordedReport, MailboxFailure>({
  deed: 'mailbox.test',
  costs: 'microsoft',
  schema: mailboxIdSchema,
  run: async ({ actor, reach, input, speech, tell, signal }) => {
    const place = await mailboxInReach(reach, input.mailboxId);
    const about = place && (await aboutMailbox(place));
    if (!about) return fail({ code: 'mailbox_not_found' });
    const shaped = wellShaped(about);
    const tested = await testConnection(place.customerId, actor, place.mailboxId, {
      signal,
      onCheck: (check) => tell(wordCheck(speech, check, shaped)),
    });
    return tested.ok ? succeed(wordReportWith(speech, tested.value.report, about)) : tested;
  },
});
