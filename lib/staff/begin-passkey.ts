import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
} from '@simplewebauthn/server';
import { auth } from '@/lib/auth';
import { env } from '@/lib/env';
import type { Result } from '@/lib/result';
import { makePasskeyChallenge } from './passkey-challenge';
import { hasPassword } from './reads';
import type { Actor, StaffFailure } from './staff';
import { findPasskeyIds } from './store';
import { withOwnPassword } from './with-own-password';

/**
 * What the browser is told to make a passkey for this person, who gives the password before; it is kept by `addPasskey`.
 * The device has to ask for a finger, a face or a PIN, and to find the passkey by itself at the next sign-in.
 * @param headers of the request, with the session
 */
export async function beginPasskey(
  actor: Actor,
  password: string,
  headers: Headers,
): Promise<Result<PublicKeyCredentialCreationOptionsJSON, StaffFailure>> {
  return withOwnPassword(actor, async () => {
    if (await hasPassword(actor)) await auth().api.verifyPassword({ body: { password }, headers });
    const { APP_URL, SESSION_SECRET } = env();
    return generateRegistrationOptions({
      rpName: 'Posthouse',
      rpID: new URL(APP_URL).hostname,
      userName: actor.email,
      userDisplayName: actor.name,
      userID: new TextEncoder().encode(actor.id),
      challenge: new Uint8Array(makePasskeyChallenge(SESSION_SECRET, `add:${actor.id}`, new Date())),
      attestationType: 'none',
      excludeCredentials: await findPasskeyIds(actor.id),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  });
}
