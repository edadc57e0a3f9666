import { X509Certificate } from 'node:crypto';
import type { NextRequest } from 'next/server';
import { route } from '@/app/_gate/route';
import { wordForRequest } from '@/app/_gate/word-for-request';
import { mailboxInReach, readMailbox } from '@/lib/mailbox/reads';
import { readRegistration } from '@/lib/registration/reads';
import type { Reach } from '@/lib/scope';

/** The certificate that waits to be used, else the one in use, as the .cer that Entra takes. It is public: no key is in it. */
export const GET = route({ deed: 'mailbox.see', run: download });

async function download({
  reach,
  request,
}: {
  readonly reach: Reach;
  readonly request: NextRequest;
}): Promise<Response> {
  const id = request.nextUrl.pathname.split('/').at(-2) ?? '';
  const place = await mailboxInReach(reach, id);
  const mailbox = place && (await readMailbox(place.customerId, place.mailboxId, new Date()));
  const registration =
    place && mailbox?.registrationId
      ? await readRegistration(place.customerId, mailbox.registrationId)
      : null;
  const found = registration
    ? (registration.pendingCertificate ?? registration.credential?.certificate)
    : null;
  if (!registration || !found) {
    const { text, language } = wordForRequest(
      request,
      mailbox ? 'certificate_gone' : 'mailbox_not_found',
      {},
    );
    const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Language': language };
    return new Response(text, { status: 404, headers });
  }
  return new Response(new Uint8Array(new X509Certificate(found.certificate).raw), {
    headers: {
      'Content-Type': 'application/pkix-cert',
      'Content-Disposition': `attachment; filename="posthouse-${registration.clientId}.cer"`,
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
