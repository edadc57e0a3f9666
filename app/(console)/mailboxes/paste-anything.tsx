'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { TextArea } from '@/app/_ui/text-area';
import { useHydrated } from '@/app/_ui/use-hydrated';
import type { Candidate, PasteField } from '@/lib/paste/paste';
import { sortPaste } from '@/lib/paste/sort-paste';
import { type Before, type Filled, fillField, restoreFields, type Sorted } from './fill-fields';
import { PasteReport } from './paste-report';

/**
 * `Paste anything`, inside a form: a box that takes whatever the customer sent and sorts it into the fields. All of it
 * happens in the browser: the box has no name, so no form sends it, and it is empty again at once.
 * @param onFound hears of every paste what of an app registration is in it, before the fields are filled. A day alone is
 *   nothing of one
 * @param onUndo hears that a paste was undone, after the fields have got back what they held
 */
export function PasteAnything({
  onFound,
  onUndo,
}: {
  onFound?: (found: 'nothing' | 'ids' | 'secret') => void;
  onUndo?: () => void;
}) {
  const t = useTranslations('mailboxes.paste');
  const hydrated = useHydrated();
  const box = useRef<HTMLTextAreaElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const befores = useRef<Before[]>([]);
  const [open, setOpen] = useState(false);
  const [sorted, setSorted] = useState<Sorted | null>(null);
  const [undone, setUndone] = useState(false);

  const take = (candidate: Candidate, overwrite: boolean): Filled => {
    const form = box.current?.form;
    if (!form) return 'no_field';
    const { became, before } = fillField(form, candidate, overwrite);
    if (before) befores.current.unshift(before);
    return became;
  };
  const sort = (text: string) => {
    if (box.current) box.current.value = '';
    if (text.trim() === '') return;
    const { taken, leftOut, questions } = sortPaste(text);
    const all = [...taken, ...questions.flatMap(({ candidates }) => candidates)];
    const has = (...fields: readonly PasteField[]) => all.some(({ field }) => fields.includes(field));
    const hasIds = has('tenantId', 'clientId', 'cloud');
    onFound?.(has('clientSecret') ? 'secret' : hasIds ? 'ids' : 'nothing');
    befores.current = [];
    setUndone(false);
    setSorted({
      taken: taken.map((candidate) => ({ candidate, became: take(candidate, false) })),
      leftOut,
      questions,
    });
  };
  const undo = () => {
    if (box.current?.form) restoreFields(box.current.form, befores.current);
    onUndo?.();
    befores.current = [];
    setSorted(null);
    setUndone(true);
    box.current?.focus();
  };

  if (!open) {
    return (
      <Button ref={opener} disabled={!hydrated} className="self-start" onClick={() => setOpen(true)}>
        {t('label')}
      </Button>
    );
  }
  return (
    <div className="flex flex-col gap-2 rounded-md border border-edge border-dashed p-3">
      <TextArea
        ref={box}
        autoFocus
        rows={4}
        label={t('label')}
        help={t('help')}
        autoComplete="off"
        autoCapitalize="none"
        // A spelling service of the browser would be sent what is pasted.
        spellCheck={false}
        data-gramm="false"
        className="font-mono text-small"
        onInput={(event) => {
          event.stopPropagation();
          // A text that comes in one piece is sorted at once. Whoever types, or brings it otherwise, has the button.
          const { inputType } = event.nativeEvent as InputEvent;
          if (inputType === 'insertFromPaste' || inputType === 'insertFromDrop')
            sort(event.currentTarget.value);
        }}
      />
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => sort(box.current?.value ?? '')}>
          {t('sort')}
        </Button>
        {sorted?.taken.some(({ became }) => became === 'filled') ? (
          <Button size="small" variant="ghost" onClick={undo}>
            {t('undo')}
          </Button>
        ) : null}
        <Button
          size="small"
          variant="ghost"
          onClick={() => {
            setOpen(false);
            setSorted(null);
            setUndone(false);
            // The box is gone in the next frame, and with it whatever had the focus.
            requestAnimationFrame(() => opener.current?.focus());
          }}
        >
          {t('close')}
        </Button>
      </div>
      <div role="status">
        {undone ? <p className="text-small">{t('undone')}</p> : null}
        {sorted ? (
          <PasteReport
            sorted={sorted}
            onTake={(candidate) => {
              const became = take(candidate, true);
              setSorted((before) => before && settle(before, candidate, became));
            }}
            onLeave={(question) =>
              setSorted(
                (before) =>
                  before && { ...before, questions: before.questions.filter((each) => each !== question) },
              )
            }
          />
        ) : null}
      </div>
    </div>
  );
}

/** The report after a person has chosen a value: what is settled by it is asked no more. */
function settle(sorted: Sorted, candidate: Candidate, became: Filled): Sorted {
  const taken = sorted.taken.filter((each) => each.candidate.field !== candidate.field);
  const questions = sorted.questions
    .filter(({ candidates }) => !candidates.includes(candidate))
    .map((question) => ({
      ...question,
      candidates: question.candidates.filter(({ field }) => field !== candidate.field),
    }))
    .filter(({ candidates }) => candidates.length > 0);
  return { ...sorted, taken: [...taken, { candidate, became }], questions };
}
