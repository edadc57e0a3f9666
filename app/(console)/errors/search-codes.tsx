'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextArea } from '@/app/_ui/text-area';
import { searchCodes } from './actions';
import { errorsHref } from './errors-href';

/**
 * One field for a code and for a text pasted whole. It is posted, never part of an address; the address that follows
 * holds the codes alone. What was pasted stays in the field.
 * @param mailbox the mailbox that the words are about, which is kept
 */
export function SearchCodes({ mailbox }: { mailbox: string | null }) {
  const t = useTranslations('catalogue.search');
  const router = useRouter();
  const { answer, faults, lost, pending, submit } = useAction(searchCodes, ({ codes }) => {
    if (codes.length > 0) router.push(errorsHref({ codes, mailbox }));
  });
  const nothing = answer?.status === 'done' && answer.value.codes.length === 0 && !pending;
  return (
    <search>
      <form
        method="post"
        noValidate
        className="flex flex-col items-start gap-3"
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            event.currentTarget.requestSubmit();
          }
        }}
      >
        <TextArea
          label={t('label')}
          help={t('help')}
          name="searched"
          rows={3}
          error={faults.searched}
          autoComplete="off"
          spellCheck={false}
          translate="no"
          data-search
          className="font-mono text-small"
          fieldClassName="w-full"
        />
        <SubmitButton pending={pending} pendingLabel={t('pending')}>
          {t('button')}
        </SubmitButton>
        <FormRefusal answer={answer} lost={lost} />
        {nothing ? (
          <Notice kind="warning" announce="status" title={t('nothing.title')}>
            <p>{t('nothing.text')}</p>
          </Notice>
        ) : null}
        <FocusFirstInvalid answer={answer} />
      </form>
    </search>
  );
}
