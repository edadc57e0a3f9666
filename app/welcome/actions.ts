'use server';

import { openAction } from '@/app/_gate/action';
import { askingBrowser, letIn } from '@/app/_gate/browser';
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
    const { email, password } = input;
    const taken = await signIn({ email, password, ...(await askingBrowser()) });
    // Without a session the overview leads to the sign-in: the admin is there either way.
    if (taken.ok && taken.value.step === 'signed_in') await letIn(taken.value);
    return succeed(null);
  },
  goTo: () => '/',
});
