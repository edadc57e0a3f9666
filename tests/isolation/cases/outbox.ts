import { handToMicrosoft } from '@/lib/outbox/hand-to-microsoft';
import { countPerDay, listMessages } from '@/lib/outbox/reads';
import { sendTest } from '@/lib/outbox/send-test';
import { beginMessage, settleMessage } from '@/lib/outbox/store';
import { mailOf } from '@/tests/microsoft/mails';
import { type Case, refused } from '../case';
import { ADDRESS, lin, type TwoCustomers } from '../two-customers';

const now = new Date();
const to = 'lin@posthouse.example';
const mail = mailOf({ from: { address: ADDRESS, name: '' }, to: [{ address: to, name: '' }] });

/** lib/outbox, by `file#export`. */
export const OUTBOX_CASES: Readonly<Record<string, Case>> = {
  'outbox/hand-to-microsoft.ts#handToMicrosoft': {
    call: ({ ours, theirs }) => handToMicrosoft(ours.id, theirs.registration, { mailbox: ADDRESS, mail }),
    gives: {
      state: 'failed',
      code: 'no_credential',
      answer: null,
      detail: { step: null, draftMayRemain: false, look: null, badAddresses: [] },
    },
  },
  'outbox/reads.ts#listMessages': {
    call: async ({ reach, theirs }) => {
      const all = await listMessages(reach, { page: 1 }, now);
      const ofTheirMailbox = await listMessages(reach, { mailboxId: theirs.mailbox, page: 1 }, now);
      return [all.total, all.rows.map(({ id }) => id), ofTheirMailbox];
    },
    gives: ({ ours }: TwoCustomers) => [1, [ours.message], { total: 0, rows: [] }],
  },
  'outbox/reads.ts#countPerDay': {
    // What is still on its way is counted two minutes later, as unknown.
    call: async ({ reach }) => {
      const days = await countPerDay(reach, 2, new Date(Date.now() + 120_000));
      return days.reduce((sum, { accepted, failed, unknown }) => sum + accepted + failed + unknown, 0);
    },
    gives: 1,
  },
  'outbox/send-test.ts#sendTest': {
    call: ({ ours, theirs }) =>
      sendTest(ours.id, lin, { mailboxId: theirs.mailbox, to, subject: 'A test', text: 'Only a test.' }),
    gives: refused('mailbox_not_found'),
  },
  'outbox/store.ts#beginMessage': {
    call: ({ ours, theirs }) =>
      beginMessage(ours.id, lin, { mailboxId: theirs.mailbox, recipient: to, subject: 'A test' }),
    gives: refused('mailbox_not_found'),
  },
  'outbox/store.ts#settleMessage': {
    call: ({ ours, theirs }) =>
      settleMessage(ours.id, lin, {
        messageId: theirs.message,
        mailbox: { id: theirs.mailbox, address: ADDRESS, customerName: ours.name },
        state: 'accepted',
        code: null,
        answer: null,
        settledAt: now,
      }),
    gives: undefined,
  },
};
