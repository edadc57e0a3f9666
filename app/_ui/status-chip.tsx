import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { StateIcon, type StateIconName } from './state-icon';
import { TONE_CLASSES, type Tone } from './tone';

/** A state in one word, with its colour and its icon. Never wraps. */
export function StatusChip({
  tone,
  icon,
  children,
}: {
  tone: Tone;
  icon: StateIconName;
  children: ReactNode;
}) {
  return (
    <span
      className={classNames(
        'inline-flex min-h-6 items-center gap-1 whitespace-nowrap rounded-full border py-0.5 pr-2 pl-1.5 font-medium text-tiny',
        TONE_CLASSES[tone],
      )}
    >
      <StateIcon name={icon} className="size-3.5" />
      {children}
    </span>
  );
}
