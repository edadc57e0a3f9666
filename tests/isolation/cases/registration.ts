import { correctIds } from '@/lib/registration/correct-ids';
import { createRegistration } from '@/lib/registration/create-registration';
import { deleteRegistration } from '@/lib/registration/delete-registration';
import { holdRegistration } from '@/lib/registration/hold-registration';
import { keepMatch } from '@/lib/registration/keep-match';
import { noteEndDate } from '@/lib/registration/note-end-date';
import { noteSignIn } from '@/lib/registration/note-sign-in';
import { openCredential } from '@/lib/registration/open-credential';
import { listRegistrations, readRegistration } from '@/lib/registration/reads';
import { replaceCredential } from '@/lib/registration/replace-credential';
import { replaceSecret } from '@/lib/registration/replace-secret';
import { setExpiry } from '@/lib/registration/set-expiry';
import { signInForSending } from '@/lib/registration/sign-in-for-sending';
import {
  findIds,
  findNames,
  findSealedCredential,
  forgetProofs,
  forgetProofsOfOldIds,
  holdFromDeletion,
  insertRegistration,
  lockForReading,
  lockRegistration,
  rememberSignIn,
  removeRegistration,
  updateExpiry,
  updateIds,
  writeCredential,
  writeReading,
} from '@/lib/registration/store';
import { Secret } from '@/lib/secret';
import { type Case, inOurs, refused } from '../case';
import { lin, SAME, type TwoCustomers } from '../two-customers';

const clientSecret = new Secret('not-a-real-secret-of-anybody');
const now = new Date();
const credentialOf = (version: number) => ({
  version,
  sealed: 'v2.laid.sealed-value',
  keyId: 'laid',
  hint: '',
  certificate: null,
  expiresOn: null,
  setById: lin.id,
  setByName: 'Lin',
});

const triedOf = (registrationId: string) => ({ ...SAME, registrationId, version: 1 });

