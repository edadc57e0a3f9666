import { TYPED_SECRETS } from './typed-secrets';

/** Label of a field, what is typed into it, and a part of what is then said below it. */
export type BadValue = readonly [label: string, value: string, words: RegExp];

/** What is no mailbox address. */
export const ADDRESS: readonly BadValue[] = [
  ['Mailbox address', '', /^Enter the mailbox address\./],
  ['Mailbox address', 'nobody', /looks like support@contoso\.com/],
  ['Mailbox address', 'support@contoso', /looks like support@contoso\.com/],
  ['Mailbox address', 'a@contoso.example, b@contoso.example', /looks like support@contoso\.com/],
  ['Mailbox address', 'Support <support@contoso.example', /looks like support@contoso\.com/],
  ['Mailbox address', 'süpport@contoso.example', /looks like support@contoso\.com/],
  ['Mailbox address', `${'a'.repeat(250)}@contoso.example`, /looks like support@contoso\.com/],
];
/** What is too long or would break a header. */
export const NAMES: readonly BadValue[] = [
  ['Mailbox name', 'n'.repeat(257), /too long/],
  ['Mailbox name', 'rings a\u0007bell', /on one line/],
  ['Description', 'd'.repeat(1001), /too long/],
];
/** What is neither an id nor, for the tenant, a domain: it becomes part of the address that the secret goes to. */
export const IDS: readonly BadValue[] = [
  ['Directory (tenant) ID', '', /^Enter the Directory \(tenant\) ID/],
  ['Directory (tenant) ID', 'Harbour Hotel', /neither a tenant ID nor a domain/],
  ['Directory (tenant) ID', 'common', /neither a tenant ID nor a domain/],
  ['Directory (tenant) ID', '1b2c3d4e-0000-4000-8000-1234567890a', /neither a tenant ID nor a domain/],
  ['Directory (tenant) ID', 'admin@contoso.com', /e-mail address, neither a tenant ID nor a domain/],
  ['Directory (tenant) ID', 'https://portal.azure.com/', /it is a link, and it names no directory/],
  ['Directory (tenant) ID', 'https://contoso.com', /neither a tenant ID nor a domain/],
  ['Directory (tenant) ID', 'contoso.com/../common', /neither a tenant ID nor a domain/],
  ['Directory (tenant) ID', 'contoso.com@elsewhere.example', /neither a tenant ID nor a domain/],
  ['Directory (tenant) ID', 'contoso.com?x=1#y', /neither a tenant ID nor a domain/],
  ['Application (client) ID', '', /^Enter the Application \(client\) ID/],
  ['Application (client) ID', 'helpdesk-mailer', /not an application ID/],
  ['Application (client) ID', '1b2c3d4e00004000800012345678 90ab', /not an application ID/],
  ['Application (client) ID', 'contoso.com', /This is a domain, not an application ID/],
  [
    'Application (client) ID',
    '1b2c3d4e-0000-4000-8000-1234567890ab',
    /the Directory \(tenant\) ID once more/,
  ],
  ['Application (client) ID', 'api://1b2c3d4e-0000-4000-8000-1234567890ab', /not an application ID/],
];
/** What cannot be a client secret. */
export const SECRETS: readonly BadValue[] = [
  ['Client secret value', '', /^Paste the client secret/],
  ['Client secret value', TYPED_SECRETS.secretId, /^This looks like the Secret ID/],
  ['Client secret value', TYPED_SECRETS.withBlank, /no blanks/],
  ['Client secret value', TYPED_SECRETS.withUmlaut, /only plain letters/],
  ['Client secret value', TYPED_SECRETS.tooLong, /longer than the Value/],
  ['Client secret value', TYPED_SECRETS.cutShort, /shorter than the Value/],
];
/** Days on which no client secret expires. */
export const DAYS: readonly BadValue[] = [
  ['Secret expires on', '1999-12-31', /too long ago/],
  ['Secret expires on', '2100-01-01', /too far away/],
];
/** A cloud that the form does not offer. */
export const CLOUD: readonly BadValue[] = [['Microsoft cloud', 'mars', /Choose the Microsoft cloud/]];
/** Nobody. */
export const CUSTOMER: readonly BadValue[] = [['Customer', '', /Choose the customer/]];

const shown = (value: string) =>
  value.length > 60 ? `${value.slice(0, 20)}… (${value.length} characters)` : value;
/** The row as the name of a test. */
export const titleOf = ([label, value]: BadValue) => `${label}: ${JSON.stringify(shown(value))}`;
