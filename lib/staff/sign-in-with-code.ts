import { isAPIError } from 'better-auth/api';
import { record } from '@/lib/audit/record-audit';
import { auth } from '@/lib/auth';
import { env } from '@/lib/env';
import { fail, type Result, succeed } from '@/lib/result';
import type { Browser, SignedIn } from './factor';
import { makeKnownDevice, readKnownDevice } from './known-device';
import type { SignInCode } from './schema';
import type { StaffFailure } from './staff';
import { claimCode, findActiveMember, forgetAttempts } from './store';
import { type Limit, takeAttempt } from './take-attempt';

const MINUTE_SECONDS = 60;
const DAY_SECONDS = 24 * 60 * MINUTE_SECONDS;

/**
 * The second step of a sign-in: the code of the authenticator app, or one of the recovery codes in its place. Who is
 * signing in says the cookie that the password brought. Each code is taken once. Attempts are counted per account over
 * both kinds, in short and in a day: whoever gets here knows the password, and has a million codes to try.
 */
export async function signInWithCode(input: SignInCode & Browser): Promise<Result<SignedIn, StaffFailure>> {
  const headers = withoutSession(input.headers);
  const pending = await auth().api.pendingStaffMember({ headers });
  const member = pending && (await findActiveMember({ id: pending.staffMemberId }));
  if (!member) return fail({ code: 'sign_in_over' });

  const secret = env().SESSION_SECRET;
  const limits = codeLimits(member, readKnownDevice(secret, member.email, input.knownDevice, new Date()));
  const taken = await takeAttempt(limits);
  if (!taken.ok) return taken;

  const answer = await checkCode(member.id, input, headers);
  if (!answer.ok) return answer;
  for (const { key } of limits) await forgetAttempts(key);
  const { id, name, email } = member;
  const deed = { actor: { id, name }, subject: { id, label: email } };
  if (input.kind === 'recovery') await record({ deed: 'staff.use_recovery_code', ...deed });
  await record({ deed: 'staff.sign_in', ...deed });
  return succeed({ cookies: answer.value, knownDevice: makeKnownDevice(secret, email, new Date()) });
}

async function checkCode(
  staffMemberId: string,
  { kind, code }: SignInCode,
  headers: Headers,
): Promise<Result<string[], StaffFailure>> {
  const { api } = auth();
  try {
    if (kind === 'app' && !(await claimCode(staffMemberId, code))) return fail({ code: 'code_refused' });
    const answer =
      kind === 'app'
        ? await api.verifyTOTP({ body: { code }, headers, returnHeaders: true })
        : await api.verifyBackupCode({ body: { code }, headers, returnHeaders: true });
    return succeed(answer.headers.getSetCookie());
  } catch (error) {
    if (!isAPIError(error)) throw error;
    const said = error.body?.code;
    // After five wrong codes better-auth wants the password again, and so it does when two were sent at once.
    const over = said === 'INVALID_TWO_FACTOR_COOKIE' || said === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE';
    return fail({ code: over ? 'sign_in_over' : 'code_refused' });
  }
}

function codeLimits(member: { id: string; email: string }, device: string | null): Limit[] {
  const key = device ? `code:${member.id}:${device}` : `code:${member.id}`;
  const subject = async () => ({ id: member.id, label: member.email });
  return [
    { key, attempts: 10, windowSeconds: 15 * MINUTE_SECONDS, subject },
    { key: `${key}:day`, attempts: 20, windowSeconds: DAY_SECONDS, subject },
  ];
}

/** Without the session of whoever is signed in already: better-auth would check the code against theirs. */
function withoutSession(headers: Headers): Headers {
  const kept = new Headers(headers);
  const cookies = headers.get('cookie')?.split(/; */) ?? [];
  kept.set('cookie', cookies.filter((cookie) => /^[^=]*two_factor=/.test(cookie)).join('; '));
  return kept;
}
