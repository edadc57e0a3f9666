'use server';

import { headers } from 'next/headers';
import { action } from '@/app/_gate/action';
import { setCookies } from '@/app/_gate/set-cookies';
import { succeed } from '@/lib/result';
import { beginSecondFactor } from '@/lib/staff/begin-second-factor';
import { confirmSecondFactor } from '@/lib/staff/confirm-second-factor';
import { removeSecondFactor } from '@/lib/staff/remove-second-factor';
import { renewRecoveryCodes } from '@/lib/staff/renew-recovery-codes';
import { firstCodeSchema, provePersonSchema } from '@/lib/staff/schema';
import { drawQrCode } from './draw-qr-code';

/** `Set up`: the key for the authenticator app, as a QR code and as text. It is said this once. */
export const beginSetUp = action({
  deed: 'profile.change',
  withoutSecondFactor: true,
  changesNothing: true,
  schema: provePersonSchema,
  run: async ({ actor, input }) => {
    const begun = await beginSecondFactor(actor, input.currentPassword, await headers());
    return begun.ok ? succeed({ key: begun.value.key, qrCode: drawQrCode(begun.value.address) }) : begun;
  },
});

/** `Switch on`: the first code. Answers with the recovery codes, which are said this once. */
export const confirmSetUp = action({
  deed: 'profile.change',
  withoutSecondFactor: true,
  schema: firstCodeSchema,
  run: async ({ actor, input }) => {
    const confirmed = await confirmSecondFactor(actor, input.code, await headers());
    if (!confirmed.ok) return confirmed;
    await setCookies(confirmed.value.cookies);
    return succeed({ recoveryCodes: confirmed.value.recoveryCodes });
  },
});

/** `Make new recovery codes`. */
export const renewCodes = action({
  deed: 'profile.change',
  schema: provePersonSchema,
  run: async ({ actor, input }) => renewRecoveryCodes(actor, input.currentPassword, await headers()),
});

/** `Switch off`. */
export const switchOff = action({
  deed: 'profile.change',
  schema: provePersonSchema,
  run: async ({ actor, input }) => {
    const removed = await removeSecondFactor(actor, input.currentPassword, await headers());
    if (!removed.ok) return removed;
    await setCookies(removed.value.cookies);
    return succeed(null);
  },
});
