import type { createTranslator } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import type { Words } from '@/app/_words/words';
import type { CertificateFault } from '@/lib/certificate/certificate';
import type { CustomerFailure } from '@/lib/customer/customer';
import type { MailboxFailure } from '@/lib/mailbox/mailbox';
import type { SendFailure } from '@/lib/outbox/message';
import type { PendingCertificateFailure } from '@/lib/pending-certificate/pending-certificate';
import type { RetestFailure } from '@/lib/retest/retest';
import type { StaffFailure } from '@/lib/staff/staff';

/** Everything that an action can be refused for, whatever noun owns it. */
export type ActionFailureCode =
  | CustomerFailure['code']
  | MailboxFailure['code']
  | PendingCertificateFailure['code']
  | RetestFailure['code']
  | SendFailure['code']
  | StaffFailure['code']
  | CertificateFault
  // of the gate itself
  | 'invalid_input'
  | 'signed_out'
  | 'not_allowed'
  | 'other_site'
  | 'form_too_large'
  | 'form_too_slow'
  | 'too_many_files'
  | 'confirm_needed'
  | 'examples_need_sandbox'
  | 'examples_there'
  | 'sandbox_silent'
  | 'unexpected';

/**
 * Every refusal and the field of its form that it is about, if it is about one. The words stand under
 * `errors.refused` in each language; a code without words does not compile.
 */
const REFUSALS: Record<ActionFailureCode, { readonly field?: string }> = {
  invalid_input: {},
  signed_out: {},
  not_allowed: {},
  other_site: {},
  form_too_large: {},
  form_too_slow: {},
  too_many_files: { field: 'attachments' },
  confirm_needed: {},
  unexpected: {},
  sign_in_refused: {},
  code_refused: { field: 'code' },
  sign_in_over: {},
  second_factor_needed: {},
  second_factor_on: {},
  second_factor_off: {},
  passkey_refused: {},
  passkey_not_found: {},
  passkey_there: {},
  too_many_passkeys: {},
  oidc_unknown: {},
  oidc_over: {},
  oidc_failed: {},
  sign_in_again: {},
  staff_is_oneself: {},
  too_many_attempts: {},
  too_many_calls: {},
  set_up_closed: {},
  password_refused: { field: 'currentPassword' },
  password_attempts: {},
  password_guessable: { field: 'password' },
  password_about_you: { field: 'password' },
  password_same: { field: 'password' },
  staff_email_taken: { field: 'email' },
  staff_not_found: {},
  staff_changed: {},
  last_admin: {},
  invitation_closed: {},
  customer_not_found: { field: 'customerId' },
  customer_name_taken: { field: 'customerName' },
  customer_changed: {},
  registration_not_found: { field: 'registrationId' },
  registration_exists: {},
  registration_in_use: {},
  registration_changed: {},
  registration_there: {},
  secret_changed: {},
  day_read: {},
  certificate_waits: {},
  certificate_gone: {},
  day_of_certificate: {},
  certificate_missing: { field: 'certificate' },
  certificate_unreadable: { field: 'certificate' },
  private_key_missing: { field: 'certificate' },
  certificate_password: { field: 'certificatePassword' },
  private_key_other: { field: 'certificate' },
  certificates_several: { field: 'certificate' },
  key_not_rsa: { field: 'certificate' },
  key_too_weak: { field: 'certificate' },
  key_too_large: { field: 'certificate' },
  certificate_too_slow: { field: 'certificate' },
  certificate_over: { field: 'certificate' },
  certificate_early: { field: 'certificate' },
  cloud_off: { field: 'cloud' },
  no_credential: {},
  certificate_not_used: {},
  vault_key_missing: {},
  vault_key_wrong: {},
  vault_refused: {},
  mailbox_not_found: {},
  mailbox_address_taken: { field: 'mailboxAddress' },
  mailbox_changed: {},
  mailbox_paused: {},
  address_does_not_confirm: { field: 'typedAddress' },
  test_cancelled: {},
  nothing_to_wait_for: {},
  examples_need_sandbox: {},
  examples_there: {},
  sandbox_silent: {},
};

/** A refusal in the words of whoever asked. */
export interface Refusal {
  readonly code: ActionFailureCode;
  readonly title: string;
  readonly advice: string;
  /** What is wrong with single fields, by the field's name. */
  readonly fields: Readonly<Record<string, string>>;
  /** Under which the log tells of it, when it is `unexpected`. */
  readonly reference?: string;
}

type Facts = Readonly<Record<string, string | number | Date>>;

/** The words of refusals, of whoever asked. */
export type ErrorWords = ReturnType<typeof createTranslator<Words, 'errors'>>;

/** The words of a refused action. `facts` fill what the words leave open, such as a key's id or a time. */
export async function wordRefusal(code: ActionFailureCode, facts: Facts = {}): Promise<Refusal> {
  return wordRefusalWith(await getTranslations('errors'), code, facts);
}

/** {@link wordRefusal} for given words. */
export function wordRefusalWith(t: ErrorWords, code: ActionFailureCode, facts: Facts = {}): Refusal {
  const title = t(`refused.${code}.title`, facts);
  const advice = t(`refused.${code}.advice`, facts);
  const { field } = REFUSALS[code];
  return { code, title, advice, fields: field ? { [field]: `${title}. ${advice}` } : {} };
}

/** The words of a form that was not filled in right: one sentence per field, by the codes of its schema. */
export async function wordFaults(faults: Readonly<Record<string, string>>): Promise<Refusal> {
  return wordFaultsWith(await getTranslations('errors'), faults);
}

/** {@link wordFaults} for given words. */
export function wordFaultsWith(t: ErrorWords, faults: Readonly<Record<string, string>>): Refusal {
  const words = (code: string) => {
    const value = `value.${code}` as 'value.secret_missing';
    if (t.has(value)) return t(value);
    const field = `field.${code}` as 'field.other';
    return t(t.has(field) ? field : 'field.other');
  };
  return {
    ...wordRefusalWith(t, 'invalid_input'),
    fields: Object.fromEntries(Object.entries(faults).map(([field, code]) => [field, words(code)])),
  };
}

/**
 * The facts of a failure that words may want, such as the time of the next try.
 * @returns texts, numbers and times alone
 */
export function factsOf(failure: object): Facts {
  const facts: Record<string, string | number | Date> = {};
  for (const [name, value] of Object.entries(failure)) {
    if (typeof value === 'string' || typeof value === 'number' || value instanceof Date) facts[name] = value;
  }
  return facts;
}

/** What is wrong with a form by field: the first code of each. */
export function faultsOf(error: z.ZodError): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const { path, message } of error.issues) faults[String(path[0] ?? 'form')] ??= message;
  return faults;
}
