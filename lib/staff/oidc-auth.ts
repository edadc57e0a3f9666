import { betterAuth } from 'better-auth';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { authOptions } from '@/lib/auth';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { readIdentity } from './oidc-identity';
import { findActiveMember, hasIdentity } from './store';

/** better-auth's name of the provider, part of the address that it sends people back to. */
export const OIDC = 'oidc';

/** The identity provider of this installation, if it has one. */
export function oidcProvider(): { issuer: string; clientId: string; clientSecret: string } | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env();
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null;
  return { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET };
}

/** Where a provider describes itself (OpenID Connect Discovery). */
export const discoveryUrl = (issuer: string) =>
  `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

function makeOidcAuth({ issuer, clientId, clientSecret }: NonNullable<ReturnType<typeof oidcProvider>>) {
  const options = authOptions();
  return betterAuth({
    ...options,
    user: {
      ...options.user,
      // Asked before an account is linked, and at each later sign-in.
      validateUserInfo: async ({ user, source }) => {
        const id = String(user.id ?? '');
        if (!(await findActiveMember({ id }))) return { error: 'staff_member_inactive' };
        // The address was given to somebody new there: an admin decides whether that is the same person.
        const isOther = source.action === 'link-account' && (await hasIdentity(id, OIDC));
        return isOther ? { error: 'other_identity' } : undefined;
      },
    },
    // Whoever likes can send anything to the callback: that is no failure of ours.
    logger: { level: 'error', log: () => log.warn({ from: 'better-auth' }, 'a sign-in by OIDC was refused') },
    account: {
      ...options.account,
      // In a cookie, encrypted: people who do not come back leave nothing behind here.
      storeStateStrategy: 'cookie',
      updateAccountOnSignIn: false,
      // Staff members are made by admins, who know the address.
      accountLinking: { enabled: true, requireLocalEmailVerified: false },
    },
    databaseHooks: {
      // We want to know who it is, once; no token of theirs is kept.
      account: { create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) } },
      session: { create: { before: async (session) => ({ data: { ...session, signedInBy: OIDC } }) } },
    },
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: OIDC,
            discoveryUrl: discoveryUrl(issuer),
            clientId,
            clientSecret,
            scopes: ['openid', 'profile', 'email'],
            pkce: true,
            requireIdTokenVerification: true,
            disableSignUp: true,
            disableImplicitSignUp: true,
            // With the issuer, so that another provider's people are others, whatever it calls them.
            accountSubject: ({ profile }) => `${issuer} ${profile.sub}`,
            // Called after the ID token was verified; without one nobody is known.
            getUserInfo: async ({ idToken }) => {
              const identity = idToken ? readIdentity(issuer, claimsOf(idToken)) : null;
              if (!identity) return null;
              const { subject, email, verified } = identity;
              // better-auth wants an address also of somebody whom it knows by the subject.
              return { id: subject, sub: subject, email: email || NOBODY, emailVerified: verified };
            },
          },
        ],
      }),
    ],
  });
}

const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null, scope: null };
const NOBODY = 'nobody@identity.invalid';

const claimsOf = (idToken: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8'));

let made: ReturnType<typeof makeOidcAuth> | undefined;

/**
 * better-auth with the identity provider as the only way in; apart from `auth()`, which must not wait for a provider that
 * does not answer. @throws Error when there is none
 */
export function oidcAuth(): ReturnType<typeof makeOidcAuth> {
  if (made) return made;
  const provider = oidcProvider();
  if (!provider) throw new Error('there is no identity provider');
  made = makeOidcAuth(provider);
  return made;
}
