'use server';

import { action } from '@/app/_gate/action';
import { succeed } from '@/lib/result';
import { assignCustomers } from '@/lib/staff/assign-customers';
import { changeRole } from '@/lib/staff/change-role';
import { deactivate } from '@/lib/staff/deactivate';
import { endSessions } from '@/lib/staff/end-sessions';
import { reactivate } from '@/lib/staff/reactivate';
import { resetSecondFactor } from '@/lib/staff/reset-second-factor';
import {
  assignCustomersSchema,
  changeRoleSchema,
  endSessionsSchema,
  staffMemberIdSchema,
} from '@/lib/staff/schema';

/** `Save role`. Who took their own role as admin away may not see the page any more. */
export const saveRole = action({
  deed: 'staff.change_role',
  schema: changeRoleSchema,
  run: async ({ actor, input }) => {
    const changed = await changeRole(actor, input);
    const resigned = input.staffMemberId === actor.id && input.role !== 'admin';
    return changed.ok ? succeed({ resigned }) : changed;
  },
  goTo: ({ resigned }) => (resigned ? '/staff' : null),
});

/** `Save assignments`. */
export const saveAssignments = action({
  deed: 'staff.assign',
  schema: assignCustomersSchema,
  run: ({ actor, reach, input }) => assignCustomers(reach, actor, input),
});

/** `Deactivate`. Whoever does it to themselves is out with it. */
export const deactivateMember = action({
  deed: 'staff.deactivate',
  schema: staffMemberIdSchema,
  run: async ({ actor, input }) => {
    const deactivated = await deactivate(actor, input, new Date());
    return deactivated.ok ? succeed({ out: input.staffMemberId === actor.id }) : deactivated;
  },
  goTo: ({ out }) => (out ? '/sign-in' : null),
});

/** `Reactivate`. */
export const reactivateMember = action({
  deed: 'staff.reactivate',
  schema: staffMemberIdSchema,
  run: ({ actor, input }) => reactivate(actor, input),
});

/** `Reset`: the password alone is left of what somebody signs in with. */
export const resetMember = action({
  deed: 'staff.reset_second_factor',
  schema: staffMemberIdSchema,
  run: ({ actor, input }) => resetSecondFactor(actor, input.staffMemberId),
});

/** `End session` and `End all sessions` of somebody. */
export const endStaffSessions = action({
  deed: 'staff.end_session',
  schema: endSessionsSchema,
  run: ({ actor, input }) => endSessions(actor, input),
});
