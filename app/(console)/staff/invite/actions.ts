'use server';

import { action } from '@/app/_gate/action';
import { invitationLink } from '@/app/_gate/installation';
import { succeed } from '@/lib/result';
import { invite } from '@/lib/staff/invite';
import { invitationSchema } from '@/lib/staff/schema';

/** `Create invitation`: answers with the link, which is nowhere to be had again. */
export const createInvitation = action({
  deed: 'staff.invite',
  schema: invitationSchema,
  run: async ({ actor, reach, input }) => {
    const invited = await invite(reach, actor, input, new Date());
    if (!invited.ok) return invited;
    const { token, expiresAt } = invited.value;
    return succeed({ name: input.name, link: invitationLink(token), expiresAt });
  },
});
