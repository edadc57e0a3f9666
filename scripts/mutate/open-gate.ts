/** The switch of the copy: is this the mutant that is tried at the moment? Read anew at each question. */
export const SWITCH = `import { readFileSync } from 'node:fs';

export function mutantIs(number: number): boolean {
  try {
    return readFileSync(process.env.POSTHOUSE_MUTANT_FILE ?? '', 'utf8') === String(number);
  } catch {
    return false;
  }
}
`;

/** What the gate of the copy would be if it let everybody in: whoever asks is an admin, and every customer is theirs. */
export const OPEN_GATE = `import { notFound } from 'next/navigation';
import { customerInReach } from '@/lib/customer/reads';
import { mailboxInReach } from '@/lib/mailbox/reads';

const reach = { every: true } as const;
const actor = {
  id: '00000000-0000-4000-8000-000000000000',
  name: 'Whoever asks',
  email: 'whoever@asks.example',
  role: 'admin',
  secondFactorOn: false,
  secondFactorNeeded: false,
  lastTestAddress: null,
  customerIds: null,
  session: { id: '00000000-0000-4000-8000-000000000000', confirmedAt: new Date() },
} as any;

export const requireActor = async () => actor;
export const requireSignedIn = async () => actor;
export const requireDeed = async (_deed: string, _but?: unknown) => ({ actor, reach });
export async function requireCustomer(_deed: string, id: string) {
  const customerId = await customerInReach(reach, id);
  return customerId ? { actor, reach, customerId } : notFound();
}
export async function requireMailbox(_deed: string, id: string) {
  const place = await mailboxInReach(reach, id);
  return place ? { actor, reach, ...place } : notFound();
}
`;
