import type { EncodedBody, Mail, MailAttachment } from '@/lib/microsoft/mail';

/** A mail with nothing special; `changes` make it so. */
export function mailOf(changes: Partial<Mail> = {}): Mail {
  return {
    from: { address: 'support@alder-bakery.example', name: 'Alder Bakery Support' },
    replyTo: [],
    to: [{ address: 'lin@example.com', name: '' }],
    cc: [],
    bcc: [],
    subject: 'A test',
    text: 'Only a test.',
    html: null,
    attachments: [],
    headers: [],
    ...changes,
  };
}

/** A file of `bytes` bytes that are not all the same. */
export function fileOf(bytes: number, changes: Partial<MailAttachment> = {}): MailAttachment {
  const content = Buffer.alloc(bytes, 'abcdefg');
  return { name: 'report.pdf', contentType: 'application/pdf', contentId: null, content, ...changes };
}

/** All of a body. */
export const bytesOf = (body: EncodedBody): Buffer => Buffer.concat([...body.pieces()]);
