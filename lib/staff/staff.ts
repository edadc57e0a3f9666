/** What a staff member may do follows from the role; see `deeds.ts`. */
export type Role = 'admin' | 'agent' | 'viewer';

/** Who asks: the staff member behind a request. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Where this person last sent a test mail. */
  readonly lastTestAddress: string | null;
  /** The customers that this person is assigned to; null for an admin, who sees every one. */
  readonly customerIds: readonly string[] | null;
}

/** Why a sign-in, the set-up or a call was refused. */
export type StaffFailure =
  /** The e-mail or the password is wrong; which of them is not said. */
  | { readonly code: 'sign_in_refused' }
  /** Too many failed attempts; `retryAt` is when the next one counts. */
  | { readonly code: 'too_many_attempts'; readonly retryAt: Date }
  /** More calls than a person makes; `retryAt` is when the next one is taken. */
  | { readonly code: 'too_many_calls'; readonly retryAt: Date }
  /** The set-up token is wrong, or there is a staff member already. */
  | { readonly code: 'set_up_closed' };

/** A staff member as the staff page shows one. */
export interface StaffRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
}
