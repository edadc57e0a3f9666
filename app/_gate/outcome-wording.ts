import { type EntraPage, entraLink, type LinkOrigins, type TypedIds } from '@/app/_guide/entra-links';
import type { OutcomeCode } from '@/lib/mailbox/connection-test';

/** Who has to do something: `us` is whoever runs Posthouse, `microsoft` means that nobody here has to: wait. */
export type WhoActs = 'support' | 'entra_admin' | 'exchange_admin' | 'microsoft' | 'us';

/** The one page to open. Beside Entra's own: Microsoft's text on an error number, on access policies, on its health. */
export type LinkKind =
  | EntraPage
  | 'error_lookup'
  | 'access_policies'
  | 'restricted_entities'
  | 'service_health'
  | 'national_clouds';

/** A command for the customer's administrator; `fill-command.ts` writes it for one mailbox. */
export type CommandKind =
  | 'make_service_principal'
  | 'make_graph_principal'
  | 'enable_app'
  | 'grant_mail_send'
  | 'test_access_policy'
  | 'show_from'
  | 'show_mailbox'
  | 'show_move'
  | 'mailbox_size'
  | 'lift_block';

/** What is to be said of an outcome besides its words, which stand under its code in `outcomes.json`. */
export interface OutcomeFacts {
  readonly who: WhoActs;
  readonly link: LinkKind | null;
  /** The command that shows or mends it, with this mailbox's values filled in. */
  readonly command: CommandKind | null;
  /** Does it have a second cause that is worth looking at, `second` in its words? */
  readonly second: boolean;
  /** Is there a text to forward to the customer's administrator? Then there is a link or a command, too. */
  readonly forward: boolean;
}

const by = (
  who: WhoActs,
  link: LinkKind | null,
  {
    command = null,
    second = false,
    forward = false,
  }: Partial<Pick<OutcomeFacts, 'command' | 'second' | 'forward'>> = {},
): OutcomeFacts => ({ who, link, command, second, forward });

const forward = true;
const second = true;

