import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
} from '@simplewebauthn/server';
import { env } from '@/lib/env';
import { type Result, succeed } from '@/lib/result';
import type { Secret } from '@/lib/secret';
import { makePasskeyChallenge } from './passkey-challenge';
import { provePerson } from './prove-person';
import type { Actor, StaffFailure } from './staff';
import { findPasskeyIds } from './store';

/**
 * What the browser is told to make a passkey for this person, who proves who they are before; it is kept by `addPasskey`.
 * The device has to ask for a finger, a face or a PIN, and to find the passkey by itself at the next sign-in.
 */
export async function beginPasskey(
  actor: Actor,
  password: Secret,
): Promise<Result<PublicKeyCredentialCreationOptionsJSON, StaffFailure>> {
  const proved = await provePerson(actor, password, new Date());
  if (!proved.ok) return proved;
  const { APP_URL, SESSION_SECRET } = env();
  const options = await generateRegistrationOptions({
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
  return succeed(options);
}
