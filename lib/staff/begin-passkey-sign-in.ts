import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { env } from '@/lib/env';
import { makePasskeyChallenge } from './passkey-challenge';

/** What the browser is told to sign somebody in: any passkey for this address, whoever's it is, with a finger or a PIN. */
export async function beginPasskeySignIn(): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { APP_URL, SESSION_SECRET } = env();
  return generateAuthenticationOptions({
    rpID: new URL(APP_URL).hostname,
    challenge: new Uint8Array(makePasskeyChallenge(SESSION_SECRET, 'sign-in', new Date())),
    userVerification: 'required',
  });
}
