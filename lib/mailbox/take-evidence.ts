import type { CustomerId } from '@/lib/customer/customer';
import { transact } from '@/lib/database';
import { succeed } from '@/lib/result';
import { keepEvidence } from './store';

/**
 * Takes the proof of a real send to the mailbox: one that was accepted shows that it works, one that was refused that
 * it does not. A proof that came in late, or that only tells of the road to Microsoft, changes nothing.
 */
export async function takeEvidence(
  customerId: CustomerId,
  proof: Parameters<typeof keepEvidence>[2],
): Promise<void> {
  // For its lock: it waits for a secret that is being replaced.
  await transact(customerId, async (tx) => {
    await keepEvidence(customerId, tx, proof);
    return succeed(null);
  });
}
