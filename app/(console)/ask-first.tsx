'use client';

import { useTranslations } from 'next-intl';
import { type ReactElement, type ReactNode, useState } from 'react';
import type { Action } from '@/app/_gate/action';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Button } from '@/app/_ui/button';
import { Dialog, DialogClose } from '@/app/_ui/dialog';
import { HiddenFields } from '@/app/_ui/hidden-fields';
import { SubmitButton } from '@/app/_ui/submit-button';

/**
 * A button that does something only after a question. The dialog says what follows, and its own button does it and closes
 * the dialog; a refusal stays in it.
 * @param opener the button that asks
 * @param name what assistive software calls the dialog
 * @param fields what the action is sent
 */
export function AskFirst<T, D>({
  run,
  fields,
  opener,
  name,
  question,
  text,
  button,
  pendingButton,
  danger = false,
}: {
  run: Action<T, D>;
  fields: Readonly<Record<string, string>>;
  opener: ReactElement;
  name: string;
  question: ReactNode;
  text: ReactNode;
  button: string;
  pendingButton: string;
  danger?: boolean;
}) {
  const shell = useTranslations('shell');
  const [open, setOpen] = useState(false);
  const { answer, lost, pending, submit, reset } = useAction(run, () => setOpen(false));
  return (
    <Dialog
      urgent
      open={open}
      onOpenChange={(next) => {
        if (next) reset();
        setOpen(next);
      }}
      name={name}
      title={question}
      description={text}
      closeLabel={shell('close')}
      trigger={opener}
    >
      <form method="post" className="flex flex-col gap-3" onSubmit={submit}>
        <HiddenFields {...fields} />
        <FormRefusal answer={answer} lost={lost} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton
            variant={danger ? 'danger' : 'primary'}
            pending={pending}
            pendingLabel={pendingButton}
          >
            {button}
          </SubmitButton>
          <DialogClose>
            <Button variant="ghost">{shell('cancel')}</Button>
          </DialogClose>
        </div>
      </form>
    </Dialog>
  );
}
