import type { Cloud } from '@/lib/microsoft/cloud';
import { kindOf, type RegistrationDetails, type SignsInWith } from '@/lib/registration/registration';

/** An app registration as the form offers it. */
export interface KnownRegistration
  extends Pick<RegistrationDetails, 'id' | 'cloud' | 'tenantId' | 'clientId' | 'mailboxCount'> {
  /** Null: it was added for a certificate, and none is used yet. */
  readonly signsInWith: SignsInWith | null;
}

/** The part of an app registration that the form may be given: of its credential nothing but the kind. */
export function knownRegistration(registration: RegistrationDetails): KnownRegistration {
  const { id, cloud, tenantId, clientId, mailboxCount, credential } = registration;
  const signsInWith = credential && kindOf(credential);
  return { id, cloud, tenantId, clientId, mailboxCount, signsInWith };
}

/**
 * What the form's choice of app registration is: a new one with its client secret, a new one that is to have a
 * certificate, none yet, or the id of one that is there.
 */
export type Choice = 'new' | 'certificate' | 'later' | (string & {});

/** Is it one that is typed into this form? */
export function isTyped(choice: Choice): boolean {
  return choice === 'new' || choice === 'certificate';
}

/** The kind of credential that the customer's administrator has to make for a choice. */
export function neededCredential(choice: Choice, known: readonly KnownRegistration[]): SignsInWith {
  const chosen = known.find(({ id }) => id === choice);
  if (chosen) return chosen.signsInWith ?? 'certificate';
  return choice === 'certificate' ? 'certificate' : 'secret';
}

/**
 * The hidden fields that say the choice to the server.
 * @param present the choice that a mailbox has that is there; null: it is added
 */
export function choiceFields(
  choice: Choice,
  present: Choice | null,
): { registrationChoice: string; registrationId: string } {
  if (choice === present) return { registrationChoice: 'unchanged', registrationId: '' };
  if (isTyped(choice) || choice === 'later') return { registrationChoice: choice, registrationId: '' };
  return { registrationChoice: 'existing', registrationId: choice };
}

/** What is typed so far and may be known to the page: everything that the guide fills in. Never the secret. */
export interface TypedValues {
  readonly mailboxAddress: string;
  readonly cloud: Cloud;
  readonly tenantId: string;
  readonly clientId: string;
}

/** The names of the fields that a connection test is about. */
export const TESTED_FIELDS: ReadonlySet<string> = new Set([
  'mailboxAddress',
  'cloud',
  'tenantId',
  'clientId',
  'clientSecret',
  'secretIsValue',
]);

/** Reads them from the form; `before` for what the form does not have at the moment. */
export function readTyped(form: HTMLFormElement, before: TypedValues): TypedValues {
  const text = (name: keyof TypedValues) => {
    const control = form.elements.namedItem(name);
    return control instanceof HTMLInputElement || control instanceof HTMLSelectElement
      ? control.value
      : before[name];
  };
  return {
    mailboxAddress: text('mailboxAddress'),
    cloud: text('cloud') as Cloud,
    tenantId: text('tenantId'),
    clientId: text('clientId'),
  };
}

/** The app registration among `known` that the typed cloud and ids name again, or null. */
export function findTyped(known: readonly KnownRegistration[], typed: TypedValues): KnownRegistration | null {
  const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
  return (
    known.find(
      ({ cloud, tenantId, clientId }) =>
        cloud === typed.cloud && same(tenantId, typed.tenantId) && same(clientId, typed.clientId),
    ) ?? null
  );
}

/** An id short enough for a line of a choice: "1b2c…90ab". What is not that long stays whole. */
export function shortId(id: string): string {
  return /^[0-9a-f-]{36}$/.test(id) ? `${id.slice(0, 4)}…${id.slice(-4)}` : id;
}
