import { connectExchange, plainValues } from '@/app/_guide/restrict-commands';
import { isTenantId } from '@/lib/registration/registration';
import type { CommandKind } from './outcome-wording';

/** Microsoft Graph and its application permission Mail.Send. learn.microsoft.com/graph/permissions-reference */
const GRAPH = '00000003-0000-0000-c000-000000000000';
const MAIL_SEND = 'b633e1c5-b582-4048-a93e-9f11b44c7e96';

/** What a command is filled in with. Each may be empty or wrong. */
export interface CommandValues {
  readonly cloud: string | null;
  readonly tenantId: string | null;
  readonly clientId: string | null;
  readonly mailboxAddress: string;
  /** The From address of the mail that it is about; absent where that is not known. */
  readonly fromAddress?: string | null;
}

/**
 * The lines of a command, ready to be pasted. What is missing or not of a plain shape stays a placeholder in angle
 * brackets, so that nothing typed here can become a command of its own.
 *
 * Cmdlets: learn.microsoft.com/powershell/module/exchange and exchangepowershell; `az`: learn.microsoft.com/cli/azure. None was
 * run from here.
 */
export function fillCommand(kind: CommandKind, values: CommandValues): string {
  const { clientId, mailbox, from } = plainValues(values);
  const exchange = (...lines: string[]) => [connectExchange(values.cloud), ...lines];
  const azure = (...lines: string[]) => [...signInToAzure(values), ...lines];
  const lines: Record<CommandKind, () => readonly string[]> = {
    make_service_principal: () => azure(`az ad sp create --id ${clientId}`),
    make_graph_principal: () => azure(`az ad sp create --id ${GRAPH}`),
    enable_app: () => azure(`az ad sp update --id ${clientId} --set accountEnabled=true`),
    grant_mail_send: () =>
      azure(
        `az ad app permission add --id ${clientId} --api ${GRAPH} --api-permissions ${MAIL_SEND}=Role`,
        `az ad app permission admin-consent --id ${clientId}`,
      ),
    test_access_policy: () =>
      exchange(
        'Get-ApplicationAccessPolicy | Format-List AppId,AccessRight,ScopeName',
        `Test-ApplicationAccessPolicy -Identity ${mailbox} -AppId ${clientId}`,
      ),
    show_from: () =>
      exchange(
        `Get-EXORecipient -Identity ${from} | Format-List PrimarySmtpAddress,RecipientTypeDetails`,
        `Get-EXORecipientPermission -Identity ${from} -Trustee ${mailbox}`,
        'Get-OrganizationConfig | Format-List SendFromAliasEnabled',
      ),
    show_mailbox: () =>
      exchange(
        `Get-EXORecipient -Identity ${mailbox} | Format-List DisplayName,PrimarySmtpAddress,RecipientTypeDetails`,
      ),
    show_move: () =>
      exchange(
        `Get-MoveRequest -Identity ${mailbox} | Format-List Status`,
        `Get-MigrationUser -Identity ${mailbox} | Format-List Status,ErrorSummary`,
      ),
    mailbox_size: () =>
      exchange(
        `Get-EXOMailboxStatistics -Identity ${mailbox} | Format-List TotalItemSize`,
        `Get-EXOMailbox -Identity ${mailbox} -PropertySets Quota | Format-List ProhibitSendQuota`,
      ),
    lift_block: () =>
      exchange(
        `Get-BlockedSenderAddress -SenderAddress ${mailbox}`,
        `Remove-BlockedSenderAddress -SenderAddress ${mailbox}`,
      ),
  };
  return lines[kind]().join('\n');
}

/** What the Azure CLI calls a cloud, where it is not the one that it takes by itself. learn.microsoft.com/cli/azure/manage-clouds-azure-cli */
const AZURE_CLOUDS = new Map([
  ['gcc_high', 'AzureUSGovernment'],
  ['dod', 'AzureUSGovernment'],
  ['china', 'AzureChinaCloud'],
]);

function signInToAzure({ cloud, tenantId }: CommandValues): string[] {
  const name = AZURE_CLOUDS.get(cloud ?? '');
  const tenant = isTenantId(tenantId?.trim() ?? '') ? tenantId?.trim().toLowerCase() : '<tenant-id>';
  return [
    ...(name ? [`az cloud set --name ${name}`] : []),
    // A directory without an Azure subscription has nothing else to sign in to.
    `az login --tenant ${tenant} --allow-no-subscriptions`,
  ];
}
