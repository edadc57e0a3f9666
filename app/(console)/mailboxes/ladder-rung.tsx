'use client';

import { ChevronRight } from 'lucide-react';
import { useFormatter } from 'next-intl';
import type { ReactNode } from 'react';
import type { WordedCheck } from '@/app/_gate/word-check';
import { classNames } from '@/app/_ui/class-names';
import { StateIcon } from '@/app/_ui/state-icon';
import { TONE_TEXT } from '@/app/_ui/tone';
import type { CheckLook } from './check-looks';
import { OutcomeDetails } from './outcome-details';

/** One line of the ladder: name, state, sentence, duration; on a narrow screen the sentence goes below. */
export const RUNG_LINE =
  'grid min-h-10 grid-cols-[1fr_auto_4.25rem] items-start gap-x-3 gap-y-0.5 px-3 py-2 text-small @xl:grid-cols-[7rem_5.5rem_minmax(0,1fr)_4.25rem]';

/** One check. What there is to say besides its line opens under it; `opened`: it is open from the beginning. */
export function LadderRung({
  check,
  look,
  opened,
  offer,
}: {
  check: WordedCheck;
  look: CheckLook;
  opened: boolean;
  /** A button that puts it right. */
  offer: ReactNode;
}) {
  const more = check.cause || check.raw || check.notes.length > 0;
  if (!more) {
    return (
      <li className={RUNG_LINE}>
        <Line check={check} look={look} />
      </li>
    );
  }
  return (
    <li>
      <details open={opened} className="group/rung">
        <summary className={classNames(RUNG_LINE, 'list-none rounded-md hover:bg-hover')}>
          <Line check={check} look={look} foldable />
        </summary>
        <div className="@xl:pl-9 px-3 pt-1 pb-4">
          {offer ? <div className="mb-3">{offer}</div> : null}
          <OutcomeDetails outcome={check} />
        </div>
      </details>
    </li>
  );
}

function Line({
  check,
  look,
  foldable = false,
}: {
  check: WordedCheck;
  look: CheckLook;
  foldable?: boolean;
}) {
  const format = useFormatter();
  const seconds = check.durationMs >= 1000;
  const duration = format.number(seconds ? check.durationMs / 1000 : check.durationMs, {
    style: 'unit',
    unit: seconds ? 'second' : 'millisecond',
    unitDisplay: 'short',
    maximumFractionDigits: seconds ? 1 : 0,
  });
  return (
    <>
      <span className="flex items-center gap-2">
        <StateIcon name={look.icon} tone={look.tone} />
        <span className="font-medium">{check.label}</span>
      </span>
      <span className={classNames('whitespace-nowrap font-medium', TONE_TEXT[look.tone])}>
        {check.stateWord}
      </span>
      <span
        className={classNames(
          'wrap-anywhere @xl:order-none order-last @xl:col-span-1 col-span-3 @xl:pl-0 pl-6',
          check.state === 'not_reached' && 'text-muted',
        )}
      >
        {check.sentence}
      </span>
      <span className="flex items-center justify-end gap-1 whitespace-nowrap text-muted">
        {check.state === 'not_reached' ? null : duration}
        {foldable ? (
          <ChevronRight
            aria-hidden="true"
            className="size-4 shrink-0 group-open/rung:rotate-90 motion-safe:transition-transform"
          />
        ) : (
          <span className="size-4 shrink-0" />
        )}
      </span>
    </>
  );
}
