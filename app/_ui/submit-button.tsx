'use client';

import type { ComponentProps } from 'react';
import { useFormStatus } from 'react-dom';
import { Button } from './button';
import { useHydrated } from './use-hydrated';

/**
 * The submit button of a form with an action. Disabled until React has taken over: before that the browser would send
 * the form by itself, and a form without a method puts its fields, a secret among them, into the address.
 *
 * While the form is on its way it says `pendingLabel`. With several submit buttons in one form only the pressed one
 * does (told apart by `formAction`, or by `name` and `value`); the others just wait. Give `pending` when the form is
 * sent by your own transition and not by its action.
 */
export function SubmitButton({
  pending,
  variant = 'primary',
  formAction,
  name,
  value,
  disabled,
  ...rest
}: ComponentProps<typeof Button>) {
  const hydrated = useHydrated();
  const status = useFormStatus();
  const pressed =
    formAction !== undefined
      ? status.action === formAction
      : name !== undefined
        ? status.data?.get(name) === String(value ?? '')
        : true;
  return (
    <Button
      {...rest}
      type="submit"
      variant={variant}
      formAction={formAction}
      name={name}
      value={value}
      pending={pending ?? (status.pending && pressed)}
      disabled={!hydrated || disabled || (status.pending && !pressed)}
    />
  );
}