/** lib/registration, by `file#export`. */
export const REGISTRATION_CASES: Readonly<Record<string, Case>> = {
  'registration/correct-ids.ts#correctIds': {
    call: ({ ours, theirs }) =>
      correctIds(ours.id, lin, {
        registrationId: theirs.registration,
        cloud: SAME.cloud,
        tenantId: SAME.tenantId,
        correction: 'china',
      }),
    gives: refused('registration_not_found'),
  },
  'registration/store.ts#findIds': {
    call: (both) => inOurs(both, (tx) => findIds(both.ours.id, tx, both.theirs.registration)),
    gives: null,
  },
  'registration/store.ts#updateIds': {
    call: (both) =>
      inOurs(both, (tx) =>
        updateIds(both.ours.id, tx, {
          registrationId: both.theirs.registration,
          before: SAME,
          after: { ...SAME, cloud: 'china' },
        }),
      ),
    gives: false,
  },
  'registration/create-registration.ts#createRegistration': {
    call: (both) =>
      inOurs(both, (tx) =>
        createRegistration(both.ours, tx, lin, {
          ...SAME,
          clientSecret,
          secretIsValue: false,
          secretExpiresOn: null,
        }),
      ),
    gives: ({ ours }: TwoCustomers) => ({
      ok: false,
      failure: { code: 'registration_exists', registrationId: ours.registration },
    }),
  },
  'registration/delete-registration.ts#deleteRegistration': {
    call: ({ ours, theirs }) => deleteRegistration(ours.id, lin, theirs.idle),
    gives: refused('registration_not_found'),
  },
  'registration/hold-registration.ts#holdRegistration': {
    call: (both) => inOurs(both, (tx) => holdRegistration(both.ours.id, tx, both.theirs.registration)),
    gives: refused('registration_not_found'),
  },
  'registration/note-end-date.ts#noteEndDate': {
    call: ({ ours, theirs }) =>
      noteEndDate(ours.id, {
        registrationId: theirs.registration,
        version: 1,
        listed: [{ keyId: null, hint: 'abc', startsAt: null, endsAt: new Date('2099-01-01T00:00:00Z') }],
        readAt: now,
      }),
    gives: null,
  },
  'registration/keep-match.ts#keepMatch': {
    call: (both) =>
      inOurs(both, (tx) =>
        keepMatch(both.ours.id, tx, {
          registrationId: both.theirs.registration,
          version: 1,
          match: { kind: 'found', keyId: null, endsAt: now },
          readAt: now,
        }),
      ),
    gives: undefined,
  },
  'registration/note-sign-in.ts#noteSignIn': {
    call: ({ ours, theirs }) => noteSignIn(ours.id, triedOf(theirs.registration), 'secret_wrong', now),
    gives: undefined,
  },
  'registration/open-credential.ts#openCredential': {
    call: ({ ours, theirs }) => openCredential(ours.id, theirs.registration),
    gives: refused('no_credential'),
  },
  'registration/reads.ts#listRegistrations': {
    call: async ({ ours }) => (await listRegistrations(ours.id)).map(({ id }) => id).sort(),
    gives: ({ ours }: TwoCustomers) => [ours.registration, ours.idle].sort(),
  },
  'registration/reads.ts#readRegistration': {
    call: ({ ours, theirs }) => readRegistration(ours.id, theirs.registration),
    gives: null,
  },
  'registration/replace-secret.ts#replaceSecret': {
    call: ({ ours, theirs }) =>
      replaceSecret(ours.id, lin, {
        registrationId: theirs.registration,
        version: 1,
        clientSecret,
        secretExpiresOn: null,
      }),
    gives: refused('registration_not_found'),
  },
  'registration/replace-credential.ts#replaceCredential': {
    call: (both) =>
      inOurs(both, (tx) => replaceCredential(both.ours.id, tx, both.theirs.registration, credentialOf(2))),
    gives: refused('registration_not_found'),
  },
  'registration/set-expiry.ts#setExpiry': {
    call: ({ ours, theirs }) =>
      setExpiry(ours.id, lin, { registrationId: theirs.registration, version: 1, secretExpiresOn: now }),
    gives: refused('registration_not_found'),
  },
  'registration/sign-in-for-sending.ts#signInForSending': {
    call: ({ ours, theirs }) => signInForSending(ours.id, theirs.registration, now),
    gives: refused('no_credential'),
  },
  'registration/store.ts#findSealedCredential': {
    call: ({ ours, theirs }) => findSealedCredential(ours.id, theirs.registration),
    gives: null,
  },
  'registration/store.ts#rememberSignIn': {
    call: ({ ours, theirs }) =>
      rememberSignIn(ours.id, triedOf(theirs.registration), { at: now, code: 'secret_wrong' }),
    gives: undefined,
  },
  'registration/store.ts#findNames': {
    call: (both) => inOurs(both, (tx) => findNames(both.ours.id, tx, both.theirs.registration)),
    gives: null,
  },
  'registration/store.ts#updateExpiry': {
    call: (both) =>
      inOurs(both, (tx) =>
        updateExpiry(both.ours.id, tx, {
          registrationId: both.theirs.registration,
          version: 1,
          expiresOn: now,
          byName: 'Lin',
        }),
      ),
    gives: false,
  },
  'registration/store.ts#lockForReading': {
    call: (both) => inOurs(both, (tx) => lockForReading(both.ours.id, tx, both.theirs.registration)),
    gives: null,
  },
  'registration/store.ts#writeReading': {
    call: (both) =>
      inOurs(both, (tx) =>
        writeReading(both.ours.id, tx, {
          registrationId: both.theirs.registration,
          version: 1,
          readAt: now,
          match: 'found',
          endsAt: [now],
          found: { keyId: null, expiresOn: now },
        }),
      ),
    gives: false,
  },
  'registration/store.ts#insertRegistration': {
    call: (both) =>
      inOurs(both, (tx) =>
        insertRegistration(both.ours.id, tx, { ...SAME, id: '00000000-0000-4000-8000-0000000000aa' }),
      ),
    gives: ({ ours }: TwoCustomers) => ({ inserted: false, id: ours.registration }),
  },
  'registration/store.ts#writeCredential': {
    call: (both) =>
      inOurs(both, (tx) => writeCredential(both.ours.id, tx, both.theirs.registration, credentialOf(2))),
    gives: false,
  },
  'registration/store.ts#writeCredential over a credential of ours for their registration': {
    call: async (both) => {
      await both.cross();
      return inOurs(both, (tx) =>
        writeCredential(both.ours.id, tx, both.theirs.registration, credentialOf(2)),
      );
    },
    gives: true,
  },
  'registration/store.ts#forgetProofs': {
    call: (both) => inOurs(both, (tx) => forgetProofs(both.ours.id, tx, both.theirs.registration)),
    gives: 0,
  },
  'registration/store.ts#forgetProofsOfOldIds': {
    call: (both) => inOurs(both, (tx) => forgetProofsOfOldIds(both.ours.id, tx, both.theirs.registration)),
    gives: 0,
  },
  'registration/store.ts#holdFromDeletion': {
    call: (both) => inOurs(both, (tx) => holdFromDeletion(both.ours.id, tx, both.theirs.registration)),
    gives: false,
  },
  'registration/store.ts#lockRegistration': {
    call: (both) => inOurs(both, (tx) => lockRegistration(both.ours.id, tx, both.theirs.registration)),
    gives: null,
  },
  'registration/store.ts#removeRegistration': {
    call: (both) => inOurs(both, (tx) => removeRegistration(both.ours.id, tx, both.theirs.idle)),
    gives: undefined,
  },
};
