import { z } from 'zod';
import { env } from '@/lib/env';
import { fail, type Result, succeed } from '@/lib/result';
import { Secret } from '@/lib/secret';
import type { ExamplesFailure } from './examples';

const DEADLINE_MS = 5_000;

const scenarios = z.array(
  z.object({
    id: z.string(),
    values: z.object({
      mailboxAddress: z.string(),
      mailboxName: z.string(),
      tenantId: z.string(),
      clientId: z.string(),
      clientSecret: z.string().transform((text) => new Secret(text)),
    }),
    otherMailboxes: z.array(z.object({ address: z.string(), name: z.string() })).default([]),
  }),
);

/** One app registration of the sandbox with the mailboxes that it may send from. */
export type Scenario = z.infer<typeof scenarios>[number];

/** Asks the sandbox over HTTP for its registrations, by id, for at most 5 seconds. */
export async function fetchScenarios(): Promise<Result<Map<string, Scenario>, ExamplesFailure>> {
  const { SANDBOX_URL } = env();
  if (!SANDBOX_URL) return fail({ code: 'examples_need_sandbox' });
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const answer = fetch(`${SANDBOX_URL}/sandbox/scenarios`, { signal, redirect: 'error' })
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null);
  // The deadline holds for the body too. undici holds the signal of a body that is being read weakly, and may lose it.
  const late = new Promise<null>((tell) => signal.addEventListener('abort', () => tell(null)));
  const body: unknown = await Promise.race([answer, late]);
  const read = scenarios.safeParse(body);
  if (!read.success) return fail({ code: 'sandbox_silent' });
  return succeed(new Map(read.data.map((scenario) => [scenario.id, scenario])));
}
