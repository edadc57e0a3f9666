import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { database } from './database';
import { env } from './env';
import { log } from './log';
import { hashPassword, verifyPassword } from './password-hash';

const HOUR_SECONDS = 60 * 60;

function makeAuth() {
  const { APP_URL, SESSION_SECRET } = env();
  const isHttps = APP_URL.startsWith('https:');
  return betterAuth({
    appName: 'Posthouse',
    baseURL: APP_URL,
    secret: SESSION_SECRET,
    telemetry: { enabled: false },
    // What comes after the message may hold an e-mail or a query's values.
    logger: { level: 'error', log: (_level, message) => log.error({ from: 'better-auth' }, message) },
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
  });
}

let made: ReturnType<typeof makeAuth> | undefined;

/** better-auth over our tables. No HTTP routes of its own; sessions in the database, named by a signed cookie. */
export function auth(): ReturnType<typeof makeAuth> {
  made ??= makeAuth();
  return made;
}
