import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server';
import { recordAudit } from '@/lib/audit/record-audit';
import { isUniqueViolation, transact } from '@/lib/database';
import { env } from '@/lib/env';
import { fail, type Result, succeed } from '@/lib/result';
import { NO_CUSTOMER } from '@/lib/scope';
import { isPasskeyChallenge } from './passkey-challenge';
import type { PasskeyAnswer } from './schema';
import type { Actor, StaffFailure } from './staff';
import { findPasskeyIds, insertPasskey, type NewPasskey } from './store';

const MOST = 20;

/** Keeps the passkey that a browser made after `beginPasskey` for this person, when it asked for a finger or a PIN. */
export async function addPasskey(
  actor: Actor,
  { answer, device }: { readonly answer: PasskeyAnswer; readonly device: string },
): Promise<Result<null, StaffFailure>> {
  if ((await findPasskeyIds(actor.id)).length >= MOST) return fail({ code: 'too_many_passkeys' });
  const passkey = await verify(actor, answer);
  if (!passkey) return fail({ code: 'passkey_refused' });
  try {
    return await transact<null, StaffFailure>(NO_CUSTOMER, async (tx) => {
      await insertPasskey(tx, actor.id, { ...passkey, name: device });
      await recordAudit(tx, { deed: 'staff.add_passkey', actor, subject: { id: actor.id, label: device } });
      return succeed(null);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return fail({ code: 'passkey_there' });
    throw error;
  }
}

async function verify(actor: Actor, answer: PasskeyAnswer): Promise<Omit<NewPasskey, 'name'> | null> {
  const { APP_URL, SESSION_SECRET } = env();
  const verified = await verifyRegistrationResponse({
    // What of it is missing or wrong is found by the library, which throws.
    response: answer as unknown as RegistrationResponseJSON,
    expectedChallenge: (challenge) =>
      isPasskeyChallenge(SESSION_SECRET, `add:${actor.id}`, challenge, new Date()),
    expectedOrigin: APP_URL,
    expectedRPID: new URL(APP_URL).hostname,
    requireUserVerification: true,
  }).catch(() => null);
  if (!verified?.verified) return null;
  const { credential, credentialBackedUp } = verified.registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: new Uint8Array(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    synced: credentialBackedUp,
  };
}
