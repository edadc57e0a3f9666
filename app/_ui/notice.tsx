import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { StateIcon, type StateIconName } from './state-icon';
import { TONE_CLASSES, type Tone } from './tone';

/** What kind of news a {@link Notice} brings. */
export type NoticeKind = 'info' | 'success' | 'warning' | 'danger';

const looks: Record<NoticeKind, { tone: Tone; icon: StateIconName }> = {
  info: { tone: 'blue', icon: 'alert' },
  success: { tone: 'green', icon: 'check' },
  warning: { tone: 'amber', icon: 'alert' },
  danger: { tone: 'red', icon: 'cross' },
};

/**
 * A banner. `announce` tells screen readers when it appears: "status" when they are free, "alert" at once. Leave it out
 * for what is there when the page is shown.
 */
export function Notice({
  kind,
  title,
  children,
  action,
  announce,
  className,
}: {
  kind: NoticeKind;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  announce?: 'status' | 'alert';
  className?: string;
}) {
  const { tone, icon } = looks[kind];
  return (
    <div
      role={announce}
      className={classNames('flex gap-2.5 rounded-md border px-3 py-2.5', TONE_CLASSES[tone], className)}
    >
      <StateIcon name={icon} className="mt-[3px]" />
      <div className="wrap-anywhere flex min-w-0 flex-1 flex-col gap-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="text-ink">{children}</div> : null}
      </div>
      {action ? <div className="shrink-0">{action}</div> : null}
    </div>
  );
}
