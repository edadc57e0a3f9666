/** Scenario, the check that fails, its title, the folded raw code, who acts; `forward`: a text for the administrator. */
export type Refusal = readonly [
  id: string,
  check: string,
  title: string,
  raw: string | null,
  who: string,
  forward: boolean,
];

const SUPPORT = 'Support';
const ENTRA = "The customer's Entra administrator";
const EXCHANGE = "The customer's Exchange administrator";
const WAIT = 'Nobody: wait for Microsoft';

/** Every way in which Microsoft or the values themselves say no. */
export const REFUSALS: readonly Refusal[] = [
  [
    'tenant-malformed',
    'Values',
    'This is neither a Directory (tenant) ID nor a domain name.',
    null,
    SUPPORT,
    false,
  ],
  ['client-id-malformed', 'Values', 'This is not an Application (client) ID.', null, SUPPORT, false],
  [
    'secret-id-pasted',
    'Values',
    'This looks like the Secret ID, not the secret itself.',
    null,
    SUPPORT,
    true,
  ],
  [
    'unknown-tenant',
    'Directory',
    'Microsoft knows no directory with this ID in this cloud.',
    'AADSTS90002',
    SUPPORT,
    true,
  ],
  [
    'ids-exchanged',
    'Directory',
    'Microsoft knows no directory with this ID in this cloud.',
    'AADSTS90002',
    SUPPORT,
    true,
  ],
  [
    'app-from-another-tenant',
    'Sign-in',
    'This directory has no app with this client ID.',
    'AADSTS700016',
    SUPPORT,
    true,
  ],
  ['wrong-secret', 'Sign-in', 'The client secret is wrong.', 'AADSTS7000215', SUPPORT, true],
  ['expired-secret', 'Sign-in', 'The client secret has expired.', 'AADSTS7000222', ENTRA, true],
  [
    'app-disabled',
    'Sign-in',
    "The app is disabled in the customer's directory.",
    'AADSTS7000112',
    ENTRA,
    true,
  ],
  [
    'conditional-access',
    'Sign-in',
    'A Conditional Access policy blocks the app.',
    'AADSTS53003',
    ENTRA,
    true,
  ],
  [
    'no-mail-send',
    'Permission',
    'The app does not have the permission Mail.Send.',
    'NoPermissionsInAccessToken',
    ENTRA,
    true,
  ],
  [
    'other-permission-only',
    'Permission',
    'The app does not have the permission Mail.Send.',
    'ErrorAccessDenied',
    ENTRA,
    true,
  ],
  [
    'rbac-outside-scope',
    'Permission',
    'The app does not have the permission Mail.Send.',
    'ErrorAccessDenied',
    ENTRA,
    true,
  ],
  [
    'access-policy',
    'Mailbox',
    'An application access policy in Exchange keeps the app from this mailbox.',
    'ErrorAccessDenied',
    EXCHANGE,
    true,
  ],
  [
    'no-such-mailbox',
    'Mailbox',
    "The customer's directory has no mailbox with this address.",
    'ErrorInvalidUser',
    SUPPORT,
    true,
  ],
  [
    'mailbox-without-exchange',
    'Mailbox',
    'This mailbox is not in Exchange Online.',
    'MailboxNotEnabledForRESTAPI',
    EXCHANGE,
    true,
  ],
  [
    'tenant-without-exchange',
    'Mailbox',
    'Microsoft finds no Exchange Online mailbox here.',
    'ResourceNotFound',
    EXCHANGE,
    true,
  ],
  ['throttled', 'Mailbox', 'This mailbox is busy.', 'ApplicationThrottled', WAIT, false],
];

/** Where the road fails: scenario, check, title. */
export const ROADS: readonly (readonly [id: string, check: string, title: string])[] = [
  ['directory-unreachable', 'Directory', 'The connection to Microsoft broke off.'],
  ['directory-html', 'Directory', "A web page came back instead of Microsoft's answer."],
  ['sign-in-unreachable', 'Sign-in', 'The connection to Microsoft broke off.'],
  ['sign-in-html', 'Sign-in', "A web page came back instead of Microsoft's answer."],
  ['sign-in-empty', 'Sign-in', "Microsoft's answer was empty."],
  ['sign-in-truncated', 'Sign-in', "Microsoft's answer was cut off."],
  ['sign-in-503', 'Sign-in', "Microsoft's service is not available at the moment."],
  ['sign-in-throttled', 'Sign-in', 'Microsoft asks to slow down with sign-ins.'],
  ['graph-unreachable', 'Mailbox', 'The connection to Microsoft broke off.'],
  ['graph-html', 'Mailbox', "A web page came back instead of Microsoft's answer."],
  ['graph-empty', 'Mailbox', "Microsoft's answer was empty."],
  ['graph-503', 'Mailbox', "Microsoft's service is not available at the moment."],
  ['graph-500', 'Mailbox', "Microsoft's service is not available at the moment."],
];

/** How a send ends when Graph fails in this way: the state, and how many mails it has taken. */
export const SENDS = [
  ['reset before', { when: 'before', kind: 'reset' }, 'unknown', 0],
  ['HTML before', { when: 'before', kind: 'html' }, 'unknown', 0],
  ['empty 200 before', { when: 'before', kind: 'empty' }, 'unknown', 0],
  ['500 before', { when: 'before', kind: 'status', status: 500 }, 'unknown', 0],
  ['429 before', { when: 'before', kind: 'status', status: 429, retryAfter: '1' }, 'failed', 0],
  ['503 before', { when: 'before', kind: 'status', status: 503, retryAfter: '1' }, 'failed', 0],
  ['504 after it was taken', { when: 'after', kind: 'status', status: 504 }, 'unknown', 1],
  ['reset after it was taken', { when: 'after', kind: 'reset' }, 'unknown', 1],
  ['HTML after it was taken', { when: 'after', kind: 'html' }, 'unknown', 1],
] as const;
