import type { Role } from './staff';

const thoseWhoWork = ['admin', 'agent'] as const;
const everybody = ['admin', 'agent', 'viewer'] as const;
const admins = ['admin'] as const;

/** Who may do what, read as sentences: "'mailbox.test' is for those who work". The gate asks before every action. */
const DEEDS = {
  'customer.create': thoseWhoWork,
  'customer.change': thoseWhoWork,
  'mailbox.create': thoseWhoWork,
  'mailbox.change': thoseWhoWork,
  'mailbox.pause': thoseWhoWork,
  'mailbox.delete': thoseWhoWork,
  'mailbox.test': thoseWhoWork,
  'mailbox.send_test': thoseWhoWork,
  'secret.replace': thoseWhoWork,
  'registration.delete': thoseWhoWork,
  'examples.load': admins,
  'staff.reset_second_factor': admins,
  'profile.secure': everybody,
} as const satisfies Record<string, readonly Role[]>;

/** Something that a role allows or does not. */
export type Deed = keyof typeof DEEDS;

/** May a staff member of this role do this? */
export function may(role: Role, deed: Deed): boolean {
  return (DEEDS[deed] as readonly Role[]).includes(role);
}
