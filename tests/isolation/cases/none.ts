/**
 * Exported functions of the folders that take no customer's id and no reach, by `file#export`, each with the reason. A
 * new one that belongs here is a line here; one that does take an id gets a case beside this file.
 */
export const NOT_OF_A_CUSTOMER: Readonly<Record<string, string>> = {
  'audit/record-audit.ts#recordAudit':
    'writes what its caller names; the policy of audit_entry holds it to the scope',
  'audit/record-audit.ts#record': 'the same without a customer',
  'registration/reads.ts#listVaultKeys': 'counts by key, for admins, over all customers',
  'mailbox/climb-ladder.ts#climbLadder': 'knows values, not whose they are',
  'staff/create-first-admin.ts#createFirstAdmin': 'there is no customer yet',
  'staff/reads.ts#findActor': 'asks whose session it is; tests/staff/sign-in.test.ts',
  'staff/reads.ts#isSetUpOpen': 'asks about the installation',
  'staff/reads.ts#hasStaff': 'asks about the installation',
  'staff/reads.ts#listStaff': 'everybody here may know their colleagues',
  'staff/sign-in.ts#signIn': 'opens a session',
  'staff/sign-out.ts#signOut': 'ends a session',
  'staff/store.ts#claimSetUp': 'there is no customer yet',
  'staff/store.ts#insertStaffMember': 'adds a colleague',
  'staff/store.ts#isActive': 'asks about a colleague',
  'staff/store.ts#endSessions': 'of a colleague',
  'staff/store.ts#countAttempt': 'counts by a key',
  'staff/store.ts#forgetAttempts': 'counts by a key',
  'staff/store.ts#takeBackAttempt': 'counts by a key',
};
