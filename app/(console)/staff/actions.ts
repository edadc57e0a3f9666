'use server';

import { action } from '@/app/_gate/action';
import { invitationIdSchema } from '@/lib/staff/schema';
import { withdrawInvitation } from '@/lib/staff/withdraw-invitation';

/** `Withdraw` of an open invitation. */
export const withdraw = action({
  deed: 'staff.withdraw_invitation',
  schema: invitationIdSchema,
  run: ({ actor, input }) => withdrawInvitation(actor, input),
});
