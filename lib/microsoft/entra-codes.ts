import type { CodeRow } from './code-row';

/** Microsoft's list; it says of itself that numbers may change, so an unlisted one is no surprise. */
const LIST = 'learn.microsoft.com/entra/identity-platform/reference-error-codes';
/** The guide of Azure's SDKs on a client assertion that is refused. */
const SDK_GUIDE =
  'github.com/MicrosoftDocs/azure-dev-docs (Azure SDK for Java: troubleshoot service principals)';
/** The numbers on which Microsoft.Identity.Web loads its certificate anew. */
const IDENTITY_WEB = 'github.com/AzureAD/microsoft-identity-web (Constants: certificate errors)';

/** Bodies of 700027 and 50012 that name the reason differ in nothing but this. */
const KEY_EXPIRED = {
  says: /key used is expired|certificate .{0,90} is expired/i,
  means: 'certificate_expired',
  source: 'bodies quoted in Microsoft’s and others’ public documentation',
} as const;

/** AADSTS numbers to our codes. No number stands here that its source does not name. */
export const ENTRA_CODES: Readonly<Record<number, CodeRow>> = {
  // the directory
  90002: { means: 'tenant_not_found', source: LIST },
  900023: { means: 'tenant_malformed', source: 'github.com/caddy-dns/azure/issues/3' },
  900021: { means: 'tenant_malformed', source: 'body quoted in public repositories: an empty GUID' },
  50059: { means: 'tenant_malformed', source: LIST },
  50128: { means: 'tenant_malformed', source: LIST },
  90019: { means: 'tenant_malformed', source: LIST },
  // An app of one directory, asked for under /common.
  50194: { means: 'tenant_malformed', source: 'body quoted in public repositories' },
  90038: { means: 'tenant_in_other_cloud', source: LIST },
  900382: { means: 'tenant_in_other_cloud', source: LIST },
  900432: { means: 'tenant_in_other_cloud', source: LIST },
  5000224: {
    means: 'tenant_closed',
    source: 'github.com/AzureAD/microsoft-authentication-library-for-dotnet/issues/5251',
  },
  50002: { means: 'tenant_restricted', source: LIST },
  500021: { means: 'tenant_restricted', source: LIST },
  500022: { means: 'tenant_restricted', source: LIST },
  // the app
  700016: { means: 'app_not_in_tenant', source: LIST },
  700011: { means: 'app_not_in_tenant', source: LIST },
  7000229: {
    means: 'app_without_service_principal',
    source:
      'body quoted in public repositories; learn.microsoft.com/entra/identity-platform/deprecate-service-principal-less-authentication',
  },
  700038: { means: 'client_id_malformed', source: 'body quoted in public repositories' },
  7000112: { means: 'app_disabled', source: LIST },
  70001: { means: 'app_disabled', source: LIST },
  1000031: { means: 'app_blocked', source: LIST },
  700025: { means: 'app_is_public_client', source: LIST },
  65002: { means: 'app_of_microsoft', source: LIST },
  // the credential
  7000215: { means: 'secret_wrong', source: LIST },
  70002: { means: 'secret_wrong', source: LIST },
  7000222: { means: 'secret_expired', source: LIST },
  7000216: { means: 'credential_not_sent', source: 'github.com/MicrosoftDocs/azure-docs/issues/30777' },
  7000218: { means: 'credential_not_sent', source: LIST },
  700027: { means: 'certificate_unknown', source: LIST, unless: KEY_EXPIRED },
  50012: { means: 'certificate_refused', source: LIST, unless: KEY_EXPIRED },
  50017: { means: 'certificate_refused', source: LIST },
  700030: { means: 'certificate_refused', source: LIST },
  1000502: { means: 'certificate_expired', source: IDENTITY_WEB },
  7000214: { means: 'certificate_revoked', source: IDENTITY_WEB },
  7000277: { means: 'certificate_revoked', source: IDENTITY_WEB },
  700021: { means: 'assertion_rejected', source: SDK_GUIDE },
  // Microsoft's list calls it InvalidResourcelessScope; either way the request was ours.
  700023: { means: 'assertion_rejected', source: SDK_GUIDE },
  700236: {
    means: 'assertion_rejected',
    source: 'body quoted in public repositories: a token of Entra as an assertion',
  },
  50027: { means: 'assertion_rejected', source: LIST },
  50013: { means: 'assertion_rejected', source: LIST },
  700024: { means: 'clock_wrong', source: 'github.com/Azure/login/issues/180' },
  500133: { means: 'clock_wrong', source: LIST },
  // policies and consent
  53003: { means: 'conditional_access', source: LIST },
  50131: { means: 'conditional_access', source: LIST },
  530032: { means: 'security_policy', source: LIST },
  530035: { means: 'security_policy', source: LIST },
  65001: { means: 'consent_missing', source: LIST },
  65004: { means: 'consent_missing', source: LIST },
  65005: { means: 'consent_missing', source: LIST },
  650056: { means: 'consent_missing', source: LIST },
  650057: { means: 'consent_missing', source: LIST },
  90008: { means: 'consent_missing', source: LIST },
  90094: { means: 'consent_missing', source: LIST },
  // what was asked for
  1002012: { means: 'scope_wrong', source: 'github.com/microsoft/msticpy/issues/923' },
  70011: { means: 'scope_wrong', source: LIST },
  28002: { means: 'scope_wrong', source: LIST },
  28003: { means: 'scope_wrong', source: LIST },
  700022: { means: 'scope_wrong', source: LIST },
  500011: { means: 'resource_unknown', source: LIST },
  50001: { means: 'resource_unknown', source: LIST },
  650052: { means: 'service_not_subscribed', source: LIST },
  900144: { means: 'request_malformed', source: LIST },
  90014: { means: 'request_malformed', source: LIST },
  90013: { means: 'request_malformed', source: LIST },
  90023: { means: 'request_malformed', source: LIST },
  90004: { means: 'request_malformed', source: LIST },
  90100: { means: 'request_malformed', source: LIST },
  90121: { means: 'request_malformed', source: LIST },
  901002: { means: 'request_malformed', source: LIST },
  900561: { means: 'request_malformed', source: LIST },
  9002313: { means: 'request_malformed', source: LIST },
  70003: { means: 'request_malformed', source: LIST },
  100007: { means: 'request_malformed', source: LIST },
  // how often, and Microsoft's own service
  50196: { means: 'sign_in_looping', source: LIST },
  90055: { means: 'sign_in_throttled', source: LIST },
  50000: { means: 'sign_in_broken', source: LIST },
  50086: { means: 'sign_in_broken', source: LIST },
  90036: { means: 'sign_in_broken', source: LIST },
  90092: { means: 'sign_in_broken', source: LIST },
  50033: { means: 'microsoft_unavailable', source: LIST },
  90006: { means: 'microsoft_unavailable', source: LIST },
  90012: { means: 'microsoft_unavailable', source: LIST },
  90024: { means: 'microsoft_unavailable', source: LIST },
  90033: { means: 'microsoft_unavailable', source: LIST },
  90090: { means: 'microsoft_unavailable', source: LIST },
  90091: { means: 'microsoft_unavailable', source: LIST },
};

/** Where there is no number that is known: the OAuth error, as far as it alone tells enough. */
export const OAUTH_ERRORS: Readonly<Record<string, CodeRow>> = {
  invalid_tenant: {
    means: 'tenant_not_found',
    source: 'github.com/microsoftgraph/windowsupdates-webapplication-sample/issues/6',
  },
  temporarily_unavailable: { means: 'microsoft_unavailable', source: LIST },
};