/** Every way in which a check or a send can end other than well; a code without its row does not compile. */
export const OUTCOMES = {
  // the directory
  tenant_not_found: by('support', 'tenant_overview', { second, forward }),
  tenant_malformed: by('support', 'tenant_overview', { forward }),
  tenant_in_other_cloud: by('support', 'national_clouds', { forward }),
  tenant_closed: by('support', 'tenant_overview', { second, forward }),

  // the app
  app_not_in_tenant: by('support', 'registrations', { second, forward }),
  app_without_service_principal: by('entra_admin', 'permissions', {
    command: 'make_service_principal',
    second,
    forward,
  }),
  client_id_malformed: by('support', 'registrations', { forward }),
  app_disabled: by('entra_admin', 'enterprise_app', { command: 'enable_app', second, forward }),
  app_blocked: by('entra_admin', 'enterprise_app', { second, forward }),
  app_is_public_client: by('entra_admin', 'overview', { forward }),
  app_of_microsoft: by('support', 'registrations', { forward }),

  // the credential
  secret_wrong: by('support', 'credentials', { second, forward }),
  secret_id_sent: by('support', 'credentials', { forward }),
  secret_expired: by('entra_admin', 'credentials', { forward }),
  certificate_unknown: by('entra_admin', 'credentials', { second, forward }),
  certificate_expired: by('entra_admin', 'credentials', { second, forward }),
  certificate_revoked: by('entra_admin', 'credentials', { forward }),
  certificate_refused: by('entra_admin', 'credentials', { second, forward }),
  sign_in_known_to_fail: by('support', null),

  // what the directory's administrator has decided
  conditional_access: by('entra_admin', 'conditional_access', { second, forward }),
  security_policy: by('entra_admin', 'conditional_access', { forward }),
  consent_missing: by('entra_admin', 'permissions', { second, forward }),
  resource_unknown: by('support', 'enterprise_apps', {
    command: 'make_graph_principal',
    second,
    forward,
  }),
  service_not_subscribed: by('entra_admin', 'users', { forward }),
  sign_in_looping: by('microsoft', 'error_lookup', { forward }),

  // requests that Posthouse should not have made
  credential_not_sent: by('us', null),
  assertion_rejected: by('us', null),
  clock_wrong: by('us', null, { second }),
  scope_wrong: by('us', null),
  request_malformed: by('us', null),
  content_refused: by('us', null),

  // the token and the right to send
  token_refused: by('support', null),
  token_for_another_cloud: by('support', null),
  permission_missing: by('entra_admin', 'permissions', { command: 'grant_mail_send', second, forward }),
  permission_not_proven: by('support', 'permissions'),
  // Only said of a token with Mail.Send, which no role in Exchange narrows: an application access policy does.
  access_denied: by('exchange_admin', 'access_policies', {
    command: 'test_access_policy',
    second,
    forward,
  }),
  access_policy_blocks: by('exchange_admin', 'access_policies', {
    command: 'test_access_policy',
    second,
    forward,
  }),
  right_not_proven: by('support', null),

  // the mailbox
  mailbox_not_found: by('support', 'users', { second, forward }),
  address_not_primary: by('support', 'users', { forward }),
  exchange_not_found: by('exchange_admin', 'users', { command: 'show_mailbox', second, forward }),
  mailbox_without_exchange: by('exchange_admin', 'users', { command: 'show_mailbox', second, forward }),
  mailbox_on_premises: by('exchange_admin', 'users', { command: 'show_mailbox', second, forward }),
  mailbox_account_disabled: by('entra_admin', 'users', { forward }),
  mailbox_misconfigured: by('exchange_admin', 'users', { command: 'show_mailbox', forward }),
  mailbox_full: by('exchange_admin', 'users', { command: 'mailbox_size', forward }),
  send_as_denied: by('exchange_admin', 'users', { command: 'show_from', second, forward }),
  sending_blocked: by('exchange_admin', 'restricted_entities', { command: 'lift_block', second, forward }),
  sending_limit_reached: by('microsoft', null, { second }),

  // this one mail
  recipient_refused: by('support', null, { second }),
  recipients_missing: by('support', null),
  too_many_recipients: by('support', null),
  message_too_large: by('support', null, { second }),
  attachment_too_large: by('support', null),
  mime_refused: by('us', null),
  virus_found: by('support', null),
  mail_recipients_missing: by('support', null),
  mail_recipients_over_limit: by('support', null),
  mail_address_malformed: by('support', null),
  mail_line_break: by('support', null),
  mail_header_refused: by('support', null),
  mail_attachment_over_limit: by('support', null),
  mail_over_request_limit: by('entra_admin', 'permissions', { second, forward }),
  upload_session_failed: by('us', null, { second }),
  upload_host_unknown: by('us', null, { second }),
  draft_vanished: by('support', null),

  // how often, and Microsoft's own service
  sign_in_throttled: by('microsoft', null),
  throttled: by('microsoft', null),
  mailbox_busy: by('microsoft', null, { second }),
  mailbox_moving: by('microsoft', null, { command: 'show_move', second, forward }),
  mailbox_store_unavailable: by('microsoft', 'service_health'),
  sign_in_broken: by('microsoft', 'error_lookup', { forward }),
  microsoft_unavailable: by('microsoft', 'service_health'),

  // the network between
  tenant_restricted: by('us', null),
  name_not_found: by('us', null),
  name_lookup_failed: by('us', null),
  connection_refused: by('us', null),
  connection_reset: by('us', null),
  no_route: by('us', null, { second }),
  connect_timed_out: by('us', null, { second }),
  timed_out: by('microsoft', 'service_health', { second }),
  answer_stalled: by('microsoft', 'service_health'),
  certificate_not_trusted: by('us', null, { second }),
  certificate_out_of_date: by('us', null, { second }),
  certificate_of_another_name: by('us', null),
  tls_failed: by('us', null),
  proxy_password: by('us', null),
  sign_in_page: by('us', null),
  redirected: by('us', null),
  answered_html: by('us', null, { second }),
  answered_empty: by('microsoft', 'service_health'),
  answer_cut_off: by('us', null),
  answer_too_large: by('us', null),
  answer_is_no_http: by('us', null),
  unreachable: by('us', null),
  interrupted: by('support', null),
  unknown: by('support', 'error_lookup'),

  // the values, before anything is asked of Microsoft
  cloud_missing: by('support', null),
  cloud_off: by('support', null),
  address_missing: by('support', null),
  address_shape: by('support', null),
  address_several: by('support', null),
  tenant_id_missing: by('support', 'tenant_overview'),
  tenant_id_shape: by('support', 'tenant_overview', { forward }),
  tenant_id_incomplete: by('support', 'tenant_overview', { forward }),
  tenant_id_link: by('support', 'tenant_overview'),
  tenant_id_common: by('support', 'tenant_overview'),
  tenant_id_address: by('support', 'tenant_overview'),
  tenant_id_name: by('support', 'tenant_overview'),
  tenant_id_secret: by('support', 'tenant_overview'),
  client_id_missing: by('support', 'registrations'),
  client_id_shape: by('support', 'registrations', { forward }),
  client_id_incomplete: by('support', 'registrations', { forward }),
  client_id_link: by('support', 'registrations'),
  client_id_object_id: by('support', 'registrations', { forward }),
  client_id_name: by('support', 'registrations'),
  client_id_secret: by('support', 'registrations'),
  ids_exchanged: by('support', 'registrations'),
  ids_equal: by('support', 'registrations'),
  secret_missing: by('support', 'credentials'),
  secret_is_id: by('support', 'credentials', { forward }),
  secret_is_other_id: by('support', 'credentials', { forward }),
  secret_shape: by('support', 'credentials', { forward }),
  secret_blank: by('support', 'credentials'),
  secret_line_break: by('support', 'credentials'),
  secret_invisible: by('support', 'credentials'),
  secret_full_width: by('support', 'credentials'),
  secret_label: by('support', 'credentials'),
  secret_quoted: by('support', 'credentials'),
  secret_link: by('support', 'credentials'),
  secret_too_long: by('support', 'credentials'),
  secret_cut_short: by('support', 'credentials', { forward }),
  no_credential: by('support', 'credentials', { forward }),
  certificate_not_used: by('support', 'credentials', { forward }),
  vault_key_missing: by('us', null),
  vault_key_wrong: by('us', null),
  vault_refused: by('us', null),
} as const satisfies Record<OutcomeCode, OutcomeFacts>;

