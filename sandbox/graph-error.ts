/** One way in which Graph refuses. */
export interface GraphFailure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Record<string, string>;
}

const failure = (
  status: number,
  code: string,
  message: string,
  headers?: Record<string, string>,
): GraphFailure => ({ status, code, message, ...(headers ? { headers } : {}) });

const CHALLENGE = {
  'WWW-Authenticate':
    'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
};

const badToken = (message: string) => failure(401, 'InvalidAuthenticationToken', message, CHALLENGE);

/** Every refusal that this sandbox knows. The README tells which bodies are known and which are guesses. */
export const graphFailures = {
  tokenEmpty: () => badToken('Access token is empty.'),
  tokenMalformed: () => badToken('IDX14100: JWT is not well formed, there are no dots (.).'),
  tokenSignature: () => badToken('Access token validation failure. Invalid signature.'),
  tokenExpired: () => badToken('Lifetime validation failed, the token is expired.'),
  tokenEarly: () => badToken('Lifetime validation failed, the token is not yet valid.'),
  tokenAudience: () => badToken('Access token validation failure. Invalid audience.'),
  noPermissions: () =>
    failure(
      401,
      'NoPermissionsInAccessToken',
      'The token contains no permissions, or permissions can not be understood.',
    ),
  accessDenied: () => failure(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.'),
  blockedByAccessPolicy: () =>
    failure(
      403,
      'ErrorAccessDenied',
      'Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.',
    ),
  requestDenied: () =>
    failure(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'),
  applicationNotFound: (clientId: string) =>
    failure(
      404,
      'Request_ResourceNotFound',
      `Resource '${clientId}' does not exist or one of its queried reference-property objects are not present.`,
    ),
  propertyUnknown: (name: string) =>
    failure(
      400,
      'Request_BadRequest',
      `Could not find a property named '${name}' on type 'microsoft.graph.application'.`,
    ),
  userInvalid: (address: string) =>
    failure(404, 'ErrorInvalidUser', `The requested user '${address}' is invalid.`),
  mailboxNotEnabled: () =>
    failure(
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    ),
  tenantWithoutExchange: () => failure(404, 'ResourceNotFound', 'Resource could not be discovered.'),
  noRecipients: () =>
    failure(
      400,
      'ErrorInvalidRecipients',
      "At least one recipient isn't valid., A message can't be sent because it contains no recipients.",
    ),
  recipientInvalid: (address: string) =>
    failure(
      400,
      'ErrorInvalidRecipients',
      `At least one recipient isn't valid., Recipient "${address}" isn't resolved. All recipients must be resolved before a message can be submitted.`,
    ),
  sendAsDenied: () =>
    failure(
      403,
      'ErrorSendAsDenied',
      'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account., Cannot submit message.',
    ),
  bodyNotJson: () =>
    failure(
      400,
      'BadRequest',
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    ),
  bodyUnreadable: (message: string) => failure(400, 'RequestBodyRead', message),
  headerName: (name: string) =>
    failure(
      400,
      'InvalidInternetMessageHeader',
      `The internet message header name '${name}' should start with 'x-' or 'X-'.`,
    ),
  headerCount: () =>
    failure(
      400,
      'InvalidInternetMessageHeaderCollection',
      'Maximum number of headers in one message should be less than or equal to 5.',
    ),
  itemNotFound: () => failure(404, 'ErrorItemNotFound', 'The specified object was not found in the store.'),
  messageTooLarge: () =>
    failure(400, 'ErrorMessageSizeExceeded', 'The message exceeds the maximum supported size.'),
  tooManyRecipients: () =>
    failure(
      400,
      'ErrorExceededMaxRecipientLimit',
      'The message has more recipients than this mailbox may send to at once.',
    ),
  attachmentTooSmall: () =>
    failure(
      400,
      'ErrorAttachmentSizeShouldNotBeLessThanMinimumSize',
      'The size of the attachment is less than the minimum of an upload session.',
    ),
  attachmentTooLarge: () =>
    failure(400, 'ErrorAttachmentSizeLimitExceeded', 'The attachment size exceeds the maximum allowed size.'),
  sessionNotFound: () => failure(404, 'ErrorItemNotFound', 'The upload session was not found.'),
  rangeMalformed: () => failure(400, 'InvalidContentRange', 'The Content-Range header is not valid.'),
  rangeNotExpected: () =>
    failure(416, 'RequestedRangeNotSatisfiable', 'The range is not the one that is expected next.'),
  mediaTypeUnknown: () =>
    failure(415, 'UnsupportedMediaType', 'The content type of the request is missing or not supported.'),
  mimeInvalid: () =>
    failure(400, 'ErrorMimeContentInvalidBase64String', 'Invalid base64 string for MIME content.'),
  mimeUnreadable: () => failure(400, 'ErrorMimeContentInvalid', 'The MIME content is not valid.'),
  tooLarge: () => failure(413, 'BadRequest', 'Maximum request length exceeded.', { Connection: 'close' }),
  overLimit: (limit: 'concurrency' | 'requests' | 'mails') => {
    const known = {
      concurrency: ['ApplicationThrottled', 'Application is over its MailboxConcurrency limit.'],
      requests: ['ApplicationThrottled', 'Application is over its MailboxRequestCount limit.'],
      mails: ['ErrorExceededMessageLimit', 'The message submission rate for this mailbox has been exceeded.'],
    } as const;
    const [code, message] = known[limit];
    return failure(429, code, message);
  },
  segmentUnknown: (segment: string) =>
    failure(400, 'BadRequest', `Resource not found for the segment '${segment}'.`),
  versionUnknown: () => failure(400, 'BadRequest', 'Invalid version.'),
  meWithoutUser: () =>
    failure(400, 'BadRequest', '/me request is only valid with delegated authentication flow.'),
  methodNotAllowed: () =>
    failure(405, 'BadRequest', 'Specified HTTP method is not allowed for the request target.'),
  busy: (status: number) => {
    const known: Record<number, [string, string]> = {
      429: ['ApplicationThrottled', 'Application is over its MailboxConcurrency limit.'],
      500: ['InternalServerError', 'An internal server error occurred. The operation failed.'],
      503: ['ServiceUnavailable', 'The service is temporarily unavailable. Please try again later.'],
    };
    const [code, message] = known[status] ?? ['UnknownError', ''];
    return failure(status, code, message);
  },
} as const;

/** The body of a refusal. Graph writes the date without a zone; it is UTC. */
export function graphErrorBody(
  refusal: GraphFailure,
  ids: { readonly requestId: string; readonly clientRequestId: string },
  now: Date,
): Record<string, unknown> {
  return {
    error: {
      code: refusal.code,
      message: refusal.message,
      innerError: {
        date: now.toISOString().slice(0, 19),
        'request-id': ids.requestId,
        'client-request-id': ids.clientRequestId,
      },
    },
  };
}
