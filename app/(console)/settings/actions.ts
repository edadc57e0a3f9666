'use server';

import { after } from 'next/server';
import { z } from 'zod';
import { action } from '@/app/_gate/action';
import { log } from '@/lib/log';
import { succeed } from '@/lib/result';
import { rewrapSecrets as rewrap } from '@/lib/vault-key/rewrap-secrets';

/** The button below the vault keys: begins to put every secret under the key that seals, and does not wait for the end. */
export const rewrapSecrets = action({
  deed: 'keys.rewrap',
  schema: z.object({}),
  run: async ({ actor }) => {
    const begun = await rewrap(actor);
    if (!begun.ok) return begun;
    const { secrets, report } = begun.value;
    after(report.catch((error) => log.error({ error }, 'the re-wrapping stopped')));
    return succeed({ secrets });
  },
});
