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
  'registration.correct',
  'registration.delete',
  'secret.set',
  'secret.replace',
  'secret.set_expiry',
  'secret.read_expiry',
  'certificate.make',
  'certificate.add',
  'certificate.test',
  'certificate.use',
  'certificate.discard',
  'mailbox.create',
  'mailbox.change',
  'mailbox.pause',
  'mailbox.resume',
  'mailbox.delete',
  'connection.test',
  'connection.retest',
  'connection.stop_retest',
  'message.send_test',
  'message.settle',
  'keys.add',
  'keys.rewrap',
  'keys.rewrap_end',
  'keys.retire',
  'examples.load',
  'history.export',
] as const;

/** One of {@link AUDIT_DEEDS}. */
export type AuditDeed = (typeof AUDIT_DEEDS)[number];

type FirstPart<D extends string> = D extends `${infer Group}.${string}` ? Group : never;

/** What a deed is done to: the part of its name before the dot. */
export type DeedGroup = FirstPart<AuditDeed>;

/** The group of a deed. */
export function groupOf(deed: AuditDeed): DeedGroup {
  return deed.slice(0, deed.indexOf('.')) as DeedGroup;
}

/** Every group, in the order of the deeds. */
export const DEED_GROUPS: readonly DeedGroup[] = [...new Set(AUDIT_DEEDS.map(groupOf))];

/** The names under which an entry keeps what is worth knowing besides its sentence. Each has its words in the history. */
export const DETAIL_NAMES = [
  'addressBefore',
  'nameBefore',
  'name',
  'registrationId',
  'cloud',
  'tenantId',
  'clientId',
  'hint',
  'expiresOn',
  'expiresOnBefore',
  'thumbprint',
  'untested',
  'version',
  'mailboxes',
  'verdict',
  'code',
  'beforeSaving',
  'recipient',
  'recipients',
  'sentFrom',
  'replyTo',
  'cc',
  'bcc',
  'files',
  'html',
  'messageId',
  'state',
  'requestId',
  'attempts',
  'windowMinutes',
  'passkeys',
  'by',
  'role',
  'roleBefore',
  'email',
  'customers',
  'expiresAt',
  'sessions',
  'secrets',
  'rewrapped',
  'waiting',
  'refused',
  'entries',
  'customer',
  'actor',
  'deed',
  'from',
  'to',
  'q',
  'byItself',
] as const;

/** One of {@link DETAIL_NAMES}. */
export type DetailName = (typeof DETAIL_NAMES)[number];

/** What is kept under such a name. */
export type DetailValue = string | number | boolean | null;

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
  /** What changed, in values that may be shown; an entry of an older release may have names that are none of ours. */
  readonly details: Readonly<Record<string, DetailValue>>;
}

/** One line of an exported history: the same, with its place in its chain, so that it can be held against the trail. */
export interface ExportedRow extends AuditRow {
  /** The number of the entry in the chain of its customer or of the installation. */
  readonly sequence: string;
  /** In hex. */
  readonly hash: string;
}

/** What the history is narrowed by; what is not given narrows nothing. */
export interface HistoryFilter {
  readonly customerId?: string;
  readonly subjectId?: string;
  /** Null: what Posthouse did by itself. */
  readonly actorId?: string | null;
  readonly deeds?: readonly AuditDeed[];
  /** From this moment on. */
  readonly from?: Date;
  /** Up to this moment, without it. */
  readonly before?: Date;
  /** Stands in the subject; case does not count. */
  readonly text?: string;
}
