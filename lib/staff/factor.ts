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
  member: { readonly isAdmin: boolean; readonly secondFactorOn: boolean; readonly signedInBy: SignInBy },
): boolean {
  if (member.secondFactorOn || member.signedInBy !== 'password') return false;
  return rule === 'all' || (rule === 'admins' && member.isAdmin);
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

/** What somebody signs in with, as an admin sees it. */
export interface Factors {
  readonly password: boolean;
  readonly secondFactor: boolean;
  readonly passkeys: number;
  /** Are they linked to somebody of the identity provider? */
  readonly linked: boolean;
}

/** From where somebody signs in. */
export interface Browser {
  /** The caller's network address as the server knows it, or null. */
  readonly address: string | null;
  /** The cookie of {@link SignedIn.knownDevice}, if the browser has one. */
  readonly knownDevice?: string | null;
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

/** Why a second factor, a passkey or an identity provider did not open or change anything. */
export type FactorFailure =
  /** The code of the second step is wrong, or was used before. */
  | { readonly code: 'code_refused' }
  /** The second step came too late or was tried too often: it begins with the password again. */
  | { readonly code: 'sign_in_over' }
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
  /** It asks for a sign-in of less than an hour ago, of somebody who has no password to be asked for. */
  | { readonly code: 'sign_in_again' }
  /** Only somebody else may do this to them. */
  | { readonly code: 'staff_is_oneself' };
