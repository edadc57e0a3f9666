import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { ownEndpoints } from './auth-endpoints';
import { database } from './database';
import { env } from './env';
import { log } from './log';
import { makeRecoveryCodes } from './recovery-codes';

const HOUR_SECONDS = 60 * 60;

/** How better-auth works here, whatever the way in. */
export function authOptions() {
  const { APP_URL, SESSION_SECRET } = env();
  return {
    appName: 'Posthouse',
    baseURL: APP_URL,
    secret: SESSION_SECRET,
    telemetry: { enabled: false },
    // What comes after the message may hold an e-mail or a query's values.
    logger: { level: 'error', log: (_level, message) => log.error({ from: 'better-auth' }, message) },
    database: prismaAdapter(database(), { provider: 'postgresql', transaction: true }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 256 },
    user: { modelName: 'staffMember' },
    session: {
      modelName: 'staffSession',
      fields: { userId: 'staffMemberId' },
      // Named here, so that it stays when better-auth opens a session anew in the place of another.
      additionalFields: { signedInBy: { type: 'string', required: false, input: false } },
      // Ends after 12 hours in which nothing was done.
      expiresIn: 12 * HOUR_SECONDS,
      updateAge: HOUR_SECONDS / 4,
      // A session that was ended has to end at once, so every request asks the database.
      cookieCache: { enabled: false },
    },
    account: { modelName: 'staffAccount', fields: { userId: 'staffMemberId' } },
    // Its router is not mounted: sign-in runs through our own action, which counts attempts by itself.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'posthouse',
      useSecureCookies: APP_URL.startsWith('https:'),
      database: { generateId: 'uuid' },
    },
  } satisfies BetterAuthOptions;
}

function makeAuth() {
  return betterAuth({
    ...authOptions(),
    plugins: [
      twoFactor({
        // Who signs in by an identity provider alone has no password to be asked for.
        allowPasswordless: true,
        // Attempts are counted by ourselves, over both kinds of code, and apart for a known device.
        accountLockout: { enabled: false },
        backupCodeOptions: { storeBackupCodes: 'encrypted', customBackupCodesGenerate: makeRecoveryCodes },
        schema: {
          user: { fields: { twoFactorEnabled: 'secondFactorOn' } },
          twoFactor: {
            modelName: 'secondFactor',
            fields: {
              userId: 'staffMemberId',
              backupCodes: 'recoveryCodes',
              failedVerificationCount: 'failedCount',
            },
          },
        },
      }),
      ownEndpoints(),
    ],
  });
}

let made: ReturnType<typeof makeAuth> | undefined;

/** better-auth over our tables. No HTTP routes of its own; sessions in the database, named by a signed cookie. */
export function auth(): ReturnType<typeof makeAuth> {
  made ??= makeAuth();
  return made;
}
