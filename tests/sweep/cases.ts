import { randomUUID } from 'node:crypto';
import { makeCertificate } from '../support/make-certificate';
import { STAFF_PASSWORDS, TYPED_SECRETS } from '../support/typed-secrets';

/**
 * Every page, route handler and server action of the app, with what the sweep has to know to ask for it. What is asked,
 * by whom and with which ids is not written here: it is made from this table and the build's manifests.
 *
 * One that is not in the table fails `npm test` twice: cases.test.ts compares it with the sources, sweep.spec.ts with the
 * build. So for a new one:
 *
 * - an action: a line in {@link ACTIONS} under `file#export`. `ids` names the fields that hold an id, each with the table
 *   whose rows it names; the first is the one that says whose row it is. `fields` fills in the others, so that with the
 *   ids of one's own customer it is done: the sweep tries that too, or a refusal would prove nothing.
 * - a page: a line in {@link PAGES}, a route handler: one in {@link ROUTES}, under its address. `id` is the table of `[id]`,
 *   `query` the parameters that take an id.
 * - a table whose rows are a customer's: a row of theirs in world.ts. The sweep says which is missing.
 *
 * A row that is not there is refused with `<table>_not_found`; where it is another code, `refusals` says so by field.
 */

/** A table, for the rows that an id names; `idle_registration` is a registration that serves no mailbox. */
export type Kind =
  | 'customer'
  | 'registration'
  | 'idle_registration'
  | 'pending_certificate'
  | 'mailbox'
  | 'connection_test'
  | 'message'
  | 'staff_member'
  | 'staff_session';

/** Whose role allows it: `work`: admins and agents, `admin`: admins alone, `all`: everyone who is signed in. */
export type Who = 'all' | 'work' | 'admin';

/** What of our own customer goes into a form besides ids. */
export interface OwnValues {
  readonly mailboxAddress: string;
  readonly mailboxRevision: string;
  readonly customerRevision: string;
  readonly secretVersion: string;
  readonly tenantId: string;
  readonly customerId: string;
  /** An invitation that is open. */
  readonly invitationId: string;
  /** No customer and no mailbox is called so yet. */
  readonly newName: string;
}

/** An action that asks who calls it. */
export interface GuardedAction {
  readonly who: Who;
  readonly ids?: Readonly<Record<string, Kind>>;
  readonly fields?: (own: OwnValues) => Readonly<Record<string, string>>;
  readonly refusals?: Readonly<Record<string, string>>;
  /** Fields with an id that the action makes nothing of when it is not one's own. */
  readonly ignored?: Readonly<Record<string, Kind>>;
  /** With ids of one's own it changes nothing: it only reads, or things are so already. */
  readonly changesNothing?: true;
  /** What stands on its button, which nobody is shown who may not press it. */
  readonly button?: string;
  /** Why it is not tried with ids of one's own. */
  readonly notTried?: string;
}

/** An action that anybody may call. */
export interface OpenAction {
  readonly open: string;
  readonly fields: () => Readonly<Record<string, string>>;
  /** The code of its refusal; null: it answers with nothing. */
  readonly refused: string | null;
  /** It ends the session of whoever calls it, so only those without one do. */
  readonly endsSession?: true;
}

/** A page or a route handler that asks who calls it. */
export interface GuardedPlace {
  readonly who: Who;
  readonly id?: Kind;
  readonly query?: Readonly<Record<string, Kind>>;
  /** Tables that it writes to because it was asked. */
  readonly records?: readonly string[];
  /** It shows nothing of a customer's. */
  readonly showsNothing?: true;
  /** What it says to somebody who sees no customer. */
  readonly empty?: string;
  /** A part that only some of those who may see the page find on it, by a piece of its markup. */
  readonly part?: { readonly who: Who; readonly markup: string };
  /** A route handler that takes a form as an action does: what goes into it. */
  readonly form?: Omit<GuardedAction, 'who'>;
}

/** One that says the same to everybody. */
export interface OpenPlace {
  readonly open: string;
}

