import { cookies, headers } from 'next/headers';
import { env } from '@/lib/env';
import type { Browser, SignedIn } from '@/lib/staff/factor';
import { KNOWN_DEVICE_SECONDS } from '@/lib/staff/known-device';
import { networkAddress } from './network-address';
import { setCookies } from './set-cookies';

// With this prefix a browser takes it from this host alone, and not without HTTPS.
const cookieName = () => `${isSecure() ? '__Host-' : ''}posthouse.known_device`;
const isSecure = () => env().APP_URL.startsWith('https:');

/** From where this request comes, as a sign-in wants to know it. */
export async function askingBrowser(): Promise<Browser> {
  const asked = await headers();
  const knownDevice = (await cookies()).get(cookieName())?.value ?? null;
  return { address: networkAddress(asked), knownDevice, headers: asked };
}

/** Hands a browser its session, and the cookie by which it is known the next time. */
export async function letIn({ cookies: session, knownDevice }: SignedIn): Promise<void> {
  await setCookies(session);
  (await cookies()).set(cookieName(), knownDevice, {
    httpOnly: true,
    secure: isSecure(),
    sameSite: 'strict',
    path: '/',
    maxAge: KNOWN_DEVICE_SECONDS,
  });
}
