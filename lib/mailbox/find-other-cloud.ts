import type { Cloud } from '@/lib/microsoft/cloud';
import { availableClouds, cloudEndpoints } from '@/lib/microsoft/clouds';
import type { CallLimits } from '@/lib/microsoft/deadline';
import { findDirectory } from '@/lib/microsoft/find-directory';

/** A firewall may let this server out to its own cloud alone: nobody waits long for an answer that is only a hint. */
const LONGEST_LOOK_MS = 3_000;

/**
 * Looks a directory that `asked` does not know up in the other clouds, all at once: by their OpenID configuration, without
 * a sign-in, and without a secret. Null when none of them knows it. Nobody looks from the sandbox: it stands for all of
 * Microsoft on this machine.
 */
export async function findOtherCloud(
  tenantId: string,
  asked: Cloud,
  limits: () => CallLimits,
): Promise<Exclude<Cloud, 'sandbox'> | null> {
  const found = await Promise.all(
    cloudsToAsk(asked).map(async (cloud) => {
      const { deadlineMs = LONGEST_LOOK_MS, ...rest } = limits();
      const left = { ...rest, deadlineMs: Math.min(deadlineMs, LONGEST_LOOK_MS) };
      const directory = await findDirectory({ cloud, tenantId }, left);
      return directory.ok ? (directory.value.otherCloud ?? cloud) : null;
    }),
  );
  return found.find((cloud) => cloud !== null) ?? null;
}

/** One of each sign-in host: two clouds that share one are told apart by its answer. */
export function cloudsToAsk(asked: Cloud): Exclude<Cloud, 'sandbox'>[] {
  if (asked === 'sandbox') return [];
  const hosts = new Set([cloudEndpoints(asked).loginUrl]);
  return availableClouds().filter((cloud): cloud is Exclude<Cloud, 'sandbox'> => {
    if (cloud === 'sandbox' || hosts.has(cloudEndpoints(cloud).loginUrl)) return false;
    hosts.add(cloudEndpoints(cloud).loginUrl);
    return true;
  });
}