const secret = TYPED_SECRETS.swept;
const SECOND_FACTOR =
  'changes how the asker signs in; tests/browser/second-factor.spec.ts presses its button';
const PASSKEY = 'needs a device; tests/browser/passkey.spec.ts has one';
/** In the shape of a passkey's answer. */
const NO_PASSKEY = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', response: { clientDataJSON: 'AAAA' } };

const mailboxForm = ({ newName }: OwnValues) => ({
  mailboxAddress: `${newName.toLowerCase()}@own.example`,
  mailboxName: newName,
  description: '',
});

function existingCertificate() {
  const { certificate, privateKey } = makeCertificate();
  return { certificate: privateKey + certificate, certificatePassword: '' };
}

/** A certificate that waits, and where it waits. */
const WAITING = {
  mailboxId: 'mailbox',
  registrationId: 'registration',
  certificateId: 'pending_certificate',
} as const;

/** At a registration that is not there no certificate waits. */
const NO_CERTIFICATE = { registrationId: 'certificate_gone', certificateId: 'certificate_gone' } as const;

export const ACTIONS: Readonly<Record<string, GuardedAction | OpenAction>> = {
  'app/(console)/overview/actions.ts#loadExamples': {
    who: 'admin',
    button: 'Load examples',
    notTried: 'makes customers by the dozen; every-page.ts presses its button',
  },
  'app/(console)/customers/new/actions.ts#saveNewCustomer': {
    who: 'work',
    fields: ({ newName }) => ({ customerName: newName, note: '' }),
  },
  'app/(console)/customers/[id]/edit/actions.ts#saveCustomer': {
    who: 'work',
    ids: { customerId: 'customer' },
    fields: ({ newName, customerRevision: revision }) => ({ customerName: newName, note: '', revision }),
  },
  'app/(console)/customers/[id]/actions.ts#deleteIdleRegistration': {
    who: 'work',
    ids: { customerId: 'customer', registrationId: 'idle_registration' },
  },
  'app/(console)/mailboxes/new/actions.ts#saveNewMailbox': {
    who: 'work',
    ids: { customerId: 'customer', registrationId: 'registration' },
    fields: (own) => ({ ...mailboxForm(own), registrationChoice: 'existing' }),
    ignored: { testId: 'connection_test' },
  },
  'app/(console)/mailboxes/new/actions.ts#registrationsOf': {
    who: 'work',
    ids: { customerId: 'customer' },
    changesNothing: true,
  },
  'app/(console)/mailboxes/[id]/edit/actions.ts#saveMailbox': {
    who: 'work',
    ids: { mailboxId: 'mailbox', registrationId: 'registration' },
    fields: (own) => ({ ...mailboxForm(own), registrationChoice: 'existing', revision: own.mailboxRevision }),
    ignored: { customerId: 'customer' },
  },
  'app/(console)/mailboxes/[id]/actions.ts#sendTestMail': {
    who: 'work',
    ids: { mailboxId: 'mailbox' },
    fields: () => ({ to: 'swept@firstline.example' }),
    button: 'Send test',
  },
  'app/(console)/mailboxes/[id]/actions.ts#saveSecret': {
    who: 'work',
    ids: { mailboxId: 'mailbox', registrationId: 'registration' },
    fields: ({ secretVersion: version }) => ({ version, clientSecret: secret, secretExpiresOn: '' }),
    button: 'Replace secret',
  },
  'app/(console)/mailboxes/[id]/actions.ts#saveDay': {
    who: 'work',
    ids: { mailboxId: 'mailbox', registrationId: 'registration' },
    fields: ({ secretVersion: version }) => ({ version, secretExpiresOn: '2031-05-06' }),
  },
  'app/(console)/mailboxes/[id]/actions.ts#correctRegistration': {
    who: 'work',
    ids: { mailboxId: 'mailbox', registrationId: 'registration' },
    fields: ({ tenantId }) => ({ cloud: 'sandbox', tenantId, correction: 'swap' }),
  },
  'app/(console)/mailboxes/[id]/actions.ts#startTesting': {
    who: 'work',
    ids: { mailboxId: 'mailbox' },
    button: 'Test again by itself',
  },
  'app/(console)/mailboxes/[id]/actions.ts#stopTesting': {
    who: 'work',
    ids: { mailboxId: 'mailbox' },
    button: 'Stop testing',
    changesNothing: true,
  },
  'app/(console)/mailboxes/[id]/certificate/actions.ts#saveMadeCertificate': {
    who: 'work',
    ids: { mailboxId: 'mailbox', registrationId: 'idle_registration' },
    fields: () => ({ years: '1' }),
    button: 'Use a certificate instead',
  },
  'app/(console)/mailboxes/[id]/certificate/actions.ts#saveExistingCertificate': {
    who: 'work',
    // At the other one a certificate waits already.
    ids: { mailboxId: 'mailbox', registrationId: 'idle_registration' },
    fields: () => existingCertificate(),
  },
  'app/(console)/mailboxes/[id]/certificate/actions.ts#testWaitingCertificate': {
    who: 'work',
    ids: WAITING,
    refusals: NO_CERTIFICATE,
  },
  'app/(console)/mailboxes/[id]/certificate/actions.ts#putToUse': {
    who: 'work',
    ids: WAITING,
    refusals: NO_CERTIFICATE,
    fields: ({ secretVersion: version }) => ({ version, insist: 'on' }),
  },
  'app/(console)/mailboxes/[id]/certificate/actions.ts#dropCertificate': {
    who: 'work',
    ids: WAITING,
    refusals: NO_CERTIFICATE,
  },
  'app/(console)/mailboxes/[id]/actions.ts#pauseMailbox': {
    who: 'work',
    ids: { mailboxId: 'mailbox' },
    button: 'Pause mailbox',
  },
  'app/(console)/mailboxes/[id]/actions.ts#resumeMailbox': {
    who: 'work',
    ids: { mailboxId: 'mailbox' },
    changesNothing: true,
  },
  'app/(console)/mailboxes/[id]/actions.ts#removeMailbox': {
    who: 'work',
    ids: { mailboxId: 'mailbox' },
    fields: ({ mailboxAddress }) => ({ typedAddress: mailboxAddress }),
    button: 'Delete mailbox',
  },
  'app/(console)/errors/actions.ts#searchCodes': {
    who: 'all',
    fields: () => ({ searched: 'AADSTS7000215' }),
    changesNothing: true,
  },
  'app/(console)/history/actions.ts#verifyTrail': { who: 'admin', changesNothing: true, button: 'Verify' },
  'app/(console)/settings/actions.ts#rewrapSecrets': {
    who: 'admin',
    notTried: 'is about the secrets of every customer; tests/browser/keys.spec.ts presses its button',
  },
  'app/(console)/staff/actions.ts#withdraw': {
    who: 'admin',
    fields: ({ invitationId }) => ({ invitationId }),
    button: 'Withdraw',
  },
  'app/(console)/staff/invite/actions.ts#createInvitation': {
    who: 'admin',
    fields: ({ newName: name, customerId }) => ({
      name,
      email: `${name.toLowerCase()}@firstline.example`,
      role: 'agent',
      customerIds: customerId,
    }),
    button: 'Create invitation',
  },
  'app/(console)/staff/[id]/actions.ts#saveRole': {
    who: 'admin',
    ids: { staffMemberId: 'staff_member' },
    fields: () => ({ role: 'agent', roleBefore: 'viewer' }),
  },
  'app/(console)/staff/[id]/actions.ts#saveAssignments': {
    who: 'admin',
    ids: { staffMemberId: 'staff_member' },
    fields: ({ customerId }) => ({ assign: '', unassign: customerId }),
  },
  'app/(console)/staff/[id]/actions.ts#deactivateMember': {
    who: 'admin',
    ids: { staffMemberId: 'staff_member' },
  },
  'app/(console)/staff/[id]/actions.ts#reactivateMember': {
    who: 'admin',
    ids: { staffMemberId: 'staff_member' },
    changesNothing: true,
  },
  'app/(console)/staff/[id]/actions.ts#resetMember': {
    who: 'admin',
    ids: { staffMemberId: 'staff_member' },
  },
  'app/(console)/staff/[id]/actions.ts#endStaffSessions': {
    who: 'admin',
    ids: { staffMemberId: 'staff_member' },
  },
  'app/(console)/profile/actions.ts#saveName': { who: 'all', fields: ({ newName: name }) => ({ name }) },
  'app/(console)/profile/actions.ts#savePassword': {
    who: 'all',
    notTried: 'changes how the asker signs in; tests/browser/staff.spec.ts presses its button',
  },
  'app/(console)/profile/actions.ts#endOwnSessions': {
    who: 'all',
    ignored: { sessionId: 'staff_session' },
    changesNothing: true,
  },
  'app/(console)/profile/second-factor-actions.ts#beginSetUp': { who: 'all', notTried: SECOND_FACTOR },
  'app/(console)/profile/second-factor-actions.ts#confirmSetUp': { who: 'all', notTried: SECOND_FACTOR },
  'app/(console)/profile/second-factor-actions.ts#renewCodes': { who: 'all', notTried: SECOND_FACTOR },
  'app/(console)/profile/second-factor-actions.ts#switchOff': { who: 'all', notTried: SECOND_FACTOR },
  'app/(console)/profile/passkey-actions.ts#beginAdding': { who: 'all', notTried: PASSKEY },
  'app/(console)/profile/passkey-actions.ts#keepPasskey': { who: 'all', notTried: PASSKEY },
  'app/(console)/profile/passkey-actions.ts#deletePasskey': { who: 'all', notTried: PASSKEY },
  'app/_gate/confirm.ts#confirmItIsMe': {
    who: 'all',
    fields: () => ({ currentPassword: STAFF_PASSWORDS.right }),
  },
  'app/sign-in/actions.ts#enterWithCode': {
    open: 'the second step of a sign-in, for whoever has done the first',
    fields: () => ({ kind: 'app', code: '123456' }),
    refused: 'sign_in_over',
  },
  'app/sign-in/actions.ts#askPasskey': {
    open: 'gives a challenge to whoever wants to sign in',
    fields: () => ({}),
    refused: null,
  },
  'app/sign-in/actions.ts#enterWithPasskey': {
    open: 'opens the session that all others ask for',
    fields: () => ({ answer: JSON.stringify(NO_PASSKEY) }),
    refused: 'passkey_refused',
  },
  'app/sign-in/actions.ts#askProvider': {
    open: 'leads to the identity provider, and here there is none',
    fields: () => ({}),
    refused: 'oidc_failed',
  },
  'app/invitation/actions.ts#joinByInvitation': {
    open: "makes a staff member of whoever holds an invitation's token",
    fields: () => ({ token: 'not-the-token', name: 'Swept', password: 'a long enough pass phrase' }),
    refused: 'invitation_closed',
  },
  'app/sign-in/actions.ts#enter': {
    open: 'opens the session that all others ask for',
    // Another one each time: ten wrong passwords for one account are too many.
    fields: () => ({
      email: `nobody.${randomUUID()}@firstline.example`,
      password: 'not a pass phrase of anybody',
    }),
    refused: 'sign_in_refused',
  },
  'app/welcome/actions.ts#createAdmin': {
    open: 'makes the first admin, for whoever holds the set-up token',
    fields: () => ({
      token: 'not-the-token',
      name: 'Swept',
      email: 'swept@firstline.example',
      password: 'a long enough pass phrase',
    }),
    refused: 'set_up_closed',
  },
  'app/_gate/sign-out.ts#signOut': {
    open: 'ends the session of whoever calls it',
    fields: () => ({}),
    refused: null,
    endsSession: true,
  },
  'app/_words/set-preference.ts#setLanguage': {
    open: "changes the visitor's own cookie",
    fields: () => ({ language: 'xx' }),
    refused: null,
  },
  'app/_words/set-preference.ts#setTheme': {
    open: "changes the visitor's own cookie",
    fields: () => ({ theme: 'xx' }),
    refused: null,
  },
  'app/_words/set-preference.ts#setShortcuts': {
    open: "changes the visitor's own cookie",
    fields: () => ({ shortcuts: 'xx' }),
    refused: null,
  },
};

