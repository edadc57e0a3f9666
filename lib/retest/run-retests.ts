import { read, transact } from '@/lib/database';
import { log } from '@/lib/log';
import { findMailbox } from '@/lib/mailbox/reads';
import { testConnection } from '@/lib/mailbox/test-connection';
import { succeed } from '@/lib/result';
import { EVERY_CUSTOMER } from '@/lib/scope';
import { mayStill } from '@/lib/staff/reads';
import { MOST_TRIES, nextTryAt, type RetestEnd, whyNotGoOn, whyOverAfter } from './retest';
import { type ClaimedRetest, claimRetest, endRetest, postponeRetest } from './store';

/**
 * Makes every retest that is due, one after the other. Several processes may do so at once: each row is claimed by one of
 * them, and one whose process has died is claimed again when its lease has run out. The last try is due when the two
 * hours end; one that was due while no process ran is made as soon as one does, and is the last if the end has passed.
 * @param now the time, asked anew for each
 * @param signal ends the try that is under way; its row is due again at once, for another process
 * @returns how many were made
 */
export async function runRetests(now: () => Date, signal?: AbortSignal): Promise<number> {
  for (let made = 0; ; made++) {
    if (signal?.aborted) return made;
    const claimed = await transact(EVERY_CUSTOMER, async (tx) =>
      succeed(await claimRetest(EVERY_CUSTOMER, tx, now())),
    );
    if (!claimed.ok || !claimed.value) return made;
    await settle(claimed.value, await tryAnyway(claimed.value, now, signal), now());
  }
}

/** {@link tryOnce}; a surprise says nothing of the mailbox: it is logged, counts as a try, and the other mailboxes have theirs. */
async function tryAnyway(
  claimed: ClaimedRetest,
  now: () => Date,
  signal: AbortSignal | undefined,
): Promise<RetestEnd | 'cut' | null> {
  try {
    return await tryOnce(claimed, now, signal);
  } catch (error) {
    log.error({ mailboxId: claimed.mailboxId, error }, 'a retest failed');
    if (signal?.aborted) return 'cut';
    return isLastTry(claimed, now()) ? 'over' : null;
  }
}

const isLastTry = ({ tries, endsAt }: ClaimedRetest, now: Date) => now >= endsAt || tries >= MOST_TRIES;

/** Why it is over after this try; null: it goes on; `cut`: the try itself was ended. */
async function tryOnce(
  claimed: ClaimedRetest,
  now: () => Date,
  signal: AbortSignal | undefined,
): Promise<RetestEnd | 'cut' | null> {
  const { customerId, mailboxId, askedById, askedByName } = claimed;
  const mailbox = await read(customerId, (reader) => findMailbox(customerId, mailboxId, reader));
  // Deleted: its row has gone with it.
  if (!mailbox) return 'values_changed';
  const over = whyNotGoOn(claimed, mailbox) ?? (claimed.tries > MOST_TRIES ? 'over' : null);
  if (over) return over;
  if (!(await mayStill(customerId, askedById, 'mailbox.test'))) return 'not_allowed';
  const actor = { id: askedById, name: askedByName };
  const tested = await untilCut(signal, (cut) =>
    testConnection(customerId, actor, mailboxId, { byItself: true, signal: cut }),
  );
  if (!tested.ok) return signal?.aborted ? 'cut' : 'values_changed';
  return whyOverAfter(tested.value.report) ?? (isLastTry(claimed, now()) ? 'over' : null);
}

/** Runs a try under a signal of its own, so that none leaves anything at `signal`, which lives as long as the process. */
async function untilCut<T>(
  signal: AbortSignal | undefined,
  run: (cut: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController();
  const cut = () => own.abort();
  if (signal?.aborted) cut();
  signal?.addEventListener('abort', cut, { once: true });
  try {
    return await run(own.signal);
  } finally {
    signal?.removeEventListener('abort', cut);
  }
}

async function settle(claimed: ClaimedRetest, why: RetestEnd | 'cut' | null, at: Date): Promise<void> {
  const { customerId, mailboxId, leaseUntil, tries, endsAt } = claimed;
  await transact(customerId, async (tx) => {
    const held = { mailboxId, leaseUntil };
    if (why === null) await postponeRetest(customerId, tx, { ...held, nextAt: nextTryAt(tries, at, endsAt) });
    else if (why === 'cut') await postponeRetest(customerId, tx, { ...held, nextAt: at, uncounted: true });
    else await endRetest(customerId, tx, { ...held, at, because: why });
    return succeed(null);
  });
}
