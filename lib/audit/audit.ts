/** Who did something: a staff member, or null for Posthouse itself. */
export type AuditActor = { readonly id: string; readonly name: string } | null;

/** Everything that is put on record. The words for people stand in the history page's messages, one per deed. */
export const AUDIT_DEEDS = [
  'staff.create_first_admin',
  'staff.sign_in',
  'staff.sign_in_limited',
  'staff.sign_out',
  'staff.set_second_factor',
  'staff.remove_second_factor',
  'staff.reset_second_factor',
  'staff.renew_recovery_codes',
  'staff.use_recovery_code',
  'staff.add_passkey',
  'staff.remove_passkey',
  'staff.invite',
  'staff.withdraw_invitation',
  'staff.join',
  'staff.change_role',
  'staff.assign',
  'staff.unassign',
  'staff.deactivate',
  'staff.reactivate',
  'staff.end_session',
  'staff.confirm',
  'staff.change_password',
  'staff.change_name',
  'customer.create',
  'customer.change',
  'registration.create',
  'registration.delete',
  'secret.set',
  'secret.replace',
  'secret.set_expiry',
  'mailbox.create',
  'mailbox.change',
  'mailbox.pause',
  'mailbox.resume',
  'mailbox.delete',
  'connection.test',
  'message.send_test',
  'message.settle',
  'examples.load',
] as const;

/** One of {@link AUDIT_DEEDS}. */
export type AuditDeed = (typeof AUDIT_DEEDS)[number];

/** One line of the history. */
export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly deed: AuditDeed;
  readonly actorName: string;
  readonly customerId: string | null;
  readonly customerName: string | null;
  readonly subjectId: string | null;
  readonly subject: string;
  /** What changed, in values that may be shown. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}
