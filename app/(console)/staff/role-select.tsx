'use client';

import { useTranslations } from 'next-intl';
import { Select } from '@/app/_ui/select';
import type { Role } from '@/lib/staff/staff';

const ROLES = ['admin', 'agent', 'viewer'] as const satisfies readonly Role[];

/**
 * The choice of a role, with what the chosen one may do below it.
 * @param empty the words for no choice; without them one of the roles is always chosen
 */
export function RoleSelect({
  chosen,
  onChoose,
  error,
  empty,
}: {
  chosen: string;
  onChoose: (role: string) => void;
  error?: string;
  empty?: string;
}) {
  const t = useTranslations('staff');
  const roles = useTranslations('shell.roles');
  const known = ROLES.find((role) => role === chosen);
  return (
    <Select
      name="role"
      label={t('role.label')}
      help={known ? t(`describe.${known}`) : undefined}
      error={error}
      value={chosen}
      onChange={(event) => onChoose(event.currentTarget.value)}
      fieldClassName="max-w-sm"
    >
      {empty ? <option value="">{empty}</option> : null}
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {roles(role)}
        </option>
      ))}
    </Select>
  );
}
