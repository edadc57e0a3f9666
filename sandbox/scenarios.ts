import type { App, Directory, Mailbox, Scenario, ScenarioValues, Tenant } from './directory';
import { FAULT_CASES } from './fault-cases';
import type { Fault } from './faults';
import { guidOf, secretOf } from './identity';
import {
  app,
  inDays,
  mailbox,
  nationalTenants,
  secret,
  tenant,
  type WorkingTenant,
  workingTenants,
} from './tenants';

const HOTEL = 'harbour-hotel';

/** Everything that exists in the sandbox. Ids are the same at every start; the days are counted from `now`. */
export function createDirectory(now: Date): Directory {
  const working = workingTenants(now);
  const national = nationalTenants(now);
  const hotel = createHotel(now);
  return {
    tenants: [...[...working, ...national].map((company) => company.tenant), ...hotel.tenants],
    scenarios: [...working.map(workingScenario), ...hotel.scenarios, ...national.map(nationalScenario)],
    faults: hotel.faults,
  };
}

function workingScenario(
  { key, tenant: company, app: mailer, expiresAt, expiryKnown }: WorkingTenant,
  index: number,
) {
  const [first, ...others] = company.mailboxes;
  if (!first) throw new Error(`${key} has no mailbox`);
  return {
    id: index === 0 ? 'working-mailbox' : `working-${key}`,
    name: index === 0 ? 'Working mailbox' : `Working mailbox (${company.name})`,
    expected: 'Every check passes, and a test mail is accepted.',
    values: {
      mailboxAddress: first.address,
      mailboxName: first.name,
      tenantId: company.id,
      clientId: mailer.clientId,
      clientSecret: mailer.secrets[0]?.value ?? '',
      secretExpiresOn: expiryKnown ? expiresAt.toISOString().slice(0, 10) : null,
    },
    otherMailboxes: others.map(({ address, name }) => ({ address, name })),
  } satisfies Scenario;
}

const CLOUD_WORDS = {
  global: 'the global cloud',
  gcc_high: 'US Government (GCC High)',
  dod: 'US Government (DoD)',
  china: 'China (21Vianet)',
};

function nationalScenario({ tenant: company, app: mailer, expiresAt }: Omit<WorkingTenant, 'expiryKnown'>) {
  const [own] = company.mailboxes;
  const where = CLOUD_WORDS[company.cloud];
  return {
    id: `tenant-in-${company.cloud.replace('_', '-')}`,
    name: `Tenant in another cloud: ${where}`,
    expected: `The directory is in ${where}, and this cloud gives it no token (AADSTS900382).`,
    values: {
      mailboxAddress: own?.address ?? '',
      mailboxName: company.name,
      tenantId: company.id,
      clientId: mailer.clientId,
      clientSecret: mailer.secrets[0]?.value ?? '',
      secretExpiresOn: expiresAt.toISOString().slice(0, 10),
    },
  } satisfies Scenario;
}

