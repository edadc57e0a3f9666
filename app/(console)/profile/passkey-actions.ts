'use server';

import { headers } from 'next/headers';
import { action } from '@/app/_gate/action';
import { addPasskey } from '@/lib/staff/add-passkey';
import { beginPasskey } from '@/lib/staff/begin-passkey';
import { removePasskey } from '@/lib/staff/remove-passkey';
import { addPasskeySchema, newPasskeySchema, removePasskeySchema } from '@/lib/staff/schema';

/** `Add a passkey`, its first half: what the browser asks the device for. */
export const beginAdding = action({
  deed: 'profile.secure',
  changesNothing: true,
  schema: newPasskeySchema,
  run: async ({ actor, input }) => beginPasskey(actor, input.password, await headers()),
});

/** Its second half: what the device made. */
export const keepPasskey = action({
  deed: 'profile.secure',
  schema: addPasskeySchema,
  run: ({ actor, input }) => addPasskey(actor, input),
});

/** `Delete`. */
export const deletePasskey = action({
  deed: 'profile.secure',
  schema: removePasskeySchema,
  run: async ({ actor, input }) => removePasskey(actor, input, await headers()),
});
