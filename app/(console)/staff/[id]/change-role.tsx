'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { FormRefusal } from '@/app/_gate/form-refusal';
import { useAction } from '@/app/_gate/use-action';
import { Button } from '@/app/_ui/button';
import { FocusFirstInvalid } from '@/app/_ui/focus-first-invalid';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { useHydrated } from '@/app/_ui/use-hydrated';
import type { Role } from '@/lib/staff/staff';
import { ReloadButton } from '../../reload-button';
import { RoleSelect } from '../role-select';
import { saveRole } from './actions';

/** The role and what it may do; `Change role` opens the form in place. `role` is the one on screen. */
export function ChangeRole({ staffMemberId, role }: { staffMemberId: string; role: Role }) {
  const t = useTranslations('staff');
  const roles = useTranslations('shell.roles');
  const shell = useTranslations('shell');
  const hydrated = useHydrated();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string>(role);
  const opener = useRef<HTMLButtonElement>(null);
  const { answer, faults, lost, pending, submit, reset } = useAction(saveRole, () => setOpen(false));
  const wasOpen = useRef(false);
  useEffect(() => {
    // The form has gone, and with it whatever had the focus.
    if (wasOpen.current && !open) opener.current?.focus();
    wasOpen.current = open;
  }, [open]);

  if (!open) {
    return (
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p>
          <span className="font-medium">{roles(role)}</span>
          <span className="block text-muted">{t(`describe.${role}`)}</span>
        </p>
        <Button
          ref={opener}
          disabled={!hydrated}
          onClick={() => {
            reset();
            setChosen(role);
            setOpen(true);
          }}
        >
          {t('role.change')}
        </Button>
        {answer?.status === 'done' ? (
          <Notice kind="success" announce="status" title={t('role.saved')} className="w-full" />
        ) : null}
      </div>
    );
  }
  return (
    <form method="post" noValidate className="flex flex-col gap-3" onSubmit={submit}>
      <input type="hidden" name="staffMemberId" value={staffMemberId} />
      <input type="hidden" name="roleBefore" value={role} />
      <RoleSelect chosen={chosen} onChoose={setChosen} error={faults.role} />
      <FormRefusal
        answer={answer}
        lost={lost}
        action={
          answer?.status === 'refused' && answer.refusal.code === 'staff_changed' ? <ReloadButton /> : null
        }
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending={pending} pendingLabel={t('role.saving')}>
          {t('role.save')}
        </SubmitButton>
        <Button
          variant="ghost"
          onClick={() => {
            reset();
            setOpen(false);
          }}
        >
          {shell('cancel')}
        </Button>
      </div>
      <FocusFirstInvalid answer={answer} />
    </form>
  );
}