export const PAGES: Readonly<Record<string, GuardedPlace | OpenPlace>> = {
  '/': { who: 'all', empty: 'Posthouse looks after Microsoft 365 mailboxes that send' },
  '/customers': { who: 'all', empty: 'No customer yet' },
  '/customers/new': { who: 'work', showsNothing: true },
  '/customers/[id]': { who: 'all', id: 'customer', query: { idle: 'registration' } },
  '/customers/[id]/edit': { who: 'work', id: 'customer' },
  '/errors': {
    who: 'all',
    query: { mailbox: 'mailbox' },
    empty: 'Find codes',
    part: { who: 'admin', markup: 'id="unknown-codes"' },
  },
  '/history': {
    who: 'all',
    query: { customer: 'customer' },
    empty: 'Nothing has happened yet',
    part: { who: 'work', markup: 'href="/history/export' },
  },
  '/mailboxes': { who: 'all', query: { customer: 'customer' }, empty: 'No mailbox yet' },
  '/mailboxes/new': { who: 'work', query: { customer: 'customer' } },
  '/mailboxes/[id]': { who: 'all', id: 'mailbox' },
  '/mailboxes/[id]/edit': { who: 'work', id: 'mailbox' },
  '/messages': { who: 'all', empty: 'No message yet' },
  '/settings': { who: 'all', showsNothing: true, part: { who: 'admin', markup: 'id="keys"' } },
  '/profile': { who: 'all', showsNothing: true },
  '/staff': { who: 'all', showsNothing: true },
  '/staff/invite': { who: 'admin' },
  '/staff/[id]': { who: 'admin', id: 'staff_member' },
  '/invitation': { open: "for whoever holds an invitation's token" },
  '/sign-in': { open: 'where everybody comes who has no session' },
  '/welcome': { open: 'for whoever holds the set-up token, while there is no staff' },
  '/_not-found': { open: "Next's own: there is nothing at this address" },
  '/_global-error': { open: "Next's own: what is shown when everything else fails" },
};

