import { describe, expect, test } from 'vitest';
import { fillCommand } from '@/app/_gate/fill-command';
import { type CommandKind, OUTCOMES, type OutcomeFacts } from '@/app/_gate/outcome-wording';

const KINDS = [
  ...new Set(
    Object.values<OutcomeFacts>(OUTCOMES)
      .map(({ command }) => command)
      .filter((command): command is CommandKind => command !== null),
  ),
];
const VALUES = {
  cloud: 'global',
  tenantId: '11111111-2222-4333-8444-555555555555',
  clientId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  mailboxAddress: 'support@contoso.example',
  fromAddress: 'orders@contoso.example',
};

describe.each(KINDS)('%s', (kind) => {
  test('holds this mailbox’s values and no placeholder', () => {
    const command = fillCommand(kind, VALUES);
    expect(command).not.toMatch(/[<>]/);
    // Whoever makes Microsoft's own service known names the directory alone.
    expect(command).toMatch(
      /support@contoso\.example|aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee|--tenant 11111111-/,
    );
  });

  test.each([
    ['a quote and another command', "'; Remove-Mailbox x; '"],
    ['a line of its own', 'a@b.example\nRemove-Mailbox x'],
    ['an expression', '$(rm -rf /)'],
    ['an address with a blank', 'a b@contoso.example'],
    ['nothing', ''],
  ])('%s becomes a placeholder', (_what, typed) => {
    const command = fillCommand(kind, {
      cloud: null,
      tenantId: typed,
      clientId: typed,
      mailboxAddress: typed,
      fromAddress: typed,
    });
    expect(command).toMatch(/<(client-id|mailbox-address|tenant-id)>/);
    expect(command).not.toMatch(/Remove-Mailbox|rm -rf|a b@/);
    expect(command.split('\n')).toHaveLength(fillCommand(kind, VALUES).split('\n').length);
  });

  test('in a cloud of the name that every object has, it is that of no cloud', () => {
    expect(fillCommand(kind, { ...VALUES, cloud: 'constructor' })).toBe(
      fillCommand(kind, { ...VALUES, cloud: null }),
    );
  });

  test.each([
    ['gcc_high', 'O365USGovGCCHigh', 'AzureUSGovernment'],
    ['dod', 'O365USGovDoD', 'AzureUSGovernment'],
    ['china', 'O365China', 'AzureChinaCloud'],
  ])('in %s it goes to that cloud', (cloud, exchange, azure) => {
    const [first] = fillCommand(kind, { ...VALUES, cloud }).split('\n');
    expect([
      `Connect-ExchangeOnline -ExchangeEnvironmentName ${exchange}`,
      `az cloud set --name ${azure}`,
    ]).toContain(first);
  });
});
