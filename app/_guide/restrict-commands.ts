import { GUID } from '@/lib/registration/registration';

/** Exchange Online's name for a cloud, where it is not the one that the cmdlet takes by itself. */
const ENVIRONMENTS = new Map([
  ['gcc_high', 'O365USGovGCCHigh'],
  ['dod', 'O365USGovDoD'],
  ['china', 'O365China'],
]);

// Stricter than what an address may be: what goes into a command must need no quoting.
const PLAIN_ADDRESS = /^[a-z0-9][a-z0-9._+-]{0,63}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/** What is typed so far; each may be missing, unfinished or wrong. */
interface TypedValues {
  readonly clientId: string | null;
  readonly mailboxAddress: string;
  readonly fromAddress?: string | null;
}

/**
 * What may stand in a command without quotes: ids and an address of a plain shape. Anything else, also what is missing,
 * becomes a placeholder in angle brackets, so that nothing typed can become a command of its own.
 */
export function plainValues(typed: TypedValues): {
  readonly clientId: string;
  readonly mailbox: string;
  readonly from: string;
} {
  const id = typed.clientId?.trim().toLowerCase() ?? '';
  return {
    clientId: GUID.test(id) ? id : '<client-id>',
    mailbox: plainAddress(typed.mailboxAddress) ?? '<mailbox-address>',
    from: plainAddress(typed.fromAddress ?? '') ?? '<from-address>',
  };
}

function plainAddress(typed: string): string | null {
  const address = typed.trim().toLowerCase();
  return PLAIN_ADDRESS.test(address) ? address : null;
}

/** The line that asks Exchange itself whether a grant of its own (RBAC for Applications) takes the mailbox in. */
export function testExchangeGrant(typed: TypedValues): string {
  const { clientId, mailbox } = plainValues(typed);
  return `Test-ServicePrincipalAuthorization -Identity ${clientId} -Resource ${mailbox}`;
}

/** The line that opens Exchange Online PowerShell in a cloud. */
export function connectExchange(cloud: string | null): string {
  const environment = ENVIRONMENTS.get(cloud ?? '');
  return `Connect-ExchangeOnline${environment ? ` -ExchangeEnvironmentName ${environment}` : ''}`;
}

/**
 * Microsoft's cmdlets that let an app send from one mailbox only (RBAC for Applications), or make drafts there, with the
 * client id and the address typed so far. What is missing or not of a plain shape stays a placeholder in angle brackets.
 *
 * learn.microsoft.com/exchange/permissions-exo/application-rbac, and Connect-ExchangeOnline for the environments. They
 * were not run from here.
 */
export function restrictCommands(
  typed: TypedValues & { readonly cloud: string | null },
  role: 'Application Mail.Send' | 'Application Mail.ReadWrite' = 'Application Mail.Send',
): string {
  const { clientId, mailbox } = plainValues(typed);
  return [
    connectExchange(typed.cloud),
    `New-ServicePrincipal -AppId ${clientId} -ObjectId <enterprise-application-object-id> -DisplayName 'Helpdesk mailer'`,
    `New-ManagementScope -Name 'Helpdesk mailer' -RecipientRestrictionFilter "PrimarySmtpAddress -eq '${mailbox}'"`,
    `New-ManagementRoleAssignment -App ${clientId} -Role '${role}' -CustomResourceScope 'Helpdesk mailer'`,
    testExchangeGrant(typed),
  ].join('\n');
}
