'use server';

import { openAction } from '@/app/_gate/action';
import { askingBrowser, letIn } from '@/app/_gate/browser';
import { setCookies } from '@/app/_gate/set-cookies';
import { succeed } from '@/lib/result';
import { beginOidcSignIn } from '@/lib/staff/begin-oidc-sign-in';
import { beginPasskeySignIn } from '@/lib/staff/begin-passkey-sign-in';
import { nothingSchema, passkeySignInSchema, signInCodeSchema, signInSchema } from '@/lib/staff/schema';
import { signIn } from '@/lib/staff/sign-in';
import { signInWithCode } from '@/lib/staff/sign-in-with-code';
import { signInWithPasskey } from '@/lib/staff/sign-in-with-passkey';

/** The sign-in form: opens a session and goes to the overview, or asks for a code. */
export const enter = openAction({
  schema: signInSchema,
  run: async ({ input }) => {
    const taken = await signIn({ ...input, ...(await askingBrowser()) });
    if (!taken.ok) return taken;
    if (taken.value.step === 'signed_in') await letIn(taken.value);
    else await setCookies(taken.value.cookies);
    return succeed({ step: taken.value.step });
  },
  goTo: ({ step }) => (step === 'signed_in' ? '/' : null),
});

/** Its second step: the code opens the session. */
export const enterWithCode = openAction({
  schema: signInCodeSchema,
  run: async ({ input }) => {
    const signedIn = await signInWithCode({ ...input, ...(await askingBrowser()) });
    if (!signedIn.ok) return signedIn;
    await letIn(signedIn.value);
    return succeed(null);
  },
  goTo: () => '/',
});

/** `Use a passkey`: what the browser asks the device for. */
export const askPasskey = openAction({
  schema: nothingSchema,
  changesNothing: true,
  run: async () => succeed(await beginPasskeySignIn()),
});

/** What the device answered: opens a session and goes to the overview. */
export const enterWithPasskey = openAction({
  schema: passkeySignInSchema,
  run: async ({ input }) => {
    const signedIn = await signInWithPasskey({ ...input, ...(await askingBrowser()) });
    if (!signedIn.ok) return signedIn;
    await letIn(signedIn.value);
    return succeed(null);
  },
  goTo: () => '/',
});

/** `Continue with …`: goes to the identity provider, which sends people back to /api/auth/callback/oidc. */
export const askProvider = openAction({
  schema: nothingSchema,
  changesNothing: true,
  run: async () => {
    const begun = await beginOidcSignIn((await askingBrowser()).headers);
    if (!begun.ok) return begun;
    await setCookies(begun.value.cookies);
    return succeed({ url: begun.value.url });
  },
  goTo: ({ url }) => url,
});
