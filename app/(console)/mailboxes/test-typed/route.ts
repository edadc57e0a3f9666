import { stream } from '@/app/_gate/stream';
import { type WordedCheck, wordCheck } from '@/app/_gate/word-check';
import { wellShaped } from '@/app/_gate/word-outcome';
import { type WordedReport, wordReportWith } from '@/app/_gate/word-report';
import type { CustomerFailure } from '@/lib/customer/customer';
import { customerInReach } from '@/lib/customer/reads';
import type { MailboxFailure } from '@/lib/mailbox/mailbox';
import { testValuesSchema } from '@/lib/mailbox/schema';
import { testValues } from '@/lib/mailbox/test-values';
import type { NoCredential } from '@/lib/registration/open-credential';
import { readRegistration } from '@/lib/registration/reads';
import { fail, succeed } from '@/lib/result';

type Failure = CustomerFailure | MailboxFailure | NoCredential;

/**
 * `Test connection` before saving, of what is typed or of the chosen app registration's stored secret: each rung as it
 * is known, then the report with the id of the test that a save may adopt.
 */
export const POST = stream<
  typeof testValuesSchema,
  WordedCheck,
  { testId: string; report: WordedReport },
  Failure
>({
  deed: 'mailbox.test',
  costs: 'microsoft',
  schema: testValuesSchema,
  run: async ({ actor, reach, input, speech, tell, signal }) => {
    const customerId = await customerInReach(reach, input.customerId);
    if (!customerId) return fail({ code: 'customer_not_found' });
    const stored = input.registrationId ? await readRegistration(customerId, input.registrationId) : null;
    const about = { ...(stored ?? input), mailboxAddress: input.mailboxAddress };
    const shaped = wellShaped(about);
    const tested = await testValues(customerId, actor, input, {
      signal,
      onCheck: (check) => tell(wordCheck(speech, check, shaped)),
    });
    if (!tested.ok) return tested;
    const { testId, report } = tested.value;
    return succeed({ testId, report: wordReportWith(speech, report, about) });
  },
});
