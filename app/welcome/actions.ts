'use server';

import { headers } from 'next/headers';
import { openAction } from '@/app/_gate/action';
import { networkAddress } from '@/app/_gate/network-address';
import { setCookies } from '@/app/_gate/set-cookies';
import { succeed } from '@/lib/result';
import { createFirstAdmin } from '@/lib/staff/create-first-admin';
import { firstAdminSchema } from '@/lib/staff/schema';
import { signIn } from '@/lib/staff/sign-in';

/** The set-up form: makes the first admin, signs them in and goes to the overview. */
export const createAdmin = openAction({
  schema: firstAdminSchema,
  run: async ({ input }) => {
    const made = await createFirstAdmin(input);
    if (!made.ok) return made;
    const asked = await headers();
    const { email, password } = input;
    const signedIn = await signIn({ email, password, address: networkAddress(asked), headers: asked });
    // Without a session the overview leads to the sign-in: the admin is there either way.
    if (signedIn.ok) await setCookies(signedIn.value.cookies);
    return succeed(null);
  },
  goTo: () => '/',
});
