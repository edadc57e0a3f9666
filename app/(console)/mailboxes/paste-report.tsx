'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '@/app/_ui/button';
import { Notice } from '@/app/_ui/notice';
import type { Candidate, PasteField, Question, Source } from '@/lib/paste/paste';
import type { Sorted } from './fill-fields';
import { shortId } from './mailbox-form-values';

/** What was taken from where, what was left out and why, and what only a person can tell. */
export function PasteReport({
  sorted,
  onTake,
  onLeave,
}: {
  sorted: Sorted;
  onTake: (candidate: Candidate) => void;
  onLeave: (question: Question) => void;
}) {
  const t = useTranslations('mailboxes.paste');
  const words = useWords();
  const { taken, leftOut, questions } = sorted;
  if (taken.length + leftOut.length + questions.length === 0) {
    return (
      <Notice kind="warning" title={t('nothing')}>
        <p>{t('nothingHelp')}</p>
      </Notice>
    );
  }
  const count = taken.filter(({ became }) => became === 'filled').length;
  return (
    <Notice
      kind={questions.length > 0 ? 'warning' : count > 0 ? 'success' : 'info'}
      title={t('done', { count })}
    >
      <ul className="flex flex-col gap-1.5 text-small">
        {taken.map(({ candidate, became }) => (
          <li key={candidate.field} className="flex flex-col items-start gap-1">
            {t(`became.${became}`, words.of(candidate))}
            {became === 'kept' ? (
              <Button size="small" onClick={() => onTake(candidate)}>
                {t('replace')}
              </Button>
            ) : null}
          </li>
        ))}
        {questions.map((question) => (
          <li
            key={`${question.kind} ${question.candidates[0]?.field} ${question.candidates[0]?.shown}`}
            className="flex flex-col items-start gap-1"
          >
            <Asked question={question} onTake={onTake} onLeave={() => onLeave(question)} />
          </li>
        ))}
        {leftOut.map(({ why, shown, from }) => (
          <li key={`${why} ${shown}`}>
            {t(`leftOut.${why}`, { shown: shortId(shown), from: words.from(from) })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Asked({
  question: { kind, candidates },
  onTake,
  onLeave,
}: {
  question: Question;
  onTake: (candidate: Candidate) => void;
  onLeave: () => void;
}) {
  const t = useTranslations('mailboxes.paste');
  const words = useWords();
  const [first] = candidates;
  if (!first) return null;
  const byField = kind === 'which_field';
  return (
    <>
      <p className="wrap-anywhere font-medium">
        {byField
          ? t('whichField', { shown: first.shown, from: words.from(first.from) })
          : t('whichValue', { field: words.field(first.field) })}
      </p>
      <div className="flex flex-wrap gap-1.5">
        {candidates.map((candidate) => (
          <Button
            key={`${candidate.field} ${candidate.shown} ${candidate.from.line}`}
            size="small"
            onClick={() => onTake(candidate)}
          >
            {byField ? words.field(candidate.field) : t('choice', words.of(candidate))}
          </Button>
        ))}
        <Button size="small" variant="ghost" onClick={onLeave}>
          {t('leave')}
        </Button>
      </div>
    </>
  );
}

function useWords() {
  const t = useTranslations('mailboxes.paste');
  const cloud = useTranslations('mailboxes.cloud');
  const format = useFormatter();
  const field = (name: PasteField) => t(`field.${name}`);
  const from = ({ place, label, line }: Source) => t(`from.${place}`, { label: label ?? '', line });
  const shown = (candidate: Candidate) => {
    if (candidate.field === 'secretExpiresOn') {
      return format.dateTime(new Date(`${candidate.shown}T00:00:00Z`), 'calendarDay');
    }
    return candidate.field === 'cloud' ? cloud(candidate.shown as 'global') : candidate.shown;
  };
  const of = (candidate: Candidate) => ({
    field: field(candidate.field),
    shown: shown(candidate),
    from: from(candidate.from),
    secret: candidate.field === 'clientSecret' ? 'yes' : 'no',
  });
  return { field, from, of };
}
