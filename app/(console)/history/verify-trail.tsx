'use client';

import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { verifyTrail } from './actions';

/** The button that looks whether the history is whole, and what it found. */
export function VerifyTrail({
  words,
}: {
  words: { readonly help: string; readonly verify: string; readonly verifying: string };
}) {
  const { answer, lost, pending, submit } = useAction(verifyTrail);
  const found = answer?.status === 'done' ? answer.value : null;
  return (
    <form method="post" className="mb-4 flex flex-col gap-2" onSubmit={submit}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-small">
        <p>{words.help}</p>
        <SubmitButton variant="ghost" size="small" pending={pending} pendingLabel={words.verifying}>
          {words.verify}
        </SubmitButton>
      </div>
      <FormRefusal answer={answer} lost={lost} />
      {found ? (
        <Notice
          kind={found.isWhole ? 'success' : 'danger'}
          title={found.title}
          announce={found.isWhole ? 'status' : 'alert'}
        >
          <p>{found.text}</p>
          {found.faults.length > 0 ? (
            <ul className="list-disc py-1 pl-5">
              {found.faults.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ) : null}
          {found.advice ? <p>{found.advice}</p> : null}
        </Notice>
      ) : null}
    </form>
  );
}
