import type { CloudName, TenantRegion } from './clouds';
import type { Fault } from './faults';

/** One client secret of an app registration. */
export interface Secret {
  /** The Secret ID that Entra shows beside the value. */
  readonly id: string;
  readonly value: string;
  readonly startsAt: Date;
  readonly expiresAt: Date;
  /** Deleted in Entra a moment ago: no longer listed, and still let in until that has spread. */
  readonly removed?: boolean;
}

/** One app registration together with its service principal (Enterprise application) in its tenant. */
export interface App {
  readonly clientId: string;
  /** The object id of the service principal, which becomes `oid` in tokens. */
  readonly objectId: string;
  readonly tenantId: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly blockedByConditionalAccess: boolean;
  readonly secrets: readonly Secret[];
  /** Application permissions of Graph that an administrator consented to, such as `Mail.Send`. */
  readonly roles: readonly string[];
  /** Mailboxes of an Exchange RBAC grant of Mail.Send, which never shows in a token; null without a grant. */
  readonly rbacScope: readonly string[] | null;
  /** The same of a grant of Mail.ReadWrite. */
  readonly rbacReadWriteScope: readonly string[] | null;
  /** Mailboxes that a (legacy) Application Access Policy leaves to the app; null without a policy. */
  readonly accessPolicy: readonly string[] | null;
}

/** A recipient in a tenant. `unlicensed` is a user whose mailbox is not in Exchange Online. */
export interface Mailbox {
  readonly id: string;
  readonly address: string;
  readonly name: string;
  readonly kind: 'user' | 'shared' | 'unlicensed';
  /** Other addresses that this mailbox may name in `from`. */
  readonly sendAs: readonly string[];
}

/** One Entra directory. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  /** The cloud that it lives in. */
  readonly cloud: CloudName;
  /** Its region, where that is not the usual one of its cloud. */
  readonly region: TenantRegion | null;
  readonly domains: readonly string[];
  readonly hasExchange: boolean;
  readonly mailboxes: readonly Mailbox[];
  readonly apps: readonly App[];
}

/** What a person would type into the form "Add mailbox" to meet one outcome. */
export interface ScenarioValues {
  readonly mailboxAddress: string;
  readonly mailboxName: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The day the secret expires, `YYYY-MM-DD`, or null when nobody knows it. */
  readonly secretExpiresOn: string | null;
}

/** One outcome that can be tried. */
export interface Scenario {
  /** Kebab-case, stable. */
  readonly id: string;
  readonly name: string;
  /** What the app should say, in words. */
  readonly expected: string;
  readonly values: ScenarioValues;
  /** More mailboxes that the same registration may send from. */
  readonly otherMailboxes?: readonly { readonly address: string; readonly name: string }[];
}

/** Everything that exists in the sandbox, with the faults that belong to scenarios. */
export interface Directory {
  readonly tenants: readonly Tenant[];
  readonly scenarios: readonly Scenario[];
  readonly faults: readonly Fault[];
}

/** The tenant with this id or one of whose verified domains this is; case does not count. */
export function findTenant(directory: Directory, idOrDomain: string): Tenant | undefined {
  const wanted = idOrDomain.toLowerCase();
  return directory.tenants.find((tenant) => tenant.id === wanted || tenant.domains.includes(wanted));
}

/** The recipient with this address or object id. */
export function findMailbox(tenant: Tenant, addressOrId: string): Mailbox | undefined {
  const wanted = addressOrId.toLowerCase();
  return tenant.mailboxes.find((mailbox) => mailbox.address === wanted || mailbox.id === wanted);
}
