'use client';

import { Button } from './_ui/button';
import { MessagePage } from './message-page';
import { Reference, type ReferenceWords } from './reference';

/** The words of {@link Failed}, from the namespace `errors.failed`, with those of its reference. */
export type FailedWords = { title: string; text: string; retry: string; reference: ReferenceWords };

/**
 * A page that could not be shown. `digest` is the reference under which the server logged the fault; the fault's own
 * text stays there. `retry` asks the server for the page again.
 */
export function Failed({ words, digest, retry }: { words: FailedWords; digest?: string; retry: () => void }) {
  return (
    <MessagePage
      title={words.title}
      action={
        <Button variant="primary" onClick={retry}>
          {words.retry}
        </Button>
      }
    >
      <p>{words.text}</p>
      <Reference words={words.reference} value={digest} />
    </MessagePage>
  );
}
