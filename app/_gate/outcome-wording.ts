import { type EntraPage, entraLink, type LinkOrigins, type TypedIds } from '@/app/_guide/entra-links';
import type { OutcomeCode } from '@/lib/mailbox/connection-test';

/** Who has to do something: `us` is whoever runs Posthouse, `microsoft` means that nobody here has to: wait. */
export type WhoActs = 'support' | 'entra_admin' | 'exchange_admin' | 'microsoft' | 'us';

/** The one page to open. Beside Entra's own: Microsoft's text on an error number, on Exchange's grants, on its health. */
export type LinkKind = EntraPage | 'error_lookup' | 'exchange_grants' | 'service_health';

/** A command for the customer's administrator; `fill-command.ts` writes it for one mailbox. */
export type CommandKind = 'test_grants';

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
  // the directory and the sign-in
  tenant_not_found: by('support', 'tenant_overview', { forward }),
  tenant_malformed: by('support', 'tenant_overview', { forward }),
  tenant_in_other_cloud: by('support', null),
  app_not_in_tenant: by('support', 'registrations', { forward }),
  client_id_malformed: by('support', 'registrations', { forward }),
  app_disabled: by('entra_admin', 'enterprise_app', { forward }),
  secret_wrong: by('support', 'credentials', { forward }),
  secret_expired: by('entra_admin', 'credentials', { forward }),
  conditional_access: by('entra_admin', 'conditional_access', { forward }),
  sign_in_looping: by('microsoft', 'error_lookup'),
  sign_in_known_to_fail: by('support', null),

  // the permission and the mailbox
  permission_missing: by('entra_admin', 'permissions', { forward }),
  permission_not_proven: by('support', 'permissions'),
  access_denied: by('exchange_admin', 'exchange_grants', { command: 'test_grants', second, forward }),
  mailbox_not_found: by('support', 'users', { forward }),
  mailbox_without_exchange: by('exchange_admin', 'users', { forward }),
  send_as_denied: by('exchange_admin', 'users', { forward }),
  right_not_proven: by('support', null),
  recipient_refused: by('support', null),
  message_too_large: by('support', null),
  mail_recipients_missing: by('support', null),
  mail_recipients_over_limit: by('support', null),
  mail_address_malformed: by('support', null),
  mail_line_break: by('support', null),
  mail_header_refused: by('support', null),
  mail_attachment_over_limit: by('support', null),
  mail_over_request_limit: by('entra_admin', 'permissions', { second, forward }),
  upload_session_failed: by('us', null, { second }),
  draft_vanished: by('support', null),
  token_refused: by('support', null),

  // the road there
  throttled: by('microsoft', null),
  microsoft_unavailable: by('microsoft', 'service_health'),
  unreachable: by('us', null),
  timed_out: by('microsoft', 'service_health'),
  answered_html: by('us', null),
  answered_empty: by('microsoft', 'service_health'),
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
  vault_key_missing: by('us', null),
  vault_key_wrong: by('us', null),
  vault_refused: by('us', null),
} as const satisfies Record<OutcomeCode, OutcomeFacts>;

/** Microsoft's page on an AADSTS number. The one address for all clouds. */
const ERROR_LOOKUP = 'https://login.microsoftonline.com/error?code=';
/** How Exchange narrows an app to single mailboxes; opens in the reader's language. */
const EXCHANGE_GRANTS = 'https://learn.microsoft.com/exchange/permissions-exo/application-rbac';
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
    case 'exchange_grants':
      return EXCHANGE_GRANTS;
    case 'service_health':
      return place.origins.portalUrl === 'https://entra.microsoft.com' ? SERVICE_HEALTH : null;
    default:
      return entraLink(place.origins, kind, place.ids);
  }
}

/** Microsoft's own page on `AADSTS7000215` and the like; null for a code that is no AADSTS number. */
export function errorLookup(rawCode: string | null): string | null {
  const number = /^AADSTS(\d{4,9})$/.exec(rawCode ?? '')?.[1];
  return number ? `${ERROR_LOOKUP}${number}` : null;
}
