import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CirclePause,
  CircleQuestionMark,
  CircleX,
  Clock,
  FlaskConical,
  Hourglass,
  type LucideIcon,
} from 'lucide-react';
import { classNames } from './class-names';
import { TONE_TEXT, type Tone } from './tone';

const icons = {
  check: CircleCheck,
  cross: CircleX,
  alert: CircleAlert,
  clock: Clock,
  dashed: CircleDashed,
  minus: CircleMinus,
  pause: CirclePause,
  question: CircleQuestionMark,
  hourglass: Hourglass,
  flask: FlaskConical,
} as const satisfies Record<string, LucideIcon>;

/** The icons that states are told by, so that colour is never the only sign. */
export type StateIconName = keyof typeof icons;

/** The icon of a state, in its tone or in the colour of the text around it. Says nothing to screen readers: a word stands beside it. */
export function StateIcon({
  name,
  tone,
  className,
}: {
  name: StateIconName;
  tone?: Tone;
  className?: string;
}) {
  const Icon = icons[name];
  return (
    <Icon aria-hidden="true" className={classNames('size-4 shrink-0', tone && TONE_TEXT[tone], className)} />
  );
}
