import type { FactorFailure } from './factor';

/** What a staff member may do follows from the role; see `deeds.ts`. */
export type Role = 'admin' | 'agent' | 'viewer';

/** Who asks: the staff member behind a request. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Is a code asked for after this person's password? */
  readonly secondFactorOn: boolean;
  /** Does this installation want a second factor of this person, who signed in without one? They see no page but its set-up. */
  readonly secondFactorNeeded: boolean;
  /** Where this person last sent a test mail. */
  readonly lastTestAddress: string | null;
  /** The customers that this person is assigned to; null for an admin, who sees every one. */
  readonly customerIds: readonly string[] | null;
  /** The session that the request came with, and when the person last proved in it who they are. */
  readonly session: { readonly id: string; readonly confirmedAt: Date };
}

/** Why a sign-in, the set-up, a call or something about staff was refused. */
export type StaffFailure =
  | FactorFailure
  /** The e-mail or the password is wrong; which of them is not said. */
  | { readonly code: 'sign_in_refused' }
  /** Too many failed attempts; `retryAt` is when the next one counts. */
  | { readonly code: 'too_many_attempts'; readonly retryAt: Date }
  /** More calls than a person makes; `retryAt` is when the next one is taken. */
  | { readonly code: 'too_many_calls'; readonly retryAt: Date }
  /** The set-up token is wrong, or there is a staff member already. */
  | { readonly code: 'set_up_closed' }
  /** What somebody signed in gives as their own password is not it. */
  | { readonly code: 'password_refused' }
  /** That too often; `retryAt` is when the next attempt counts. */
  | { readonly code: 'password_attempts'; readonly retryAt: Date }
  /** A new password that everybody tries first, or that is made of the person's own address. */
  | { readonly code: 'password_guessable' }
  | { readonly code: 'password_about_you' }
  /** The new password is the old one. */
  | { readonly code: 'password_same' }
  /** There is, or was, a staff member of this address. */
  | { readonly code: 'staff_email_taken' }
  | { readonly code: 'staff_not_found' }
  /** Somebody else changed this staff member since the page was shown. */
  | { readonly code: 'staff_changed' }
  /** Without this one nobody could manage staff any more. */
  | { readonly code: 'last_admin' }
  /** Whoever asked has lost the right to it in this very moment. */
  | { readonly code: 'not_allowed' }
  /** The invitation is unknown, used, withdrawn or over: they are not told apart. */
  | { readonly code: 'invitation_closed' };

/** A staff member as everybody here may see one. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** A staff member as the staff page shows one to those who manage staff. */
export interface StaffRow extends Colleague {
  readonly email: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
  readonly deactivatedAt: Date | null;
  /** How many customers are assigned; says nothing of an admin. */
  readonly customerCount: number;
}

/** An invitation that was neither used nor withdrawn, as the staff page lists it. */
export interface InvitationRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly customerCount: number;
  readonly invitedByName: string;
  readonly expiresAt: Date;
}
