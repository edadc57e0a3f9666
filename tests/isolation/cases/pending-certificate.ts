import { addCertificate } from '@/lib/pending-certificate/add-certificate';
import { discardCertificate } from '@/lib/pending-certificate/discard-certificate';
import { keepCertificate } from '@/lib/pending-certificate/keep-certificate';
import { makeCertificate as makeOne } from '@/lib/pending-certificate/make-certificate';
import { openCertificate } from '@/lib/pending-certificate/open-certificate';
import { findPending, findRegistration, insertPending, removePending } from '@/lib/pending-certificate/store';
import { switchToCertificate } from '@/lib/pending-certificate/switch-to-certificate';
import { tryCertificate } from '@/lib/pending-certificate/try-certificate';
import { Secret } from '@/lib/secret';
import { makeCertificate } from '@/tests/support/make-certificate';
import { type Case, inOurs, refused } from '../case';
import { lin, type TwoCustomers } from '../two-customers';

const now = new Date();
const pair = makeCertificate();
const keys = { certificate: pair.certificate, privateKey: new Secret(pair.privateKey) };
const theirCertificate = ({ theirs }: TwoCustomers) => ({
  registrationId: theirs.registration,
  certificateId: theirs.certificate,
});

/** lib/pending-certificate, by `file#export`. */
export const PENDING_CERTIFICATE_CASES: Readonly<Record<string, Case>> = {
  'pending-certificate/add-certificate.ts#addCertificate': {
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
  'pending-certificate/discard-certificate.ts#discardCertificate': {
    call: (both) => discardCertificate(both.ours.id, lin, theirCertificate(both)),
    gives: refused('certificate_gone'),
  },
  'pending-certificate/keep-certificate.ts#keepCertificate': {
    call: ({ ours, theirs }) => keepCertificate(ours.id, lin, theirs.idle, keys, 'certificate.add'),
    gives: refused('registration_not_found'),
  },
  'pending-certificate/make-certificate.ts#makeCertificate': {
    call: ({ ours, theirs }) => makeOne(ours.id, lin, { registrationId: theirs.idle, years: 1 }, now),
    gives: refused('registration_not_found'),
  },
  'pending-certificate/try-certificate.ts#tryCertificate': {
    call: (both) => tryCertificate(both.ours.id, lin, theirCertificate(both)),
    gives: refused('certificate_gone'),
  },
  'pending-certificate/switch-to-certificate.ts#switchToCertificate': {
    call: (both) =>
      switchToCertificate(both.ours.id, lin, { ...theirCertificate(both), version: 1, insist: true }),
    gives: refused('certificate_gone'),
  },
  'pending-certificate/store.ts#findPending': {
    call: ({ ours, theirs }) => findPending(ours.id, theirs.registration),
    gives: null,
  },
  'pending-certificate/store.ts#insertPending': {
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
  'pending-certificate/store.ts#removePending': {
    call: (both) =>
      inOurs(both, (tx) =>
        removePending(both.ours.id, tx, both.theirs.registration, both.theirs.certificate),
      ),
    gives: null,
  },
  'pending-certificate/open-certificate.ts#openCertificate': {
    call: (both) => openCertificate(both.ours.id, theirCertificate(both)),
    gives: refused('certificate_gone'),
  },
  'pending-certificate/store.ts#findRegistration': {
    call: (both) => inOurs(both, (tx) => findRegistration(both.ours.id, tx, both.theirs.registration)),
    gives: null,
  },
};
