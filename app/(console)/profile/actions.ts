'use server';

import { action } from '@/app/_gate/action';
import { changeName } from '@/lib/staff/change-name';
import { changePassword } from '@/lib/staff/change-password';
import { endSessions } from '@/lib/staff/end-sessions';
import { changeNameSchema, changePasswordSchema, endOwnSessionsSchema } from '@/lib/staff/schema';

/** `Save name`. */
export const saveName = action({
  deed: 'profile.change',
  schema: changeNameSchema,
  run: ({ actor, input }) => changeName(actor, input),
});

/** `Change password`: every other session of the person ends. */
export const savePassword = action({
  deed: 'profile.change',
  schema: changePasswordSchema,
  run: ({ actor, input }) => changePassword(actor, input, new Date()),
});

/** `End session` and `End all other sessions` of one's own; the present one is ended by signing out. */
export const endOwnSessions = action({
  deed: 'profile.change',
  schema: endOwnSessionsSchema,
  run: ({ actor, input }) =>
    endSessions(actor, { ...input, staffMemberId: actor.id, except: actor.session.id }),
});
