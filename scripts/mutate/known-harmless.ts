const OF_ONE_CUSTOMER =
  'a foreign key ties the tests of a mailbox to its customer, and it refuses the mailbox of another before this';

/** Mutants that no test can notice, because nothing differs: each by its name, with the reason. */
export const KNOWN_HARMLESS: Readonly<Record<string, string>> = {
  'app/(console)/errors/page.tsx#ErrorsPage place && …':
    'without a place nothing was read, which is asked next',
  'app/(console)/mailboxes/[id]/certificate/route.ts#download place && … (2)':
    'without a place no mailbox was read, which is asked next',
  'lib/mailbox/store.ts#insertTest customerId': OF_ONE_CUSTOMER,
  'lib/mailbox/store.ts#insertTest customerId (2)': OF_ONE_CUSTOMER,
};
