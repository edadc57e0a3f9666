/** What can be wrong with the Directory (tenant) ID. */
export const TENANT_FAULTS = [
  'tenant_id_missing',
  'tenant_id_shape',
  /** Nearly a GUID: something is missing or was copied along. */
  'tenant_id_incomplete',
  /** An address of a web page that names no directory. */
  'tenant_id_link',
  /** `common`, `organizations`, `consumers`: they name no directory. */
  'tenant_id_common',
  'tenant_id_address',
  /** The name of the company or of the app. */
  'tenant_id_name',
  'tenant_id_secret',
] as const;

/** What can be wrong with the Application (client) ID, by itself or beside the other values. */
export const CLIENT_FAULTS = [
  'client_id_missing',
  'client_id_shape',
  'client_id_incomplete',
  'client_id_link',
  /** A link that names an Object ID and no client id. */
  'client_id_object_id',
  'client_id_name',
  'client_id_secret',
  /** A domain: it belongs into the other field. */
  'ids_exchanged',
  'ids_equal',
] as const;

/** What can be wrong with the client secret. */
export const SECRET_FAULTS = [
  'secret_missing',
  'secret_shape',
  'secret_blank',
  'secret_line_break',
  'secret_invisible',
  'secret_full_width',
  'secret_label',
  'secret_link',
  'secret_too_long',
] as const;

/**
 * What makes a client secret doubtful. Whoever knows better ticks the doubt away (`secretIsValue`), since Microsoft
 * promises no shape of a secret.
 */
export const SECRET_DOUBTS = [
  'secret_is_id',
  /** It is the GUID that stands in another field, too. */
  'secret_is_other_id',
  'secret_cut_short',
  'secret_too_long',
  'secret_quoted',
] as const;

/** One of {@link TENANT_FAULTS}. */
export type TenantFault = (typeof TENANT_FAULTS)[number];
/** One of {@link CLIENT_FAULTS}. */
export type ClientFault = (typeof CLIENT_FAULTS)[number];
/** One of {@link SECRET_FAULTS}. */
export type SecretFault = (typeof SECRET_FAULTS)[number];
/** One of {@link SECRET_DOUBTS}. */
export type SecretDoubt = (typeof SECRET_DOUBTS)[number];
