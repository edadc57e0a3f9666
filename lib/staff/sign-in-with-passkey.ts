import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server';
import { record } from '@/lib/audit/record-audit';
import { auth } from '@/lib/auth';
import { env } from '@/lib/env';
import { fail, type Result, succeed } from '@/lib/result';
import type { Browser, SignedIn } from './factor';
import { makeKnownDevice } from './known-device';
import { networkLimit } from './network-limit';
import { isPasskeyChallenge } from './passkey-challenge';
import type { PasskeyAnswer } from './schema';
import type { StaffFailure } from './staff';
import { claimChallenge, findPasskey, noteUseOfPasskey, takeBackAttempt } from './store';
import { takeAttempt } from './take-attempt';

type Passkey = NonNullable<Awaited<ReturnType<typeof findPasskey>>>;

/**
 * Signs in whoever holds the passkey. It counts for both factors: the device that has it, and the finger or PIN that it
 * asks for, without which its answer is refused. What it signed is taken once. Attempts are counted per network address;
 * per account there is nothing to guess.
 */
export async function signInWithPasskey({
  answer,
  address,
  headers,
}: { readonly answer: PasskeyAnswer } & Browser): Promise<Result<SignedIn, StaffFailure>> {
  const network = address ? networkLimit(address) : null;
  const taken = await takeAttempt(network ? [network] : []);
  if (!taken.ok) return taken;

  const passkey = await findPasskey(answer.id);
  const signed = passkey && (await verify(passkey, answer));
  if (!passkey || !signed || !(await claimChallenge(signed.challenge)))
    return fail({ code: 'passkey_refused' });

  const { id, name, email } = passkey.staffMember;
  await noteUseOfPasskey(passkey.id, signed.counter);
  const opened = await auth().api.openSession({
    body: { staffMemberId: id, signedInBy: 'passkey' },
    headers,
    returnHeaders: true,
  });
  if (network) await takeBackAttempt(network.key);
  const details = { by: 'passkey' };
  await record({ deed: 'staff.sign_in', actor: { id, name }, subject: { id, label: email }, details });
  const knownDevice = makeKnownDevice(env().SESSION_SECRET, email, new Date());
  return succeed({ cookies: opened.headers.getSetCookie(), knownDevice });
}

async function verify(
  { publicKey, counter, staffMember }: Passkey,
  answer: PasskeyAnswer,
): Promise<{ challenge: string; counter: number } | null> {
  const { APP_URL, SESSION_SECRET } = env();
  // Whose it is says the passkey, too, since nobody has typed a name.
  const { userHandle } = answer.response;
  if (userHandle !== Buffer.from(staffMember.id).toString('base64url')) return null;
  let signed = '';
  const verified = await verifyAuthenticationResponse({
    // What of it is missing or wrong is found by the library, which throws.
    response: answer as unknown as AuthenticationResponseJSON,
    expectedChallenge: (challenge) => {
      signed = challenge;
      return isPasskeyChallenge(SESSION_SECRET, 'sign-in', challenge, new Date());
    },
    expectedOrigin: APP_URL,
    expectedRPID: new URL(APP_URL).hostname,
    credential: { id: answer.id, publicKey, counter: Number(counter) },
    requireUserVerification: true,
  }).catch(() => null);
  return verified?.verified ? { challenge: signed, counter: verified.authenticationInfo.newCounter } : null;
}