/** Microsoft's page on an AADSTS number. The one address for all clouds. */
const ERROR_LOOKUP = 'https://login.microsoftonline.com/error?code=';
/** How application access policies name an app's mailboxes; opens in the reader's language. */
const ACCESS_POLICIES = 'https://learn.microsoft.com/graph/auth-limit-mailbox-access';
/** Where a mailbox that was blocked from sending is let go, of the global cloud. */
const RESTRICTED_ENTITIES = 'https://security.microsoft.com/restrictedentities';
/** Microsoft's page on the same, for the clouds whose own address is not known from here. */
const ABOUT_RESTRICTED_ENTITIES =
  'https://learn.microsoft.com/defender-office-365/outbound-spam-restore-restricted-users';
/** Which clouds there are, and at which addresses their portals open. */
const NATIONAL_CLOUDS = 'https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud';
/** Microsoft 365's public status page, of the global cloud. */
const SERVICE_HEALTH = 'https://status.cloud.microsoft/';

/** The address of an outcome's link, or null where this cloud or this answer has none. */
export function outcomeLink(
  kind: LinkKind | null,
  place: { readonly origins: LinkOrigins; readonly ids: TypedIds; readonly rawCode: string | null },
): string | null {
  switch (kind) {
    case null:
      return null;
    case 'error_lookup':
      return errorLookup(place.rawCode);
    case 'access_policies':
      return ACCESS_POLICIES;
    case 'national_clouds':
      return NATIONAL_CLOUDS;
    case 'restricted_entities':
      return isGlobal(place.origins) ? RESTRICTED_ENTITIES : ABOUT_RESTRICTED_ENTITIES;
    case 'service_health':
      return isGlobal(place.origins) ? SERVICE_HEALTH : null;
    default:
      return entraLink(place.origins, kind, place.ids);
  }
}

// The sandbox too: it plays the global cloud, and has that one's console for its links, so that the texts read as in earnest.
const isGlobal = (origins: LinkOrigins) => origins.portalUrl === 'https://entra.microsoft.com';

/** Microsoft's own page on `AADSTS7000215` and the like; null for a code that is no AADSTS number. */
export function errorLookup(rawCode: string | null): string | null {
  const number = /^AADSTS(\d{4,9})$/.exec(rawCode ?? '')?.[1];
  return number ? `${ERROR_LOOKUP}${number}` : null;
}
