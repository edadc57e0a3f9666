import { describe, expect, test } from 'vitest';
import { cloudOf, type GuideCloud, linkedSteps } from '@/app/_guide/guide-steps';
import { restrictCommands } from '@/app/_guide/restrict-commands';
import { useDatabase } from '@/tests/support/database';

const clientId = '1b2c3d4e-0000-4000-8000-1234567890ab';
const tenantId = '0f9e8d7c-0000-4000-8000-ba0987654321';

// For lib/env.ts, which the table of clouds asks whether the sandbox is on.
useDatabase();

const listed = async (): Promise<GuideCloud[]> => (await import('@/lib/registration/reads')).listClouds();

const blade = '#view/Microsoft_AAD_RegisteredApps';

describe.each([
  { cloud: 'global', host: 'https://entra.microsoft.com' },
  { cloud: 'gcc_high', host: 'https://entra.microsoft.us' },
  { cloud: 'dod', host: 'https://entra.microsoft.us' },
  { cloud: 'china', host: 'https://entra.microsoftonline.cn' },
])('the guide for $cloud', ({ cloud, host }) => {
  test('leads to pages of its own admin center alone', async () => {
    const origins = cloudOf(await listed(), cloud);
    expect(origins?.cloud).toBe(cloud);
    for (const signsInWith of ['secret', 'certificate'] as const) {
      for (const { href } of linkedSteps(origins as GuideCloud, { tenantId, clientId, signsInWith })) {
        expect(new URL(href).origin).toBe(host);
      }
    }
  });

  test('opens each step on its page as soon as the client id is typed', async () => {
    const origins = cloudOf(await listed(), cloud) as GuideCloud;
    const typed = { tenantId, clientId: ` ${clientId.toUpperCase()} `, signsInWith: 'secret' as const };
    expect(linkedSteps(origins, typed)).toEqual([
      {
        step: 'register',
        href: `${host}/${blade}/CreateApplicationBlade/quickStartType~/null/isMSAApp~/false`,
      },
      { step: 'ids', href: `${host}/${blade}/ApplicationMenuBlade/~/Overview/appId/${clientId}` },
      { step: 'permission', href: `${host}/${blade}/ApplicationMenuBlade/~/CallAnAPI/appId/${clientId}` },
      { step: 'consent', href: `${host}/${blade}/ApplicationMenuBlade/~/CallAnAPI/appId/${clientId}` },
      { step: 'secret', href: `${host}/${blade}/ApplicationMenuBlade/~/Credentials/appId/${clientId}` },
    ]);
  });

  test('ends with the upload of the certificate where one is chosen, and asks for no secret', async () => {
    const origins = cloudOf(await listed(), cloud) as GuideCloud;
    const credentials = `${host}/${blade}/ApplicationMenuBlade/~/Credentials/appId/${clientId}`;
    const steps = linkedSteps(origins, { tenantId, clientId, signsInWith: 'certificate' });
    expect(steps.slice(4)).toEqual([
      { step: 'certificate', href: credentials },
      { step: 'thumbprint', href: credentials },
    ]);
    expect(steps.slice(0, 4)).toEqual(
      linkedSteps(origins, { tenantId, clientId, signsInWith: 'secret' }).slice(0, 4),
    );
  });

  test.each(['', 'abc', '../../evil', `${clientId}/../x`, 'https://evil.example', '\u3000'])(
    'opens the list of app registrations while the client id is %j',
    async (typed) => {
      const origins = cloudOf(await listed(), cloud) as GuideCloud;
      const [, ...rest] = linkedSteps(origins, { tenantId: '', clientId: typed, signsInWith: 'certificate' });
      expect(new Set(rest.map(({ href }) => href))).toEqual(
        new Set([`${host}/${blade}/ApplicationsListBlade/quickStartType~/null/sourceType/Microsoft_AAD_IAM`]),
      );
    },
  );
});

test('a cloud that is not offered here gets the links of the first one', async () => {
  expect(cloudOf(await listed(), 'sandbox')?.cloud).toBe('global');
});

describe('the commands that keep the app to one mailbox', () => {
  test('are filled with what is typed', () => {
    expect(
      restrictCommands({ cloud: 'global', clientId: ` ${clientId}`, mailboxAddress: 'Support@Contoso.com ' }),
    ).toBe(
      [
        'Connect-ExchangeOnline',
        `New-ServicePrincipal -AppId ${clientId} -ObjectId <enterprise-application-object-id> -DisplayName 'Helpdesk mailer'`,
        `New-ManagementScope -Name 'Helpdesk mailer' -RecipientRestrictionFilter "PrimarySmtpAddress -eq 'support@contoso.com'"`,
        `New-ManagementRoleAssignment -App ${clientId} -Role 'Application Mail.Send' -CustomResourceScope 'Helpdesk mailer'`,
        `Test-ServicePrincipalAuthorization -Identity ${clientId} -Resource support@contoso.com`,
      ].join('\n'),
    );
  });

  test.each([
    { cloud: 'global', first: 'Connect-ExchangeOnline' },
    { cloud: 'sandbox', first: 'Connect-ExchangeOnline' },
    { cloud: 'gcc_high', first: 'Connect-ExchangeOnline -ExchangeEnvironmentName O365USGovGCCHigh' },
    { cloud: 'dod', first: 'Connect-ExchangeOnline -ExchangeEnvironmentName O365USGovDoD' },
    { cloud: 'china', first: 'Connect-ExchangeOnline -ExchangeEnvironmentName O365China' },
  ])('sign in to Exchange of $cloud', ({ cloud, first }) => {
    expect(restrictCommands({ cloud, clientId: '', mailboxAddress: '' }).split('\n')[0]).toBe(first);
  });

  test.each([
    "a'; Remove-Mailbox b #@contoso.com",
    'a@contoso.com"; Remove-Mailbox b; "',
    '$(Remove-Mailbox)@contoso.com',
    'a`nb@contoso.com',
    'a@contoso.com\nRemove-Mailbox b',
    '-Force@contoso.com',
    'a@localhost',
  ])('never take in an address that a shell would read otherwise: %j', (mailboxAddress) => {
    const commands = restrictCommands({ cloud: 'global', clientId: '; rm', mailboxAddress });
    expect(commands).toBe(restrictCommands({ cloud: 'global', clientId: '', mailboxAddress: '' }));
    expect(commands).toContain("'<mailbox-address>'");
    expect(commands).toContain('-AppId <client-id>');
  });
});
