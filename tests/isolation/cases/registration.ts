import { addCertificate } from '@/lib/registration/add-certificate';
import { correctIds } from '@/lib/registration/correct-ids';
import { createRegistration } from '@/lib/registration/create-registration';
import { deleteRegistration } from '@/lib/registration/delete-registration';
import { discardCertificate } from '@/lib/registration/discard-certificate';
import { holdRegistration } from '@/lib/registration/hold-registration';
import { keepCertificate } from '@/lib/registration/keep-certificate';
import { keepMatch } from '@/lib/registration/keep-match';
import { makeCertificate as makeOne } from '@/lib/registration/make-certificate';
import { noteEndDate } from '@/lib/registration/note-end-date';
import { noteSignIn } from '@/lib/registration/note-sign-in';
import { openCredential } from '@/lib/registration/open-credential';
import { listRegistrations, readRegistration } from '@/lib/registration/reads';
import { replaceSecret } from '@/lib/registration/replace-secret';
import { setExpiry } from '@/lib/registration/set-expiry';
import { signInForSending } from '@/lib/registration/sign-in-for-sending';
import {
  findIds,
  findNames,
  findPending,
  findSealedCredential,
  forgetProofs,
  forgetProofsOfOldIds,
  holdFromDeletion,
  insertPending,
  insertRegistration,
  lockForReading,
  lockRegistration,
  rememberSignIn,
  removePending,
  removeRegistration,
  updateExpiry,
  updateIds,
  writeReading,
  writeSecret,
} from '@/lib/registration/store';
import { switchToCertificate } from '@/lib/registration/switch-to-certificate';
import { tryCertificate } from '@/lib/registration/try-certificate';
import { Secret } from '@/lib/secret';
import { makeCertificate } from '@/tests/support/make-certificate';
import { type Case, inOurs, refused } from '../case';
import { lin, SAME, type TwoCustomers } from '../two-customers';

const clientSecret = new Secret('not-a-real-secret-of-anybody');
const now = new Date();
const pair = makeCertificate();
const keys = { certificate: pair.certificate, privateKey: new Secret(pair.privateKey) };
const theirCertificate = ({ theirs }: TwoCustomers) => ({
  registrationId: theirs.registration,
  certificateId: theirs.certificate,
});
const secretOf = (version: number) => ({
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
  'registration/add-certificate.ts#addCertificate': {
    call: ({ ours, theirs }) =>
      addCertificate(
        ours.id,
        lin,
        {
          registrationId: theirs.idle,
          certificate: new Secret(pair.privateKey + pair.certificate),
          password: new Secret(''),
        },
        now,
      ),
    gives: refused('registration_not_found'),
  },
  'registration/discard-certificate.ts#discardCertificate': {
    call: (both) => discardCertificate(both.ours.id, lin, theirCertificate(both)),
    gives: refused('certificate_gone'),
  },
  'registration/keep-certificate.ts#keepCertificate': {
    call: ({ ours, theirs }) => keepCertificate(ours.id, lin, theirs.idle, keys, 'certificate.add'),
    gives: refused('registration_not_found'),
  },
  'registration/make-certificate.ts#makeCertificate': {
    call: ({ ours, theirs }) => makeOne(ours.id, lin, { registrationId: theirs.idle, years: 1 }, now),
    gives: refused('registration_not_found'),
  },
  'registration/try-certificate.ts#tryCertificate': {
    call: (both) => tryCertificate(both.ours.id, theirCertificate(both)),
    gives: refused('certificate_gone'),
  },
  'registration/switch-to-certificate.ts#switchToCertificate': {
    call: (both) =>
      switchToCertificate(both.ours.id, lin, { ...theirCertificate(both), version: 1, insist: true }),
    gives: refused('certificate_gone'),
  },
  'registration/store.ts#findPending': {
    call: ({ ours, theirs }) => findPending(ours.id, theirs.registration),
    gives: null,
  },
  'registration/store.ts#insertPending': {
    call: (both) =>
      inOurs(both, (tx) =>
        insertPending(both.ours.id, tx, both.ours.registration, {
          id: '00000000-0000-4000-8000-0000000000bb',
          sealed: 'v2.laid.sealed-value',
          keyId: 'laid',
          certificate: pair.certificate,
          madeById: lin.id,
          madeByName: 'Lin',
        }),
      ),
    gives: false,
  },
  'registration/store.ts#removePending': {
    call: (both) =>
      inOurs(both, (tx) =>
        removePending(both.ours.id, tx, both.theirs.registration, both.theirs.certificate),
      ),
    gives: null,
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
  'registration/store.ts#writeSecret': {
    call: (both) =>
      inOurs(both, (tx) => writeSecret(both.ours.id, tx, both.theirs.registration, secretOf(2))),
    gives: false,
  },
  'registration/store.ts#writeSecret over a credential of ours for their registration': {
    call: async (both) => {
      await both.cross();
      return inOurs(both, (tx) => writeSecret(both.ours.id, tx, both.theirs.registration, secretOf(2)));
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
