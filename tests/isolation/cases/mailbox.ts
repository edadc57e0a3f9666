import { adoptTest } from '@/lib/mailbox/adopt-test';
import { cancelTest } from '@/lib/mailbox/cancel-test';
import { changeMailbox } from '@/lib/mailbox/change-mailbox';
import { chooseRegistration } from '@/lib/mailbox/choose-registration';
import { createMailbox } from '@/lib/mailbox/create-mailbox';
import { deleteMailbox } from '@/lib/mailbox/delete-mailbox';
import {
  findMailbox,
  listMailboxChoices,
  listMailboxes,
  listTests,
  mailboxInReach,
  readMailbox,
  surveyMailboxes,
} from '@/lib/mailbox/reads';
import { setPaused } from '@/lib/mailbox/set-paused';
import {
  countServed,
  findLastTest,
  giveTest,
  insertMailbox,
  insertTest,
  keepEvidence,
  removeMailbox,
  updateMailbox,
  updatePaused,
} from '@/lib/mailbox/store';
import { takeCorrection } from '@/lib/mailbox/take-correction';
import { takeEvidence } from '@/lib/mailbox/take-evidence';
import { testConnection } from '@/lib/mailbox/test-connection';
import { testValues } from '@/lib/mailbox/test-values';
import type { Reach } from '@/lib/scope';
import { Secret } from '@/lib/secret';
import { type Case, inOurs, readOurs, refused } from '../case';
import { ADDRESS, FINGERPRINT, lin, SAME, type TwoCustomers } from '../two-customers';

const now = new Date();
const typed = { mailboxAddress: ADDRESS, mailboxName: 'Taken over', description: '' };
const withTheirs = ({ theirs }: TwoCustomers) =>
  ({ registrationChoice: 'existing', registrationId: theirs.registration }) as const;
const gone = refused('mailbox_not_found');
const proof = { revision: 1, credentialVersion: 1, at: now, verdict: 'passed', code: null } as const;
const report = { verdict: 'passed', code: null, checks: [], startedAt: now, finishedAt: now } as const;
const about = {
  mailboxAddress: ADDRESS,
  registrationId: null,
  version: null,
  cloud: null,
  tenantId: null,
  clientId: null,
};
const values = { address: ADDRESS, name: 'Taken over', description: '', registrationId: null };
const bothInReach = ({ ours, theirs }: TwoCustomers): Reach => ({
  every: false,
  customerIds: [ours.id, theirs.id],
});
const idsOf = ({ rows, total }: { rows: { id: string }[]; total: number }) => [
  total,
  ...rows.map(({ id }) => id),
];

