import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/** What better-auth has no call for. These are calls of `auth().api` alone; there is no address for them. */
export function ownEndpoints() {
  return {
    id: 'posthouse',
    endpoints: {
      /** The staff member whose password was right and whose code is still to come, by the cookie; null: nobody. */
      pendingStaffMember: createAuthEndpoint.serverOnly(
        { method: 'GET', requireHeaders: true },
        async (ctx): Promise<{ staffMemberId: string } | null> => {
          const { name } = ctx.context.createAuthCookie('two_factor');
          const identifier = await ctx.getSignedCookie(name, ctx.context.secret);
          const pending = identifier && (await ctx.context.internalAdapter.findVerificationValue(identifier));
          if (!pending || pending.expiresAt < new Date()) return null;
          return { staffMemberId: pending.value };
        },
      ),
      /** Opens a session for a staff member who has proven otherwise who they are. Its cookie is in the answer's headers. */
      openSession: createAuthEndpoint.serverOnly(
        {
          method: 'POST',
          requireHeaders: true,
          body: z.object({ staffMemberId: z.uuid(), signedInBy: z.enum(['passkey']) }),
        },
        async (ctx): Promise<null> => {
          const { staffMemberId, signedInBy } = ctx.body;
          const { internalAdapter } = ctx.context;
          const user = await internalAdapter.findUserById(staffMemberId);
          const session = user && (await internalAdapter.createSession(staffMemberId, false, { signedInBy }));
          if (!session) throw new Error('no session could be opened');
          await setSessionCookie(ctx, { session, user });
          return null;
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
