import { getTranslations } from 'next-intl/server';
import { MAIL_FORM_LIMIT_BYTES, MOST_FILES } from '@/app/_gate/form-size';
import type { FormFault, FormFile } from '@/app/_gate/read-form';
import { stream } from '@/app/_gate/stream';
import { type WordedSend, wordSendWith } from '@/app/_gate/word-send';
import type { MailboxFailure } from '@/lib/mailbox/mailbox';
import { mailboxInReach } from '@/lib/mailbox/reads';
import type { SendFailure } from '@/lib/outbox/message';
import { sendMoreSchema } from '@/lib/outbox/schema';
import { sendTest } from '@/lib/outbox/send-test';
import { fail, succeed } from '@/lib/result';
import { aboutMailbox } from '../[id]/about-mailbox';

/** `Send test` with what its folded part adds. A form with files is more than an action takes. Nothing of them is kept. */
export const POST = stream<
  typeof sendMoreSchema,
  never,
  WordedSend,
  MailboxFailure | SendFailure | FormFault
>({
  deed: 'mailbox.send_test',
  costs: 'microsoft',
  schema: sendMoreSchema,
  limitBytes: MAIL_FORM_LIMIT_BYTES,
  run: async ({ actor, reach, input, files, speech }) => {
    if (files.length > MOST_FILES) return fail({ code: 'too_many_files' });
    const place = await mailboxInReach(reach, input.mailboxId);
    const about = place && (await aboutMailbox(place));
    if (!about) return fail({ code: 'mailbox_not_found' });
    const t = await getTranslations('mailbox.testMail');
    const mailbox = about.mailboxAddress;
    const text = t('text', { mailbox, name: actor.name, customer: about.customerName });
    const { mailboxId, to, from, html, ...people } = input;
    const attachments = withContentIds(files);
    const sent = await sendTest(place.customerId, actor, {
      mailboxId,
      to,
      subject: t('subject', { mailbox }),
      text,
      more: {
        ...people,
        ...(from ? { from } : {}),
        html: htmlWith(html, text, attachments),
        attachments,
      },
    });
    if (!sent.ok) return sent;
    const told = { ...about, fromAddress: from || mailbox, recipient: to };
    return succeed(wordSendWith(speech, sent.value, told, new Date()));
  },
});

/** The files as attachments, the inline images with the ids `image-1`, `image-2` … in their order. */
function withContentIds(files: readonly FormFile[]) {
  let images = 0;
  return files.map(({ field, ...file }) => {
    const isInline = field === 'inlineImage';
    if (isInline) images += 1;
    return { ...file, contentId: isInline ? `image-${images}` : null };
  });
}

/** The HTML, with every image that it does not show itself at its end; null for a mail of text alone. */
function htmlWith(
  html: string,
  text: string,
  attachments: readonly { readonly contentId: string | null }[],
): string | null {
  const ids = attachments.flatMap(({ contentId }) => contentId ?? []);
  if (html === '' && ids.length === 0) return null;
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
  const body = html || `<p>${escaped}</p>`;
  const images = ids
    .filter((id) => !body.includes(`cid:${id}`))
    .map((id) => `<p><img src="cid:${id}" alt=""></p>`);
  return [body, ...images].join('\n');
}
