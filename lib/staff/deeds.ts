import type { Role } from './staff';

const everybody = ['admin', 'agent', 'viewer'] as const;
const thoseWhoWork = ['admin', 'agent'] as const;
const admins = ['admin'] as const;

/** For them, and only when they have proved within the last hour who they are: a screen left open is not enough. */
const onceConfirmed = <Who extends readonly Role[]>(who: Who) => ({ who, confirmed: true }) as const;

/**
 * Who may do what, read as sentences: "'mailbox.test' is for those who work", "'secret.replace' is, once confirmed, for
 * those who work". The gate asks before every page, action and route. What is about oneself alone (`profile`) and what
 * can only be read is never marked as to be confirmed.
 */
const DEEDS = {
  'overview.see': everybody,
  'customer.see': everybody,
  'customer.create': thoseWhoWork,
  'customer.change': thoseWhoWork,
  'mailbox.see': everybody,
  'mailbox.create': thoseWhoWork,
  'mailbox.change': thoseWhoWork,
  'mailbox.pause': thoseWhoWork,
  'mailbox.delete': thoseWhoWork,
  'mailbox.test': thoseWhoWork,
  'mailbox.send_test': thoseWhoWork,
  'secret.replace': onceConfirmed(thoseWhoWork),
  'secret.set_expiry': thoseWhoWork,
  // Which app registration a mailbox signs in with, and what names one: with another, another secret is used.
  'registration.change': onceConfirmed(thoseWhoWork),
  'registration.delete': onceConfirmed(thoseWhoWork),
  'message.see': everybody,
  // What Microsoft's codes mean is nobody's secret. Those that are not known yet say what this installation meets.
  'error_code.see': everybody,
  'error_code.see_unknown': admins,
  'history.see': everybody,
  'history.export': thoseWhoWork,
  'audit.verify': admins,
  'settings.see': everybody,
  'keys.rewrap': onceConfirmed(admins),
  'examples.load': admins,
  // Names and roles of colleagues; the rest about them is for who manages them.
  'staff.see': everybody,
  'staff.manage': admins,
  'staff.invite': onceConfirmed(admins),
  'staff.withdraw_invitation': admins,
  'staff.change_role': onceConfirmed(admins),
  'staff.assign': onceConfirmed(admins),
  'staff.deactivate': onceConfirmed(admins),
  'staff.reactivate': onceConfirmed(admins),
  'staff.reset_second_factor': onceConfirmed(admins),
  'staff.end_session': admins,
  'profile.see': everybody,
  'profile.change': everybody,
} as const satisfies Record<string, readonly Role[] | ReturnType<typeof onceConfirmed>>;

/** Something that a role allows or does not. */
export type Deed = keyof typeof DEEDS;

/** May a staff member of this role do this? */
export function may(role: Role, deed: Deed): boolean {
  const rule = DEEDS[deed];
  const who: readonly Role[] = 'who' in rule ? rule.who : rule;
  return who.includes(role);
}

/** Does this deed ask for a proof of who one is that is not older than an hour (`isConfirmed`)? */
export function needsConfirmation(deed: Deed): boolean {
  return 'who' in DEEDS[deed];
}
