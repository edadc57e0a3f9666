import { readRetest } from '@/lib/retest/reads';
import { startRetest } from '@/lib/retest/start-retest';
import { stopRetest } from '@/lib/retest/stop-retest';
import { claimRetest, endRetest, postponeRetest, putRetest } from '@/lib/retest/store';
import { type Case, inOurs, refused } from '../case';
import { LEASED_UNTIL, lin, type TwoCustomers } from '../two-customers';

const now = new Date();
const gone = refused('mailbox_not_found');

/** lib/retest, by `file#export`. */
export const RETEST_CASES: Readonly<Record<string, Case>> = {
  'retest/reads.ts#readRetest': {
    call: ({ ours, theirs }) => readRetest(ours.id, theirs.mailbox, now),
    gives: null,
  },
  'retest/start-retest.ts#startRetest': {
    call: ({ ours, theirs }) => startRetest(ours.id, lin, theirs.mailbox, now),
    gives: gone,
  },
  'retest/stop-retest.ts#stopRetest': {
    call: ({ ours, theirs }) => stopRetest(ours.id, lin, theirs.mailbox, now),
    gives: gone,
  },
  'retest/store.ts#putRetest': {
    call: (both) =>
      inOurs(both, (tx) =>
        putRetest(both.ours.id, tx, {
          mailboxId: both.theirs.mailbox,
          askedById: lin.id,
          askedByName: lin.name,
          askedAt: now,
          revision: 1,
          credentialVersion: 1,
          nextAt: now,
          endsAt: now,
        }),
      ),
    throws: /Foreign key constraint/,
  },
  'retest/store.ts#claimRetest': {
    call: async (both) => (await inOurs(both, (tx) => claimRetest(both.reach, tx, now)))?.mailboxId,
    gives: ({ ours }: TwoCustomers) => ours.mailbox,
  },
  'retest/store.ts#postponeRetest': {
    call: (both) =>
      inOurs(both, (tx) =>
        postponeRetest(both.ours.id, tx, {
          mailboxId: both.theirs.mailbox,
          leaseUntil: LEASED_UNTIL,
          nextAt: now,
        }),
      ),
    gives: undefined,
  },
  'retest/store.ts#endRetest': {
    call: (both) =>
      inOurs(both, (tx) =>
        endRetest(both.ours.id, tx, { mailboxId: both.theirs.mailbox, at: now, because: 'stopped' }),
      ),
    gives: false,
  },
};
