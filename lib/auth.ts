import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { ownEndpoints } from './auth-endpoints';
import { database } from './database';
import { env } from './env';
import { log } from './log';
import { hashPassword, verifyPassword } from './password-hash';
import { makeRecoveryCodes } from './recovery-codes';

const HOUR_SECONDS = 60 * 60;

/** How better-auth works here, whatever the way in. */
export function authOptions() {
  const { APP_URL, SESSION_SECRET } = env();
  const isHttps = APP_URL.startsWith('https:');
  return {
    appName: 'Posthouse',
    baseURL: APP_URL,
    secret: SESSION_SECRET,
    telemetry: { enabled: false },
    // Its words and what comes after them may hold an address or a query's values.
    logger: {
      level: 'error',
      log: (_level, ...said: unknown[]) =>
        log.error(
          { from: 'better-auth', error: said.find((part) => part instanceof Error) },
          'the sign-in library reports a failure',
        ),
    },
    database: prismaAdapter(database(), { provider: 'postgresql', transaction: true }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 256,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: { modelName: 'staffMember' },
    session: {
      modelName: 'staffSession',
      fields: { userId: 'staffMemberId' },
      additionalFields: {
        // Set by the column's default: a session begins with a proof.
        confirmedAt: { type: 'date', required: false, input: false },
        // Named here, so that it stays when better-auth opens a session anew in the place of another.
        signedInBy: { type: 'string', required: false, input: false },
      },
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
      // __Host-: the browser takes the cookie from this host by HTTPS alone, for no other host and no part of this one.
      // The library's own switch gives __Secure-, which a neighbour on the same domain may set.
      cookiePrefix: isHttps ? '__Host-posthouse' : 'posthouse',
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isHttps },
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
