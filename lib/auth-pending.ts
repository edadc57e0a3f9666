import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';

/**
 * What better-auth's second factor keeps to itself: who is between password and code. A call of `auth().api` alone;
 * there is no address for it.
 */
export function pendingSignIn() {
  return {
    id: 'posthouse-pending',
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
    },
  } satisfies BetterAuthPlugin;
}
