'use server';

import { confirm } from '@/lib/staff/confirm';
import { confirmSchema } from '@/lib/staff/schema';
import { action } from './action';

/** `Confirm`, in the block that a form shows whose deed asks for a fresh proof of who one is. */
export const confirmItIsMe = action({
  deed: 'profile.change',
  schema: confirmSchema,
  // Not even where it could: the waiting form has to be sent as it is, not with what somebody else saved meanwhile.
  changesNothing: true,
  run: ({ actor, input }) => confirm(actor, { password: input.currentPassword }, new Date()),
});