/** lib/mailbox, by `file#export`. */
export const MAILBOX_CASES: Readonly<Record<string, Case>> = {
  'mailbox/adopt-test.ts#adoptTest': {
    call: (both) =>
      inOurs(both, (tx) =>
        adoptTest(both.ours.id, tx, {
          mailboxId: both.ours.mailbox,
          testId: both.theirs.formTest,
          choice: { registrationChoice: 'existing', registrationId: both.ours.registration },
          actor: lin,
        }),
      ),
    gives: undefined,
  },
  'mailbox/cancel-test.ts#cancelTest': {
    call: ({ ours, theirs }) =>
      cancelTest(ours.id, {
        deed: 'connection.test',
        actor: lin,
        customer: ours,
        subject: { id: theirs.mailbox, label: ADDRESS },
      }),
    gives: refused('test_cancelled'),
  },
  'mailbox/change-mailbox.ts#changeMailbox': {
    call: ({ ours, theirs }) =>
      changeMailbox(ours.id, lin, {
        ...typed,
        registrationChoice: 'later',
        mailboxId: theirs.mailbox,
        revision: 1,
      }),
    gives: gone,
  },
  'mailbox/change-mailbox.ts#changeMailbox to their registration': {
    call: (both) =>
      changeMailbox(both.ours.id, lin, {
        ...typed,
        ...withTheirs(both),
        mailboxId: both.ours.mailbox,
        revision: 1,
      }),
    gives: refused('registration_not_found'),
  },
  'mailbox/choose-registration.ts#chooseRegistration': {
    call: (both) => inOurs(both, (tx) => chooseRegistration(both.ours, tx, lin, withTheirs(both))),
    gives: refused('registration_not_found'),
  },
  'mailbox/create-mailbox.ts#createMailbox': {
    call: (both) =>
      createMailbox(both.ours.id, lin, {
        ...typed,
        ...withTheirs(both),
        mailboxAddress: 'other@contoso.example',
        testId: both.theirs.formTest,
      }),
    gives: refused('registration_not_found'),
  },
  'mailbox/delete-mailbox.ts#deleteMailbox': {
    call: ({ ours, theirs }) =>
      deleteMailbox(ours.id, lin, { mailboxId: theirs.mailbox, typedAddress: ADDRESS }),
    gives: gone,
  },
  'mailbox/reads.ts#mailboxInReach': {
    call: ({ reach, theirs }) => mailboxInReach(reach, theirs.mailbox),
    gives: null,
  },
  'mailbox/reads.ts#readMailbox': {
    call: ({ ours, theirs }) => readMailbox(ours.id, theirs.mailbox, now),
    gives: null,
  },
  'mailbox/reads.ts#listMailboxes': {
    call: async ({ reach }) => [
      idsOf(await listMailboxes(reach, { sort: 'address', page: 1 }, now)),
      idsOf(await listMailboxes(reach, { sort: 'urgency', page: 1, search: 'desk', cloud: 'global' }, now)),
    ],
    gives: ({ ours }: TwoCustomers) => [
      [1, ours.mailbox],
      [1, ours.mailbox],
    ],
  },
  'mailbox/reads.ts#listMailboxes of one customer among those in reach': {
    call: async (both) =>
      idsOf(
        await listMailboxes(bothInReach(both), { customerId: both.ours.id, sort: 'address', page: 1 }, now),
      ),
    gives: ({ ours }: TwoCustomers) => [1, ours.mailbox],
  },
  'mailbox/reads.ts#listMailboxChoices': {
    call: async ({ reach }) => (await listMailboxChoices(reach, 10)).map(({ id }) => id),
    gives: ({ ours }: TwoCustomers) => [ours.mailbox],
  },
  'mailbox/reads.ts#surveyMailboxes': {
    call: async ({ reach }) => {
      const { total, urgent, urgentTotal } = await surveyMailboxes(reach, now, 10);
      return [total, urgentTotal, urgent.map(({ id }) => id)];
    },
    gives: ({ ours }: TwoCustomers) => [1, 1, [ours.mailbox]],
  },
  'mailbox/reads.ts#listTests': {
    call: ({ ours, theirs }) => listTests(ours.id, theirs.mailbox, 10),
    gives: [],
  },
  'mailbox/set-paused.ts#setPaused': {
    call: ({ ours, theirs }) => setPaused(ours.id, lin, { mailboxId: theirs.mailbox, paused: true }),
    gives: gone,
  },
  'mailbox/take-correction.ts#takeCorrection': {
    call: ({ ours, theirs }) =>
      takeCorrection(ours.id, lin, {
        mailboxId: theirs.mailbox,
        registrationId: theirs.registration,
        cloud: SAME.cloud,
        tenantId: SAME.tenantId,
        correction: 'swap',
      }),
    gives: refused('registration_not_found'),
  },
  'mailbox/reads.ts#findMailbox': {
    call: (both) => readOurs(both, (reader) => findMailbox(both.ours.id, both.theirs.mailbox, reader)),
    gives: null,
  },
  'mailbox/store.ts#insertMailbox': {
    call: (both) =>
      inOurs(both, (tx) =>
        insertMailbox(both.ours.id, tx, {
          ...values,
          address: 'other@contoso.example',
          registrationId: both.theirs.registration,
        }),
      ),
    throws: /Foreign key constraint/,
  },
  'mailbox/store.ts#updateMailbox': {
    call: (both) =>
      inOurs(both, (tx) =>
        updateMailbox(both.ours.id, tx, {
          mailboxId: both.theirs.mailbox,
          revision: 1,
          values,
          forgetsProof: true,
        }),
      ),
    gives: false,
  },
  'mailbox/store.ts#updatePaused': {
    call: (both) => inOurs(both, (tx) => updatePaused(both.ours.id, tx, both.theirs.mailbox, true)),
    gives: false,
  },
  'mailbox/store.ts#removeMailbox': {
    call: (both) => inOurs(both, (tx) => removeMailbox(both.ours.id, tx, both.theirs.mailbox, ADDRESS)),
    gives: false,
  },
  'mailbox/store.ts#countServed': {
    call: (both) => inOurs(both, (tx) => countServed(both.ours.id, tx, both.theirs.registration)),
    gives: 0,
  },
  'mailbox/store.ts#insertTest': {
    call: (both) =>
      inOurs(both, (tx) =>
        insertTest(both.ours.id, tx, {
          mailboxId: both.theirs.mailbox,
          about,
          report,
          fingerprint: '',
          actor: lin,
        }),
      ),
    throws: /Foreign key constraint/,
  },
  'mailbox/store.ts#findLastTest': {
    call: async (both) => {
      const ran = { byId: lin.id, fingerprint: FINGERPRINT, since: new Date(0) };
      return (await inOurs(both, (tx) => findLastTest(both.ours.id, tx, ran)))?.id;
    },
    gives: ({ ours }: TwoCustomers) => ours.formTest,
  },
  'mailbox/store.ts#giveTest': {
    call: (both) =>
      inOurs(both, (tx) => giveTest(both.ours.id, tx, both.theirs.formTest, both.ours.mailbox, about)),
    gives: undefined,
  },
  'mailbox/store.ts#keepEvidence': {
    call: (both) =>
      inOurs(both, (tx) => keepEvidence(both.ours.id, tx, { ...proof, mailboxId: both.theirs.mailbox })),
    gives: undefined,
  },
  'mailbox/store.ts#keepEvidence of a mailbox of ours at their registration': {
    call: async (both) => {
      const { mailbox } = await both.cross();
      await inOurs(both, (tx) => keepEvidence(both.ours.id, tx, { ...proof, mailboxId: mailbox }));
    },
    gives: undefined,
  },
  'mailbox/take-evidence.ts#takeEvidence': {
    call: ({ ours, theirs }) => takeEvidence(ours.id, { ...proof, mailboxId: theirs.mailbox }),
    gives: undefined,
  },
  'mailbox/test-connection.ts#testConnection': {
    call: ({ ours, theirs }) => testConnection(ours.id, lin, theirs.mailbox),
    gives: gone,
  },
  'mailbox/test-values.ts#testValues': {
    call: ({ ours, theirs }) =>
      testValues(ours.id, lin, {
        ...SAME,
        mailboxAddress: ADDRESS,
        clientSecret: new Secret(''),
        secretIsValue: false,
        registrationId: theirs.registration,
      }),
    gives: refused('no_credential'),
  },
};
