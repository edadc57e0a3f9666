import { expect, test } from 'vitest';
import { type Deed, may, needsConfirmation } from '@/lib/staff/deeds';

const yes = true;
const no = false;

/** Admin, agent, viewer; and whether who one is has to be confirmed first. A deed that is not here does not compile. */
const DEEDS: Record<Deed, readonly [admin: boolean, agent: boolean, viewer: boolean, confirmed: boolean]> = {
  'overview.see': [yes, yes, yes, no],
  'customer.see': [yes, yes, yes, no],
  'customer.create': [yes, yes, no, no],
  'customer.change': [yes, yes, no, no],
  'mailbox.see': [yes, yes, yes, no],
  'mailbox.create': [yes, yes, no, no],
  'mailbox.change': [yes, yes, no, no],
  'mailbox.pause': [yes, yes, no, no],
  'mailbox.delete': [yes, yes, no, no],
  'mailbox.test': [yes, yes, no, no],
  'mailbox.send_test': [yes, yes, no, no],
  'secret.replace': [yes, yes, no, yes],
  'secret.set_expiry': [yes, yes, no, no],
  'registration.change': [yes, yes, no, yes],
  'registration.delete': [yes, yes, no, yes],
  'message.see': [yes, yes, yes, no],
  'error_code.see': [yes, yes, yes, no],
  'error_code.see_unknown': [yes, no, no, no],
  'history.see': [yes, yes, yes, no],
  'history.export': [yes, yes, no, no],
  'audit.verify': [yes, no, no, no],
  'settings.see': [yes, yes, yes, no],
  'keys.rewrap': [yes, no, no, yes],
  'examples.load': [yes, no, no, no],
  'staff.see': [yes, yes, yes, no],
  'staff.manage': [yes, no, no, no],
  'staff.invite': [yes, no, no, yes],
  'staff.withdraw_invitation': [yes, no, no, no],
  'staff.change_role': [yes, no, no, yes],
  'staff.assign': [yes, no, no, yes],
  'staff.deactivate': [yes, no, no, yes],
  'staff.reactivate': [yes, no, no, yes],
  'staff.reset_second_factor': [yes, no, no, yes],
  'staff.end_session': [yes, no, no, no],
  'profile.see': [yes, yes, yes, no],
  'profile.change': [yes, yes, yes, no],
};

test.each(Object.entries(DEEDS))('%s: %j', (name, expected) => {
  const deed = name as Deed;
  expect([may('admin', deed), may('agent', deed), may('viewer', deed), needsConfirmation(deed)]).toEqual(
    expected,
  );
});
