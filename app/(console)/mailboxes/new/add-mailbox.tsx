'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import type { WordedReport } from '@/app/_gate/word-report';
import { Button, ButtonLink } from '@/app/_ui/button';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { useHydrated } from '@/app/_ui/use-hydrated';
import type { CloudChoice } from '@/lib/registration/reads';
import { correctValues } from '../correct-values';
import { UseKnown } from '../known-already';
import { Ladder } from '../ladder';
import { MailboxForm } from '../mailbox-form';
import { type Choice, type KnownRegistration, TESTED_FIELDS } from '../mailbox-form-values';
import { useLadder } from '../use-ladder';
import { registrationsOf, saveNewMailbox } from './actions';
import { CustomerChoice } from './customer-choice';
import { fillIn, SandboxExamples } from './sandbox-examples';

/** A test that was run from the form, and whether what it tested was typed over since it was sent. */
interface Tested {
  readonly testId: string;
  readonly report: WordedReport;
  readonly outdated: boolean;
}

/**
 * Add mailbox: for whom, the fields, Save and Test side by side, the report below.
 * @param known the app registrations of `customerId`, the customer chosen at first
 */
export function AddMailbox({
  customers,
  customerId: first,
  known: knownAtFirst,
  clouds,
  sandbox,
}: {
  customers: readonly { readonly id: string; readonly name: string }[];
  customerId: string;
  known: readonly KnownRegistration[];
  clouds: readonly CloudChoice[];
  sandbox: string | null;
}) {
  const t = useTranslations('mailboxes.form');
  const cloudNames = useTranslations('mailboxes.cloud');
  const ladder = useTranslations('mailbox.ladder');
  const shell = useTranslations('shell');
  const hydrated = useHydrated();
  const form = useRef<HTMLFormElement>(null);
  const [customerId, setCustomerId] = useState(first);
  const [loaded, setLoaded] = useState({ customerId: first, known: knownAtFirst });
  const [choice, setChoice] = useState<Choice>('new');
  const [tested, setTested] = useState<Tested | null>(null);
  const [pressed, setPressed] = useState<'save' | 'test'>('save');
  const save = useAction(saveNewMailbox);
  const testButton = useRef<HTMLButtonElement>(null);
  const typedSince = useRef(false);
  const test = useLadder<Omit<Tested, 'outdated'>, unknown>('/mailboxes/test-typed', (value) =>
    setTested({ ...value, outdated: typedSince.current }),
  );
  const load = useAction(registrationsOf, setLoaded);

  const { answer, lost } = pressed === 'save' ? save : test;
  const errors = answer?.status === 'refused' ? answer.refusal.fields : {};
  // An answer about another customer that comes late is not this one's.
  const known = loaded.customerId === customerId ? loaded.known : [];
  const refused = pressed === 'save' && save.answer?.status === 'refused' ? save.answer.details : undefined;
  const there = refused?.code === 'registration_exists' ? refused.registrationId : null;

  const outdate = () => {
    // A test that is under way has its values already.
    typedSince.current = true;
    setTested((before) => before && { ...before, outdated: true });
  };
  const choose = (next: Choice) => {
    setChoice(next);
    outdate();
  };
  const reload = (id: string) => {
    const asked = new FormData();
    asked.set('customerId', id);
    load.send(asked);
  };
  const takeThere = (registrationId: string) => {
    // It may be newer than what was loaded with the form.
    if (!known.some(({ id }) => id === registrationId)) reload(customerId);
    save.reset();
    choose(registrationId);
  };

  return (
    <MailboxForm
      formRef={form}
      known={known}
      choice={choice}
      onChoose={choose}
      clouds={clouds}
      errors={errors}
      answer={answer}
      there={there}
      onSend={(sent) => {
        setPressed('save');
        save.send(sent);
      }}
      onTyped={(name) => {
        if (TESTED_FIELDS.has(name)) outdate();
      }}
      head={
        <>
          {sandbox ? (
            <SandboxExamples
              url={sandbox}
              onChoose={(example) => {
                // The fields have to be there before they can be filled.
                flushSync(() => choose('new'));
                if (form.current) fillIn(form.current, example);
              }}
            />
          ) : null}
          <CustomerChoice
            customers={customers}
            chosen={customerId}
            error={errors.customerId}
            onChoose={(id) => {
              setCustomerId(id);
              if (choice !== 'later') choose('new');
              if (id) reload(id);
            }}
          />
          <input type="hidden" name="testId" value={tested?.testId ?? ''} />
        </>
      }
    >
      <FormRefusal
        answer={answer}
        lost={lost}
        action={there ? <UseKnown onUse={() => takeThere(there)} /> : null}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending={save.pending} pendingLabel={t('saving')}>
          {t('save')}
        </SubmitButton>
        <Button
          ref={testButton}
          pending={test.pending}
          pendingLabel={t('testing')}
          disabled={!hydrated || choice === 'later' || choice === 'certificate'}
          aria-keyshortcuts="t"
          onClick={() => {
            if (!form.current) return;
            setPressed('test');
            typedSince.current = false;
            test.send(new FormData(form.current));
          }}
        >
          {t('test')}
        </Button>
        {test.pending ? (
          <Button
            variant="ghost"
            onClick={() => {
              test.cancel();
              testButton.current?.focus();
            }}
          >
            {ladder('cancel')}
          </Button>
        ) : null}
        <ButtonLink href="/mailboxes" variant="ghost">
          {shell('cancel')}
        </ButtonLink>
      </div>
      <p className="text-muted text-small">
        {t(choice === 'later' ? 'nothingToTest' : choice === 'certificate' ? 'testedLater' : 'testHelp')}
      </p>
      {tested?.outdated && !test.pending ? (
        <Notice kind="warning" title={t('outdated')} announce="status" />
      ) : null}
      <Ladder
        report={tested?.report ?? null}
        pending={test.pending}
        told={test.told}
        cancelled={test.cancelled}
        correct={
          choice === 'new'
            ? (offer) => (
                <Button size="small" onClick={() => form.current && correctValues(form.current, offer)}>
                  {offer === 'swap' ? ladder('swap') : ladder('useCloud', { cloud: cloudNames(offer) })}
                </Button>
              )
            : undefined
        }
      />
    </MailboxForm>
  );
}
