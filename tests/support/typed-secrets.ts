/**
 * Every secret that a browser test types by hand, besides those of the sandbox's scenarios. tests/browser/leaks.spec.ts
 * searches each of them in everything that the run has left behind, so a spec that types another adds it here.
 */
export const TYPED_SECRETS = {
  /** The right shape, and no app's secret. */
  wrong: 'Zz1~this-is-not-the-secret-of-this-app-0',
  /** Typed beside a value that is refused. */
  besideBadInput: 'Bi1~typed-beside-a-bad-value-and-not-kept',
  /** A Secret ID in the place of the Value. */
  secretId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  withBlank: 'Wb1~copied-together with-something-else',
  withUmlaut: 'Wu1~mit-einem-Ümlaut-darin-0123456789',
  tooLong: `Tl1~${'far-too-long-to-be-a-secret-'.repeat(20)}`,
  cutShort: 'Cs18Q~the-end-is-missing',
  /** Typed while the network between browser and app breaks. */
  lost: 'Lo1~typed-while-the-connection-broke-0000',
  /** Of two people who replace the same secret. */
  firstOfTwo: 'Ft1~the-first-of-two-who-replaced-it-0000',
  secondOfTwo: 'St1~the-second-of-two-who-was-told-00000',
  /** Typed after the session had ended. */
  afterSignOut: 'As1~typed-when-the-session-had-ended-0000',
  /** Typed when who one is had to be confirmed first, and saved then. */
  confirmedLater: 'Cl1~typed-before-the-password-was-asked-0',
  /** The same, when somebody else was quicker meanwhile. */
  confirmedTooLate: 'Ct1~typed-while-another-replaced-it-00000',
  /** Of another app, for a mailbox that has one. */
  otherApp: 'Oa1~moves-a-mailbox-to-another-app-000000',
  /** In a request that a viewer sends with an agent's form. */
  ofViewer: 'Vi1~sent-by-somebody-who-may-only-look-00',
  /** In the requests that the sweep makes up (tests/sweep). */
  swept: 'Sw1~in-a-request-that-the-sweep-made-up-0',
  /** In a text with an error that somebody pastes to look its code up. */
  pastedAlong: 'Pa1~in-an-e-mail-that-was-pasted-whole-00',
  /** Of a file with a certificate and its key. */
  pfxPassword: 'Pf1~opens-the-file-of-a-private-key-00000',
  /** Saved, replaced and searched for by leaks.spec.ts itself. */
  planted: 'Pl1~planted-to-be-searched-for-everywhere',
} as const;

/** The passwords of the staff members that browser tests lay in the database; see tests/support/staff.ts. */
export const STAFF_PASSWORDS = {
  right: 'the right pass phrase of a test',
  wrong: 'a wrong pass phrase of a test',
  next: 'another pass phrase of a test',
} as const;
