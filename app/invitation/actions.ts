'use server';

import { headers } from 'next/headers';
import { openAction } from '@/app/_gate/action';
import { networkAddress } from '@/app/_gate/network-address';
import { setCookies } from '@/app/_gate/set-cookies';
import { succeed } from '@/lib/result';
import { join } from '@/lib/staff/join';
import { joinSchema } from '@/lib/staff/schema';
import { signIn } from '@/lib/staff/sign-in';

/** `Join`: makes the staff member, signs them in and goes to the overview. */
export const joinByInvitation = openAction({
  schema: joinSchema,
  run: async ({ input }) => {
    const joined = await join(input, new Date());
    if (!joined.ok) return joined;
    const asked = await headers();
    const { email } = joined.value;
    const { password } = input;
    const signedIn = await signIn({ email, password, address: networkAddress(asked), headers: asked });
    // Without a session the overview leads to the sign-in: the person is there either way.
    if (signedIn.ok) await setCookies(signedIn.value.cookies);
    return succeed(null);
  },
  goTo: () => '/',
});
