'use client';

import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Guide } from '@/app/_guide/guide';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import type { MailboxDetails } from '@/lib/mailbox/mailbox';
import type { CloudChoice } from '@/lib/registration/reads';
import { KnownAlready } from './known-already';
import { MailboxFields } from './mailbox-form-fields';
import { RegistrationChoice } from './mailbox-form-registration';
import {
  type Choice,
  findTyped,
  isTyped,
  type KnownRegistration,
  neededCredential,
  readTyped,
  type TypedValues,
} from './mailbox-form-values';
import { PasteAnything } from './paste-anything';
import { useValueNotes } from './use-value-notes';

/**
 * The form of a mailbox at the left and the guide for the customer's administrator at the right, which fills in what is
 * typed. Fields are uncontrolled: a secret lives in the browser's field alone.
 * @param present the choice that a mailbox has that is there; null: it is added
 * @param head what stands before the fields, such as the customer
 * @param children what stands after them: refusals, buttons, a report
 * @param answer the newest answer of an action; when it is another, the first wrong field gets the focus
 * @param there the app registration that the answer itself offers: it is not offered twice
 * @param onTyped hears the name of each field that something was typed in
 */
export function MailboxForm({
  formRef,
  mailbox,
  known,
  choice,
  present = null,
  onChoose,
  clouds,
  errors,
  answer,
  there,
  head,
  children,
  onSend,
  onTyped,
}: {
  formRef?: RefObject<HTMLFormElement | null>;
  mailbox?: Pick<MailboxDetails, 'address' | 'name' | 'description'>;
  known: readonly KnownRegistration[];
  choice: Choice;
  present?: Choice | null;
  onChoose: (choice: Choice) => void;
  clouds: readonly CloudChoice[];
  errors: Readonly<Record<string, string>>;
  answer: unknown;
  there: string | null;
  head: ReactNode;
  children: ReactNode;
  onSend: (form: FormData) => void;
  onTyped?: (name: string) => void;
}) {
  const [typed, setTyped] = useState<TypedValues>({
    mailboxAddress: mailbox?.address ?? '',
    cloud: 'global',
    tenantId: '',
    clientId: '',
  });
  const { notes, leave, forget } = useValueNotes();
  const again = isTyped(choice) ? findTyped(known, typed) : null;
  const chosen = known.find(({ id }) => id === choice);
  const { cloud, tenantId, clientId } = chosen ?? typed;
  const before = useRef<Choice | null>(null);
  // The fields have to be there before they can be filled. Ids alone leave the certificate that was chosen.
  const makeRoom = (found: 'nothing' | 'ids' | 'secret') => {
    const stays = found === 'nothing' || choice === 'new' || (found === 'ids' && choice === 'certificate');
    before.current = stays ? null : choice;
    if (!stays) flushSync(() => onChoose('new'));
  };
  // What somebody has chosen since stays.
  const takeBack = () => {
    if (before.current !== null && choice === 'new') onChoose(before.current);
    before.current = null;
  };
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,25rem)]">
      <form
        ref={formRef}
        method="post"
        noValidate
        className="flex min-w-0 flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onSend(new FormData(event.currentTarget));
        }}
        onInput={(event) => {
          const { name } = event.target as HTMLInputElement;
          setTyped(readTyped(event.currentTarget, typed));
          forget(name);
          onTyped?.(name);
        }}
        onBlur={({ target }) => {
          if (target instanceof HTMLInputElement) leave(target);
        }}
      >
        {head}
        <PasteAnything onFound={makeRoom} onUndo={takeBack} />
        <MailboxFields mailbox={mailbox} errors={errors} notes={notes} />
        <RegistrationChoice
          choice={choice}
          present={present}
          onChoose={onChoose}
          known={known}
          clouds={clouds}
          errors={errors}
          notes={notes}
          notice={again && again.id !== there ? <KnownAlready onUse={() => onChoose(again.id)} /> : null}
        />
        {children}
        <FocusFirstInvalid answer={answer} />
      </form>
      <Guide
        clouds={clouds}
        typed={{
          mailboxAddress: typed.mailboxAddress,
          cloud,
          tenantId,
          clientId,
          signsInWith: neededCredential(choice, known),
        }}
      />
    </div>
  );
}
