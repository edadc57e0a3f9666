/** Mutants that no test can notice, because nothing differs: each by its name, with the reason. */
export const KNOWN_HARMLESS: Readonly<Record<string, string>> = {
  'app/(console)/errors/page.tsx#ErrorsPage place && …':
    'without a place nothing was read, which is asked next',
  'app/(console)/mailboxes/[id]/certificate/route.ts#download place && … (2)':
    'without a place no mailbox was read, which is asked next',
};
