import type { OutcomeCode } from '@/lib/mailbox/connection-test';
import type { MicrosoftFailureCode } from '@/lib/microsoft/failure';
import { CLIENT, OBJECT, SECRET_ID, TENANT, VALUE } from '@/tests/paste/values';

/** The outcomes that are not Microsoft's; those are brought about in `tests/microsoft/provocations.ts`. */
export type OwnOutcomeCode = Exclude<OutcomeCode, MicrosoftFailureCode>;

/** A field of the Add mailbox form that "Test connection" before saving takes. */
export type TypedField = 'cloud' | 'mailboxAddress' | 'tenantId' | 'clientId' | 'clientSecret';

/** How one of them is brought about. */
export type Provocation =
  /** A working mailbox's values, and what somebody types in the place of one: "Test connection" before saving. */
  | { readonly how: 'typed'; readonly typed: Partial<Record<TypedField, string>> }
  /** A mailbox saved without what it takes: "Test connection" and "Send test". */
  | { readonly how: 'saved'; readonly form: Readonly<Record<string, string>> }
  /** A saved mailbox, and a statement on its database; `$1` is its app registration, `$2` another one. */
  | { readonly how: 'damaged'; readonly statement: string }
  /** A saved mailbox, and another process that is started with this in its environment. */
  | { readonly how: 'started'; readonly environment: Readonly<Record<string, string>> }
  /** A saved mailbox, whose probe gets an answer from Graph that no table knows. */
  | { readonly how: 'answered'; readonly scenario: string }
  /** A saved mailbox whose sign-in is refused, used once more. */
  | { readonly how: 'again'; readonly scenario: string }
  /** A process that ends while Microsoft has the mail and has not answered yet. */
  | { readonly how: 'killed' };

const typed = (values: Partial<Record<TypedField, string>>): Provocation => ({ how: 'typed', typed: values });
const tenant = (text: string) => typed({ tenantId: text });
const client = (text: string) => typed({ clientId: text });
const secret = (text: string) => typed({ clientSecret: text });
const started = (environment: Readonly<Record<string, string>>): Provocation => ({
  how: 'started',
  environment,
});

const anotherKey = Buffer.alloc(32, 'another fake key ').toString('base64');
const APP_PAGE = 'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview';

/** One way to each of them, as it comes about where people work. */
export const OWN_PROVOCATIONS: Record<OwnOutcomeCode, Provocation> = {
  // what was typed
  cloud_missing: typed({ cloud: '' }),
  address_missing: typed({ mailboxAddress: ' ' }),
  address_shape: typed({ mailboxAddress: 'front desk' }),
  address_several: typed({ mailboxAddress: 'orders@alder-bakery.example; events@alder-bakery.example' }),
  tenant_id_missing: tenant(''),
  tenant_id_shape: tenant('contoso.com/oauth2'),
  tenant_id_incomplete: tenant(TENANT.slice(0, -1)),
  tenant_id_link: tenant('https://www.contoso.com/about-us'),
  tenant_id_common: tenant('common'),
  tenant_id_address: tenant('admin@contoso.com'),
  tenant_id_name: tenant('Alder Bakery'),
  tenant_id_secret: tenant(VALUE),
  client_id_missing: client(''),
  client_id_shape: client(`api://${CLIENT}`),
  client_id_incomplete: client(CLIENT.slice(1)),
  client_id_link: client('https://entra.microsoft.com/#home'),
  client_id_object_id: client(`${APP_PAGE}/objectId/${OBJECT}`),
  client_id_name: client('Helpdesk mailer'),
  client_id_secret: client(VALUE),
  ids_exchanged: client('contoso.onmicrosoft.com'),
  ids_equal: typed({ tenantId: TENANT, clientId: TENANT.toUpperCase() }),
  secret_missing: secret('\n'),
  secret_is_id: secret(SECRET_ID),
  secret_is_other_id: typed({ clientId: CLIENT, clientSecret: CLIENT }),
  secret_shape: secret(`${VALUE.slice(0, 20)}…`),
  secret_blank: secret(`${VALUE.slice(0, 20)} ${VALUE.slice(20)}`),
  secret_line_break: secret(`${VALUE.slice(0, 20)}\r\n${VALUE.slice(20)}`),
  secret_invisible: secret(`${VALUE.slice(0, 20)}\u00ad${VALUE.slice(20)}`),
  secret_full_width: secret(`${VALUE.slice(0, 39)}ａ`),
  secret_label: secret(`Value: ${VALUE}`),
  secret_quoted: secret(`"${VALUE.slice(0, 30)}`),
  secret_link: secret('https://entra.microsoft.com/#home'),
  secret_too_long: secret(`${VALUE}x`),
  secret_cut_short: secret(VALUE.slice(0, -1)),
  // what is stored
  no_credential: { how: 'saved', form: { registrationChoice: 'later' } },
  certificate_not_used: { how: 'saved', form: { registrationChoice: 'certificate' } },
  vault_refused: {
    how: 'damaged',
    statement: `UPDATE credential SET sealed = (SELECT sealed FROM credential WHERE registration_id = $2)
                WHERE registration_id = $1`,
  },
  vault_key_missing: started({ VAULT_KEYS: `newer:${anotherKey}` }),
  vault_key_wrong: started({ VAULT_KEYS: `fake:${anotherKey}` }),
  cloud_off: started({ SANDBOX_URL: '' }),
  // what is not known
  permission_not_proven: { how: 'answered', scenario: 'no-mail-send' },
  right_not_proven: { how: 'answered', scenario: 'working-mailbox' },
  sign_in_known_to_fail: { how: 'again', scenario: 'wrong-secret' },
  interrupted: { how: 'killed' },
};
