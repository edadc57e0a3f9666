import { randomUUID } from 'node:crypto';

/** One way in which the token or the discovery endpoint refuses. */
export interface EntraFailure {
  readonly status: number;
  /** The OAuth error. */
  readonly error: string;
  /** The AADSTS number. */
  readonly code: number;
  readonly text: string;
}

/** A refusal, ready to be sent. */
export interface EntraErrorAnswer {
  readonly status: number;
  readonly traceId: string;
  readonly body: Record<string, unknown>;
}

const failure = (status: number, error: string, code: number, text: string): EntraFailure => ({
  status,
  error,
  code,
  text,
});

/** Every refusal that this sandbox knows. The README tells which bodies are known and which are guesses. */
export const entraFailures = {
  tenantNotFound: (tenant: string) =>
    failure(
      400,
      'invalid_request',
      90002,
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    ),
  crossCloud: () =>
    failure(400, 'invalid_request', 900382, 'Confidential Client is not supported in Cross Cloud request.'),
  tenantMalformed: (tenant: string) =>
    failure(
      400,
      'invalid_request',
      900023,
      `Specified tenant identifier '${tenant}' is neither a valid DNS name, nor a valid external domain.`,
    ),
  tenantNotNamed: () =>
    failure(
      400,
      'invalid_request',
      50059,
      'No tenant-identifying information found in either the request or implied by any provided credentials.',
    ),
  onlyPost: (method: string) =>
    failure(
      400,
      'invalid_request',
      900561,
      `The endpoint only accepts POST requests. Received a ${method} request.`,
    ),
  parameterMissing: (name: string) =>
    failure(
      400,
      'invalid_request',
      900144,
      `The request body must contain the following parameter: '${name}'.`,
    ),
  grantUnknown: (grant: string) =>
    failure(400, 'unsupported_grant_type', 70003, `The app requested an unsupported grant type '${grant}'.`),
  clientIdMalformed: (clientId: string) =>
    failure(400, 'invalid_request', 700038, `${clientId} is not a valid application identifier.`),
  appNotFound: (clientId: string, tenant: string) =>
    failure(
      400,
      'unauthorized_client',
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    ),
  appDisabled: (clientId: string, name: string) =>
    failure(400, 'unauthorized_client', 7000112, `Application '${clientId}'(${name}) is disabled.`),
  credentialMissing: () =>
    failure(
      401,
      'invalid_client',
      7000216,
      "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
    ),
  userGrantWithoutCredential: () =>
    failure(
      401,
      'invalid_client',
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    ),
  keyNotFound: (thumbprint: string, clientId: string) =>
    failure(
      401,
      'invalid_client',
      700027,
      `Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by client: '${thumbprint}', Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${clientId}'.]`,
    ),
  keyExpired: (thumbprint: string, clientId: string, from: string, to: string) =>
    failure(
      401,
      'invalid_client',
      700027,
      `Client assertion contains an invalid signature. [Reason - The key used is expired., Thumbprint of key used by client: '${thumbprint}', Found key 'Start=${from}, End=${to}', Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${clientId}'.]`,
    ),
  signatureWrong: (thumbprint: string, clientId: string) =>
    failure(
      401,
      'invalid_client',
      700027,
      `Client assertion failed signature validation. [Reason - The provided signature value did not match the expected signature value., Thumbprint of key used by client: '${thumbprint}', Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${clientId}'.]`,
    ),
  assertionOfOther: () =>
    failure(
      401,
      'invalid_client',
      700021,
      "Client assertion application identifier doesn't match 'client_id' parameter.",
    ),
  audienceWrong: () =>
    failure(401, 'invalid_client', 700023, 'Client assertion audience claim does not match Realm issuer.'),
  outsideLifetime: (now: Date, from: Date, to: Date) =>
    failure(
      401,
      'invalid_client',
      700024,
      `Client assertion is not within its valid time range. Current time: ${now.toISOString()}, assertion valid from ${from.toISOString()}, expiry time of assertion ${to.toISOString()}.`,
    ),
  algorithmUnknown: (alg: string) =>
    failure(
      401,
      'invalid_client',
      50012,
      `AuthenticationFailed - the client assertion is signed with '${alg}', which is not supported.`,
    ),
  assertionUnreadable: (why: string) => failure(401, 'invalid_client', 50027, `Invalid JWT token. ${why}.`),
  secretWrong: (clientId: string) =>
    failure(
      401,
      'invalid_client',
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
    ),
  secretExpired: (clientId: string) =>
    failure(
      401,
      'invalid_client',
      7000222,
      `The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
    ),
  conditionalAccess: () =>
    failure(
      400,
      'access_denied',
      53003,
      'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    ),
  scopeNotDefault: (scope: string) =>
    failure(
      400,
      'invalid_scope',
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    ),
  scopeMalformed: (scope: string) =>
    failure(
      400,
      'invalid_scope',
      70011,
      `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
    ),
  resourceUnknown: (resource: string, tenant: string) =>
    failure(
      400,
      'invalid_resource',
      500011,
      `The resource principal named ${resource} was not found in the tenant named ${tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
    ),
  busy: (status: number) => {
    const known: Record<number, [number, string]> = {
      429: [90055, 'There are too many incoming requests to this tenant.'],
      500: [50033, 'A non-retryable error has occurred.'],
    };
    const [code, text] = known[status] ?? [
      90033,
      'A transient error has occurred. Please try again. If the issue persists, please try again later.',
    ];
    return failure(status, 'temporarily_unavailable', code, text);
  },
} as const;

/**
 * Words a refusal as Entra does: the trace id, the correlation id and the time stand in the text once more.
 * @param correlationId The caller's `client-request-id`, when it gave one.
 */
export function wordEntraError(
  refusal: EntraFailure,
  correlationId: string | undefined,
  now: Date,
): EntraErrorAnswer {
  const traceId = randomUUID();
  const correlation = correlationId ?? randomUUID();
  const timestamp = `${now.toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return {
    status: refusal.status,
    traceId,
    body: {
      error: refusal.error,
      error_description: `AADSTS${refusal.code}: ${refusal.text} Trace ID: ${traceId} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [refusal.code],
      timestamp,
      trace_id: traceId,
      correlation_id: correlation,
      error_uri: `https://login.microsoftonline.com/error?code=${refusal.code}`,
    },
  };
}
