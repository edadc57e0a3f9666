'use server';

import { getTranslations } from 'next-intl/server';
import { action } from '@/app/_gate/action';
import { wordSend } from '@/app/_gate/word-report';
import type { WordedSend } from '@/app/_gate/word-send';
import { deleteMailbox } from '@/lib/mailbox/delete-mailbox';
import type { MailboxFailure } from '@/lib/mailbox/mailbox';
import { mailboxInReach } from '@/lib/mailbox/reads';
import { deleteMailboxSchema, mailboxIdSchema } from '@/lib/mailbox/schema';
import { setPaused } from '@/lib/mailbox/set-paused';
import { takeCorrection } from '@/lib/mailbox/take-correction';
import type { SendFailure } from '@/lib/outbox/message';
import { sendTestSchema } from '@/lib/outbox/schema';
import { sendTest } from '@/lib/outbox/send-test';
import type { RegistrationFailure } from '@/lib/registration/registration';
import { replaceSecret } from '@/lib/registration/replace-secret';
import { correctIdsSchema, replaceSecretSchema, setExpirySchema } from '@/lib/registration/schema';
import { setExpiry } from '@/lib/registration/set-expiry';
import { fail, type Result, succeed } from '@/lib/result';
import type { RetestFailure } from '@/lib/retest/retest';
import { startRetest } from '@/lib/retest/start-retest';
import { stopRetest } from '@/lib/retest/stop-retest';
import { aboutMailbox } from './about-mailbox';

type Answer<T, F = never> = Promise<Result<T, MailboxFailure | RegistrationFailure | F>>;

const gone = () => fail({ code: 'mailbox_not_found' as const });

/** `Send test`: one real mail, in the words of whoever sends it. */
export const sendTestMail = action({
  deed: 'mailbox.send_test',
  costs: 'microsoft',
  schema: sendTestSchema,
  run: async ({ actor, reach, input }): Answer<WordedSend, SendFailure> => {
    const place = await mailboxInReach(reach, input.mailboxId);
    const about = place && (await aboutMailbox(place));
    if (!about) return gone();
    const t = await getTranslations('mailbox.testMail');
    const mailbox = about.mailboxAddress;
    const sent = await sendTest(place.customerId, actor, {
      ...input,
      subject: t('subject', { mailbox }),
      text: t('text', { mailbox, name: actor.name, customer: about.customerName }),
    });
    if (!sent.ok) return sent;
    return succeed(await wordSend(sent.value, { ...about, fromAddress: mailbox, recipient: input.to }));
  },
});

/** `Save secret`: replaces it for every mailbox that the app registration serves. */
export const saveSecret = action({
  deed: 'secret.replace',
  schema: replaceSecretSchema,
  run: async ({ actor, reach, input }): Answer<{ mailboxCount: number }> => {
    const place = await mailboxInReach(reach, input.mailboxId);
    return place ? replaceSecret(place.customerId, actor, input) : gone();
  },
});

/** `Save day`: corrects the day that the secret expires, for every mailbox that the app registration serves. */
export const saveDay = action({
  deed: 'secret.set_expiry',
  schema: setExpirySchema,
  run: async ({ actor, reach, input }): Answer<null> => {
    const place = await mailboxInReach(reach, input.mailboxId);
    return place ? setExpiry(place.customerId, actor, input) : gone();
  },
});

/** `Swap them` and `Use …`: puts the ids right for every mailbox that the app registration serves. */
export const correctRegistration = action({
  deed: 'registration.change',
  schema: correctIdsSchema,
  run: async ({ actor, reach, input }): Answer<{ mailboxCount: number }> => {
    const place = await mailboxInReach(reach, input.mailboxId);
    return place ? takeCorrection(place.customerId, actor, input) : gone();
  },
});

/** `Test again by itself`. */
export const startTesting = action({
  deed: 'mailbox.test',
  costs: 'microsoft',
  schema: mailboxIdSchema,
  run: async ({ actor, reach, input }): Answer<null, RetestFailure> => {
    const place = await mailboxInReach(reach, input.mailboxId);
    return place ? startRetest(place.customerId, actor, place.mailboxId, new Date()) : gone();
  },
});

/** `Stop testing`. */
export const stopTesting = action({
  deed: 'mailbox.test',
  schema: mailboxIdSchema,
  run: async ({ actor, reach, input }): Answer<null, RetestFailure> => {
    const place = await mailboxInReach(reach, input.mailboxId);
    return place ? stopRetest(place.customerId, actor, place.mailboxId, new Date()) : gone();
  },
});

/** `Pause mailbox`. */
export const pauseMailbox = action({
  deed: 'mailbox.pause',
  schema: mailboxIdSchema,
  run: async ({ actor, reach, input }): Answer<null> => {
    const place = await mailboxInReach(reach, input.mailboxId);
    return place ? setPaused(place.customerId, actor, { ...input, paused: true }) : gone();
  },
});

/** `Resume mailbox`. */
export const resumeMailbox = action({
  deed: 'mailbox.pause',
  schema: mailboxIdSchema,
  run: async ({ actor, reach, input }): Answer<null> => {
    const place = await mailboxInReach(reach, input.mailboxId);
    return place ? setPaused(place.customerId, actor, { ...input, paused: false }) : gone();
  },
});

/** `Delete mailbox`; an app registration that now serves none is offered for deletion on the customer's page. */
export const removeMailbox = action({
  deed: 'mailbox.delete',
  schema: deleteMailboxSchema,
  run: async ({ actor, reach, input }): Answer<{ customerId: string; idleRegistrationId: string | null }> => {
    const place = await mailboxInReach(reach, input.mailboxId);
    if (!place) return gone();
    const { customerId } = place;
    const deleted = await deleteMailbox(customerId, actor, input);
    return deleted.ok ? succeed({ customerId, ...deleted.value }) : deleted;
  },
  goTo: ({ customerId, idleRegistrationId }) =>
    idleRegistrationId ? `/customers/${customerId}?idle=${idleRegistrationId}` : '/mailboxes',
});
