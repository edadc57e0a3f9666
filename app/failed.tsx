'use client';

import { Button } from './_ui/button';
import { Code } from './_ui/code';
import { MessagePage } from './message-page';

/** The words of {@link Failed}, from the namespace `errors.failed`. */
export type FailedWords = {
  title: string;
  text: string;
  retry: string;
  requestId: string;
  noRequestId: string;
};

/**
 * A page that could not be shown. `digest` is the id under which the server logged the fault; the fault's own text
 * stays there. `retry` asks the server for the page again.
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
      <dl className="flex flex-wrap gap-x-2">
        <dt>{words.requestId}</dt>
        <dd className="text-ink">{digest ? <Code>{digest}</Code> : words.noRequestId}</dd>
      </dl>
    </MessagePage>
  );
}