export const ROUTES: Readonly<Record<string, GuardedPlace | OpenPlace>> = {
  '/history/export': {
    who: 'work',
    query: { customer: 'customer' },
    records: ['audit_entry', 'audit_head'],
  },
  '/mailboxes/[id]/certificate': { who: 'all', id: 'mailbox' },
  '/mailboxes/test-typed': {
    who: 'work',
    showsNothing: true,
    form: {
      ids: { customerId: 'customer', registrationId: 'registration' },
      fields: ({ mailboxAddress }) => ({
        mailboxAddress,
        cloud: '',
        tenantId: '',
        clientId: '',
        clientSecret: '',
      }),
      refusals: { registrationId: 'no_credential' },
    },
  },
  '/mailboxes/test-saved': {
    who: 'work',
    showsNothing: true,
    form: { ids: { mailboxId: 'mailbox' }, button: 'Test connection' },
  },
  '/mailboxes/send-mail': {
    who: 'work',
    showsNothing: true,
    form: {
      ids: { mailboxId: 'mailbox' },
      fields: () => ({ to: 'lin@posthouse.example', cc: 'wei@posthouse.example' }),
    },
  },
  '/api/auth/callback/oidc': { open: 'where the identity provider sends people who have no session yet' },
  '/api/ready': { open: 'says ready or not ready, for load balancers' },
  '/api/health': { open: 'says well or not well, for load balancers' },
  '/icon.svg': { open: 'the same picture for everybody' },
};

/** Does it say the same to everybody? */
export const isOpen = <T extends object>(each: T | OpenAction | OpenPlace): each is OpenAction | OpenPlace =>
  'open' in each;
