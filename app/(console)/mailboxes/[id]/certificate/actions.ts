'use server';

import { action } from '@/app/_gate/action';
import type { WordedOutcome } from '@/app/_gate/word-outcome';
import { wordSignIn } from '@/app/_gate/word-report';
import type { CertificateFault } from '@/lib/certificate/certificate';
import type { MailboxFailure } from '@/lib/mailbox/mailbox';
import { mailboxInReach } from '@/lib/mailbox/reads';
import { addCertificate } from '@/lib/pending-certificate/add-certificate';
import { discardCertificate } from '@/lib/pending-certificate/discard-certificate';
import { makeCertificate } from '@/lib/pending-certificate/make-certificate';
import type { PendingCertificateFailure } from '@/lib/pending-certificate/pending-certificate';
import {
  addCertificateSchema,
  makeCertificateSchema,
  switchToCertificateSchema,
  waitingCertificateSchema,
} from '@/lib/pending-certificate/schema';
import { switchToCertificate } from '@/lib/pending-certificate/switch-to-certificate';
import { tryCertificate } from '@/lib/pending-certificate/try-certificate';
import { fail, type Result, succeed } from '@/lib/result';
import { aboutMailbox } from '../about-mailbox';

type Answer<T, F = never> = Promise<Result<T, MailboxFailure | PendingCertificateFailure | F>>;

const gone = () => fail({ code: 'mailbox_not_found' as const });

/** `Make certificate`: the key stays here, the certificate is for the customer's administrator. */
export const saveMadeCertificate = action({
  deed: 'secret.replace',
  schema: makeCertificateSchema,
  run: async ({ actor, reach, input }): Answer<null> => {
    const place = await mailboxInReach(reach, input.mailboxId);
    return place ? makeCertificate(place.customerId, actor, input, new Date()) : gone();
  },
});

/** `Add existing certificate`. */
export const saveExistingCertificate = action({
  deed: 'secret.replace',
  schema: addCertificateSchema,
  run: async ({ actor, reach, input }): Answer<null, { code: CertificateFault }> => {
    const place = await mailboxInReach(reach, input.mailboxId);
    const { registrationId, certificate, certificatePassword: password } = input;
    const given = { registrationId, certificate, password };
    return place ? addCertificate(place.customerId, actor, given, new Date()) : gone();
  },
});

/** `Test with the certificate`: one sign-in, and nothing changes. `refusal` is null when Microsoft let it in. */
export const testWaitingCertificate = action({
  deed: 'mailbox.test',
  costs: 'microsoft',
  schema: waitingCertificateSchema,
  changesNothing: true,
  run: async ({ actor, reach, input }): Answer<{ refusal: WordedOutcome | null }> => {
    const place = await mailboxInReach(reach, input.mailboxId);
    const about = place && (await aboutMailbox(place));
    if (!about) return gone();
    const tried = await tryCertificate(place.customerId, actor, input);
    if (!tried.ok) return tried;
    const { refusal } = tried.value;
    return succeed({ refusal: refusal && (await wordSignIn(refusal, about)) });
  },
});

/** `Use certificate`: after its sign-in, or with `insist` without. `refusal`: Microsoft did not let it in, and nothing changed. */
export const putToUse = action({
  deed: 'secret.replace',
  costs: 'microsoft',
  schema: switchToCertificateSchema,
  run: async ({ actor, reach, input }): Answer<{ refusal: WordedOutcome | null }> => {
    const place = await mailboxInReach(reach, input.mailboxId);
    const about = place && (await aboutMailbox(place));
    if (!about) return gone();
    const used = await switchToCertificate(place.customerId, actor, input);
    if (!used.ok) return used;
    return succeed({ refusal: used.value.used ? null : await wordSignIn(used.value.refusal, about) });
  },
});

/** `Discard certificate`. */
export const dropCertificate = action({
  deed: 'secret.replace',
  schema: waitingCertificateSchema,
  run: async ({ actor, reach, input }): Answer<null> => {
    const place = await mailboxInReach(reach, input.mailboxId);
    return place ? discardCertificate(place.customerId, actor, input) : gone();
  },
});
