/** What a staff member may do follows from the role; see `deeds.ts`. */
export type Role = 'admin' | 'agent' | 'viewer';

/** How a session was opened: by the password, with its second factor if there is one, by a passkey or by the identity provider. */
export type SignInBy = 'password' | 'passkey' | 'oidc';

/** Whom this installation wants to have a second factor. */
export type SecondFactorRule = 'off' | 'admins' | 'all';

/**
 * Does the installation want a second factor of somebody who has none? A passkey is two by itself, for it asks for a finger
 * or a PIN; what an identity provider asks for is that provider's business.
 */
export function needsSecondFactor(
  rule: SecondFactorRule,
  member: { readonly role: Role; readonly secondFactorOn: boolean; readonly signedInBy: SignInBy },
): boolean {
  if (member.secondFactorOn || member.signedInBy !== 'password') return false;
  return rule === 'all' || (rule === 'admins' && member.role === 'admin');
}

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
}

/** One of one's passkeys, as the profile shows it. */
export interface PasskeyRow {
  readonly id: string;
  readonly name: string;
  /** Does it lie in a password manager that copies it to other devices? */
  readonly synced: boolean;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** From where somebody signs in. */
export interface Browser {
  /** The caller's network address as the server knows it, or null. */
  readonly address: string | null;
  /** The cookie of {@link SignedIn.knownDevice}, if the browser has one. */
  readonly knownDevice: string | null;
  /** The request's headers; the user agent is kept with the session. */
  readonly headers: Headers;
}

/** What a browser is given when somebody has signed in. */
export interface SignedIn {
  /** The Set-Cookie headers of the new session. */
  readonly cookies: string[];
  /** The value of the cookie by which attempts from this browser are counted apart from then on. */
  readonly knownDevice: string;
}

/** Why a sign-in, the set-up or a change of how one signs in was refused. */
export type StaffFailure =
  /** The e-mail or the password is wrong; which of them is not said. */
  | { readonly code: 'sign_in_refused' }
  /** The code of the second step is wrong, or was used before. */
  | { readonly code: 'code_refused' }
  /** The second step came too late or was tried too often: it begins with the password again. */
  | { readonly code: 'sign_in_over' }
  /** One's own password, asked for before a change, is wrong. */
  | { readonly code: 'password_refused' }
  /** A second factor is asked of this role, and this person has none yet. */
  | { readonly code: 'second_factor_needed' }
  /** The second factor is on or off already; another tab may have been faster. */
  | { readonly code: 'second_factor_on' | 'second_factor_off' }
  /** The identity provider knows them, but no staff member has that verified e-mail. */
  | { readonly code: 'oidc_unknown' }
  /** They came back from the identity provider without having signed in there, too late, or not from this browser. */
  | { readonly code: 'oidc_over' }
  /** There is no identity provider, or what it says cannot be reached or believed. */
  | { readonly code: 'oidc_failed' }
  /** The passkey is not known here, or what it signed is not what was asked. */
  | { readonly code: 'passkey_refused' | 'passkey_not_found' }
  /** It is kept here already, or there are as many as anybody needs. */
  | { readonly code: 'passkey_there' | 'too_many_passkeys' }
  /** There is no such staff member, or it is oneself, where it has to be somebody else. */
  | { readonly code: 'staff_member_not_found' | 'staff_member_is_oneself' }
  /** Too many failed attempts; `retryAt` is when the next one counts. */
  | { readonly code: 'too_many_attempts'; readonly retryAt: Date }
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
