'use server';

import { headers } from 'next/headers';
import { openAction } from '@/app/_gate/action';
import { networkAddress } from '@/app/_gate/network-address';
import { setCookies } from '@/app/_gate/set-cookies';
import { succeed } from '@/lib/result';
import { signInSchema } from '@/lib/staff/schema';
import { signIn } from '@/lib/staff/sign-in';

/** The sign-in form: opens a session and goes to the overview. */
export const enter = openAction({
  schema: signInSchema,
  run: async ({ input }) => {
    const asked = await headers();
    const signedIn = await signIn({ ...input, address: networkAddress(asked), headers: asked });
    if (!signedIn.ok) return signedIn;
    await setCookies(signedIn.value.cookies);
    return succeed(null);
  },
  goTo: () => '/',
});
