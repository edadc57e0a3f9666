import { connectExchange, plainValues } from '@/app/_guide/restrict-commands';
import type { CommandKind } from './outcome-wording';

/** What a command is filled in with. Each may be empty or wrong. */
export interface CommandValues {
  readonly cloud: string | null;
  readonly clientId: string | null;
  readonly mailboxAddress: string;
}

/**
 * The lines of a command, ready to be pasted. What is missing or not of a plain shape stays a placeholder in angle
 * brackets, so that nothing typed here can become a command of its own.
 *
 * Cmdlets: learn.microsoft.com/powershell/module/exchange, whose Connect-ExchangeOnline names the environments. They were
 * not run from here.
 */
export function fillCommand(kind: CommandKind, values: CommandValues): string {
  const { clientId, mailbox } = plainValues(values);
  const lines: Record<CommandKind, readonly string[]> = {
    test_grants: [
      connectExchange(values.cloud),
      `Test-ServicePrincipalAuthorization -Identity ${clientId} -Resource ${mailbox}`,
      `Test-ApplicationAccessPolicy -Identity ${mailbox} -AppId ${clientId}`,
    ],
  };
  return lines[kind].join('\n');
}
