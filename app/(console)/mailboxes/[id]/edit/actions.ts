'use server';

import { action } from '@/app/_gate/action';
import { changeMailbox } from '@/lib/mailbox/change-mailbox';
import { mailboxInReach } from '@/lib/mailbox/reads';
import { changeMailboxSchema } from '@/lib/mailbox/schema';
import { fail } from '@/lib/result';

/** `Save mailbox` of one that is there; goes back to its page. */
export const saveMailbox = action({
  deed: 'mailbox.change',
  also: ({ registrationChoice }) => (registrationChoice === 'unchanged' ? null : 'registration.change'),
  schema: changeMailboxSchema,
  run: async ({ actor, reach, input }) => {
    const place = await mailboxInReach(reach, input.mailboxId);
    return place
      ? changeMailbox(place.customerId, actor, input)
      : fail({ code: 'mailbox_not_found' as const });
  },
  goTo: ({ id }) => `/mailboxes/${id}`,
});
