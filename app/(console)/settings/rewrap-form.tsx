'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { SubmitButton } from '@/app/_ui/submit-button';
import { rewrapSecrets } from './actions';

const LOOK_EVERY_MS = 1000;

/** After so many looks at which nothing has moved, nothing runs. */
const PATIENCE = 3;

/**
 * How many of all secrets are under the key that seals, and the button that brings the others there. That it runs is told by
 * the numbers, whoever began it: here, another admin or a command. So leaving the page and coming back loses nothing.
 */
export function RewrapForm({ secrets, left }: { secrets: number; left: number }) {
  const t = useTranslations('settings.keys.rewrap');
  const { moves, lookAgain } = useMovement(left);
  const { answer, lost, pending, submit } = useAction(rewrapSecrets, lookAgain);
  const begun = answer?.status === 'done';
  const runs = moves || pending;
  const done = secrets - left;
  return (
    <div className="flex flex-col items-start gap-2">
      <p>{left === 0 ? t('done', { count: secrets }) : t('progress', { done, secrets })}</p>
      <p role="status">{begun && !runs && left > 0 ? t('stuck') : null}</p>
      {left > 0 ? (
        <form method="post" className="flex w-full flex-col items-start gap-2" onSubmit={submit}>
          <progress
            className="h-1.5 w-full max-w-md accent-accent"
            max={secrets}
            value={done}
            aria-label={t('label')}
          />
          <SubmitButton variant="secondary" pending={runs} pendingLabel={t('pending')}>
            {t('button')}
          </SubmitButton>
          <p className="text-muted text-small">{t('help')}</p>
          <FormRefusal answer={answer} lost={lost} />
        </form>
      ) : null}
    </div>
  );
}

/** Looks every second whether the number goes on falling, and gives up when it has stood still for a while. */
function useMovement(left: number): { moves: boolean; lookAgain: () => void } {
  const router = useRouter();
  const [seen, setSeen] = useState(left);
  const [moved, setMoved] = useState(false);
  const [still, setStill] = useState(0);
  if (left !== seen) {
    setSeen(left);
    setMoved(true);
    setStill(0);
  }
  const looks = left > 0 && still < PATIENCE;
  useEffect(() => {
    if (!looks) return;
    const timer = setInterval(() => {
      setStill((count) => count + 1);
      router.refresh();
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [looks, router]);
  const lookAgain = useCallback(() => {
    setMoved(true);
    setStill(0);
  }, []);
  return { moves: moved && looks, lookAgain };
}