/** One company in which every app and every mailbox has something wrong with it, and the directories beside it. */
function createHotel(now: Date): Directory {
  const fresh = inDays(now, 300);
  const front = mailbox(`front.desk@${HOTEL}.example`, 'Harbour Hotel Front Desk', 'shared');
  const events = mailbox(`events@${HOTEL}.example`, 'Harbour Hotel Events', 'shared');
  const kitchen = mailbox(`kitchen@${HOTEL}.example`, 'Harbour Hotel Kitchen', 'unlicensed');
  const mailboxes: Mailbox[] = [front, events, kitchen];
  const hotel = tenant(HOTEL, 'Harbour Hotel', []);
  const apps: App[] = [];
  const tenants: Tenant[] = [];
  const scenarios: Scenario[] = [];
  const faults: Fault[] = [];

  /** Adds a scenario with an app of its own in the hotel's directory. */
  const add = (
    id: string,
    name: string,
    expected: string,
    has: { app?: Partial<App>; values?: Partial<ScenarioValues>; expiresAt?: Date } = {},
  ): App => {
    const expiresAt = has.expiresAt ?? fresh;
    const own = app(id, hotel.id, expiresAt, has.app);
    apps.push(own);
    const values = {
      mailboxAddress: front.address,
      mailboxName: front.name,
      tenantId: hotel.id,
      clientId: own.clientId,
      clientSecret: own.secrets[0]?.value ?? '',
      secretExpiresOn: expiresAt.toISOString().slice(0, 10),
      ...has.values,
    };
    scenarios.push({ id, name, expected, values });
    return own;
  };

  add('tenant-by-domain', 'Tenant given by its domain name', 'Every check passes.', {
    values: { tenantId: `${HOTEL}.example` },
  });
  add(
    'rbac-scoped-app',
    'RBAC-scoped app (no role in the token)',
    'The token holds no Mail.Send, and yet the mailbox may send.',
    {
      app: { roles: [], rbacScope: [front.address] },
    },
  );
  add(
    'rbac-outside-scope',
    'RBAC-scoped app, another mailbox',
    'Access denied for this mailbox (ErrorAccessDenied).',
    {
      app: { roles: [], rbacScope: [front.address] },
      values: { mailboxAddress: events.address, mailboxName: events.name },
    },
  );
  add(
    'rbac-large-mail',
    'Large mail allowed in Exchange alone (RBAC)',
    'Every check passes; a large mail goes out, though the token holds no Mail.ReadWrite.',
    {
      app: { rbacReadWriteScope: [front.address] },
    },
  );
  add(
    'excess-permission',
    'More permission than needed',
    'Every check passes; Mail.ReadWrite and User.Read.All are named as excess.',
    {
      app: { roles: ['Mail.ReadWrite', 'Mail.Send', 'User.Read.All'] },
    },
  );

  const day = (at: Date) => at.toISOString().slice(0, 10);
  const reads = ['Application.Read.All', 'Mail.Send'];
  add(
    'app-reads-itself',
    'App that may read its own registration',
    'Every check passes; the day typed is wrong, and the real one is read from Entra.',
    { app: { roles: reads }, values: { secretExpiresOn: day(inDays(now, 330)) } },
  );
  const twin = secret('secrets-with-one-hint', fresh);
  add(
    'secrets-with-one-hint',
    'App that may read itself, two secrets that begin alike',
    'Every check passes; which of the two days is right cannot be told.',
    {
      app: {
        roles: reads,
        secrets: [
          twin,
          { ...secret('its twin', inDays(now, 90)), value: `${twin.value.slice(0, 3)}8Q~twin` },
        ],
      },
    },
  );
  add(
    'secret-removed',
    'App that may read itself, its secret just removed',
    'Every check passes still; Entra no longer lists the secret.',
    { app: { roles: reads, secrets: [{ ...secret('secret-removed', fresh), removed: true }] } },
  );

  add(
    'tenant-malformed',
    'Tenant ID that is neither a GUID nor a domain',
    'The directory id is malformed (AADSTS900023).',
    {
      values: { tenantId: 'Harbour Hotel' },
    },
  );
  add(
    'client-id-malformed',
    'Client ID that is not a GUID',
    'The application id is malformed (AADSTS700038).',
    {
      values: { clientId: 'helpdesk-mailer' },
    },
  );
  add('unknown-tenant', 'Unknown tenant', 'No such directory in this cloud (AADSTS90002).', {
    values: { tenantId: guidOf('tenant that does not exist') },
  });
  add(
    'ids-exchanged',
    'Tenant ID and client ID exchanged',
    'No such directory (AADSTS90002); the two ids are exchanged.',
    {
      values: { tenantId: guidOf('client ids-exchanged'), clientId: hotel.id },
    },
  );
  add(
    'app-from-another-tenant',
    'App from another tenant',
    'The app is not in this directory (AADSTS700016).',
    {
      values: { clientId: guidOf('client alder-bakery'), clientSecret: secretOf('alder-bakery') },
    },
  );
  add('wrong-secret', 'Wrong secret', 'The client secret is wrong (AADSTS7000215).', {
    values: { clientSecret: secretOf('never registered') },
  });
  add(
    'secret-id-pasted',
    'Secret ID pasted instead of the value',
    'The Secret ID was pasted (AADSTS7000215).',
    {
      values: { clientSecret: secret('secret-id-pasted', fresh).id },
    },
  );
  add('expired-secret', 'Expired secret', 'The client secret has expired (AADSTS7000222).', {
    expiresAt: inDays(now, -12),
  });
  add('app-disabled', 'App disabled', 'The app is disabled in this directory (AADSTS7000112).', {
    app: { enabled: false },
  });
  add(
    'conditional-access',
    'Blocked by Conditional Access',
    'A Conditional Access policy blocks the app (AADSTS53003).',
    {
      app: { blockedByConditionalAccess: true },
    },
  );

  add('no-mail-send', 'No Mail.Send', 'The token holds no permission at all (NoPermissionsInAccessToken).', {
    app: { roles: [] },
  });
  add(
    'other-permission-only',
    'Another permission, but no Mail.Send',
    'Mail.Send is missing (ErrorAccessDenied).',
    {
      app: { roles: ['User.Read.All'] },
    },
  );
  add(
    'access-policy',
    'Access denied for this mailbox (access policy)',
    'An Application Access Policy keeps the app from this mailbox (ErrorAccessDenied).',
    {
      app: { accessPolicy: [events.address] },
    },
  );
  add('no-such-mailbox', 'No such mailbox', 'No such mailbox (ErrorInvalidUser).', {
    values: { mailboxAddress: `fornt.desk@${HOTEL}.example`, mailboxName: 'Harbour Hotel Front Desk' },
  });
  add(
    'mailbox-without-exchange',
    'Mailbox without Exchange Online',
    'The mailbox is not in Exchange Online (MailboxNotEnabledForRESTAPI).',
    {
      values: { mailboxAddress: kitchen.address, mailboxName: kitchen.name },
    },
  );

  const bare = tenant('island-ferries', 'Island Ferries', [], { hasExchange: false });
  const bareApp = app('tenant-without-exchange', bare.id, fresh);
  tenants.push({ ...bare, apps: [bareApp] });
  scenarios.push({
    id: 'tenant-without-exchange',
    name: 'Tenant without Exchange',
    expected: 'The directory has no Exchange Online (ResourceNotFound).',
    values: {
      mailboxAddress: 'tickets@island-ferries.example',
      mailboxName: 'Island Ferries',
      tenantId: bare.id,
      clientId: bareApp.clientId,
      clientSecret: bareApp.secrets[0]?.value ?? '',
      secretExpiresOn: fresh.toISOString().slice(0, 10),
    },
  });

  for (const { id, name, expected, fault } of FAULT_CASES) {
    if (fault.where === 'token') {
      faults.push({ ...fault, clientId: add(id, name, expected).clientId });
    } else if (fault.where === 'graph') {
      const own = mailbox(`${id}@${HOTEL}.example`, name, 'shared');
      mailboxes.push(own);
      add(id, name, expected, { values: { mailboxAddress: own.address, mailboxName: 'Harbour Hotel' } });
      faults.push({ ...fault, address: own.address });
    } else {
      const own = tenant(`${id}.${HOTEL}`, 'Harbour Hotel', [front]);
      const ownApp = app(id, own.id, fresh);
      tenants.push({ ...own, apps: [ownApp] });
      faults.push({ ...fault, tenantId: own.id });
      const values = {
        mailboxAddress: front.address,
        mailboxName: front.name,
        tenantId: own.id,
        clientId: ownApp.clientId,
        clientSecret: ownApp.secrets[0]?.value ?? '',
        secretExpiresOn: fresh.toISOString().slice(0, 10),
      };
      scenarios.push({ id, name, expected, values });
    }
  }
  return { tenants: [{ ...hotel, mailboxes, apps }, ...tenants], scenarios, faults };
}
