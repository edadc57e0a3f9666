'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { buttonClasses } from './button';
import { classNames } from './class-names';

/**
 * A dialog over the page, opened by `trigger` (one button). Focus stays inside, Escape closes it and gives the focus back.
 *
 * `name` is what assistive software calls it, such as "Confirm"; the title and description are read after it. It is
 * apart from the title, because a title names things ("Delete customer Contoso") that are names of fields too, and a
 * search for a field by its name would find the dialog. With `urgent` a click beside it does not close it.
 */
export function Dialog({
  trigger,
  name,
  title,
  description,
  closeLabel,
  urgent = false,
  children,
  open,
  onOpenChange,
}: {
  trigger: ReactNode;
  name: string;
  title: ReactNode;
  description?: ReactNode;
  closeLabel: string;
  urgent?: boolean;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}) {
  const id = useId();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        {/* Not Radix's own: that one holds the page by a style element, which our Content-Security-Policy drops. */}
        <div className="page-cover pointer-events-auto fixed inset-0 z-40 bg-black/50" />
        <Radix.Content
          role={urgent ? 'alertdialog' : 'dialog'}
          aria-labelledby={undefined}
          aria-label={name}
          aria-describedby={description ? `${id}-title ${id}-description` : `${id}-title`}
          onInteractOutside={urgent ? (event) => event.preventDefault() : undefined}
          className={classNames(
            'fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2',
            'overflow-y-auto rounded-md border border-line bg-panel p-5',
          )}
        >
          <div className="mb-3 flex items-start justify-between gap-4">
            <Radix.Title className="wrap-anywhere text-lead">
              <span id={`${id}-title`}>{title}</span>
            </Radix.Title>
            <Radix.Close
              className={classNames(
                buttonClasses('ghost', 'small'),
                'min-w-7 px-0 text-muted hover:text-ink',
              )}
            >
              <X aria-hidden="true" />
              <span className="sr-only">{closeLabel}</span>
            </Radix.Close>
          </div>
          {description ? (
            <Radix.Description asChild>
              <div className="mb-4 text-muted">
                <span id={`${id}-description`}>{description}</span>
              </div>
            </Radix.Description>
          ) : null}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Around a button inside a {@link Dialog} that closes it without doing anything. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>;
}
