'use server';

import { z } from 'zod';
import { action } from '@/app/_gate/action';
import { verifyTrail as verify } from '@/lib/audit/verify-trail';
import { succeed } from '@/lib/result';
import { wordTrail } from './word-trail';

/** Some seconds of work; the whole of a longer history is for the operator's command. */
const MOST_ENTRIES = 100_000;

/** The button of the history: looks whether its chains are whole. */
export const verifyTrail = action({
  deed: 'audit.verify',
  schema: z.object({}),
  changesNothing: true,
  run: async ({ reach }) => succeed(await wordTrail(reach, await verify(reach, { limit: MOST_ENTRIES }))),
});
