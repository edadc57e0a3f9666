'use server';

import { action } from '@/app/_gate/action';
import { addPasskey } from '@/lib/staff/add-passkey';
import { beginPasskey } from '@/lib/staff/begin-passkey';
import { removePasskey } from '@/lib/staff/remove-passkey';
import { addPasskeySchema, newPasskeySchema, removePasskeySchema } from '@/lib/staff/schema';

/** `Add a passkey`, its first half: what the browser asks the device for. */
export const beginAdding = action({
  deed: 'profile.change',
  changesNothing: true,
  schema: newPasskeySchema,
  run: ({ actor, input }) => beginPasskey(actor, input.currentPassword),
});

/** Its second half: what the device made. */
export const keepPasskey = action({
  deed: 'profile.change',
  schema: addPasskeySchema,
  run: ({ actor, input }) => addPasskey(actor, input),
});

/** `Delete`. */
export const deletePasskey = action({
  deed: 'profile.change',
  schema: removePasskeySchema,
  run: ({ actor, input }) => removePasskey(actor, input),
});
