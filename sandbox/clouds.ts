/** Microsoft's clouds. The cloud "Sandbox" of the app is none of them: this program plays the global one for it. */
export type CloudName = 'global' | 'gcc_high' | 'dod' | 'china';

/** One of Microsoft's clouds as it shows itself from outside. */
export interface MicrosoftCloud {
  readonly name: CloudName;
  /** Where people and apps sign in; the first is the one that Entra names. */
  readonly loginHosts: readonly string[];
  readonly graphHost: string;
  /** What the OpenID configuration of its tenants says. */
  readonly instance: string;
  readonly aadGraphHost: string;
  readonly rbacHost: string;
  /** The region that its tenants are told to be in, unless a tenant has its own. */
  readonly region: TenantRegion;
  /** The origin of `iss` in its access tokens of version 1. */
  readonly tokenIssuer: string;
}

/** `tenant_region_scope` and `tenant_region_sub_scope`; the latter is absent from most answers. */
export interface TenantRegion {
  readonly scope: string;
  readonly subScope?: string;
}

/** The README tells which of these are documented and which were read in answers that people quoted. */
const MICROSOFT_CLOUDS: readonly MicrosoftCloud[] = [
  {
    name: 'global',
    loginHosts: ['login.microsoftonline.com'],
    graphHost: 'graph.microsoft.com',
    instance: 'microsoftonline.com',
    aadGraphHost: 'graph.windows.net',
    rbacHost: 'pas.windows.net',
    region: { scope: 'EU' },
    tokenIssuer: 'https://sts.windows.net',
  },
  {
    name: 'gcc_high',
    loginHosts: ['login.microsoftonline.us'],
    graphHost: 'graph.microsoft.us',
    instance: 'microsoftonline.us',
    aadGraphHost: 'graph.windows.net',
    rbacHost: 'pasff.usgovcloudapi.net',
    region: { scope: 'USGov', subScope: 'DODCON' },
    tokenIssuer: 'https://sts.windows.net',
  },
  {
    name: 'dod',
    loginHosts: ['login.microsoftonline.us'],
    graphHost: 'dod-graph.microsoft.us',
    instance: 'microsoftonline.us',
    aadGraphHost: 'graph.windows.net',
    rbacHost: 'pasff.usgovcloudapi.net',
    region: { scope: 'USGov', subScope: 'DOD' },
    tokenIssuer: 'https://sts.windows.net',
  },
  {
    name: 'china',
    loginHosts: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
    graphHost: 'microsoftgraph.chinacloudapi.cn',
    instance: 'partner.microsoftonline.cn',
    aadGraphHost: 'graph.chinacloudapi.cn',
    rbacHost: 'pas.chinacloudapi.cn',
    region: { scope: 'AS' },
    tokenIssuer: 'https://sts.chinacloudapi.cn',
  },
];

/** The cloud of this name. */
export function cloudNamed(name: CloudName): MicrosoftCloud {
  const found = MICROSOFT_CLOUDS.find((cloud) => cloud.name === name);
  if (!found) throw new Error(`There is no cloud ${name}.`);
  return found;
}

/** Through which of Microsoft's doors a request came in, by the host name that it was sent to. */
export interface Door {
  /** The address that the caller used: `http://127.0.0.1:4010` or `https://` and one of Microsoft's host names. */
  readonly origin: string;
  /** The clouds whose sign-in this is; two in the US Government, none at a Graph host. */
  readonly login: readonly MicrosoftCloud[];
  /** The cloud whose Graph this is. */
  readonly graph: MicrosoftCloud | null;
  /** The loopback address: both doors of the global cloud, and the sandbox's own page and controls. */
  readonly isLocal: boolean;
}

/**
 * The door that a Host header names, or null for any other name: one that a foreign web page pointed at this machine must
 * not get in (DNS rebinding), and nobody but Microsoft can point Microsoft's.
 */
export function doorOf(host: string): Door | null {
  const name = host.toLowerCase();
  if (/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(name)) {
    const global = cloudNamed('global');
    return { origin: `http://${name}`, login: [global], graph: global, isLocal: true };
  }
  const bare = name.replace(/:443$/, '');
  const login = MICROSOFT_CLOUDS.filter((cloud) => cloud.loginHosts.includes(bare));
  const graph = MICROSOFT_CLOUDS.find((cloud) => cloud.graphHost === bare) ?? null;
  return login.length > 0 || graph ? { origin: `https://${bare}`, login, graph, isLocal: false } : null;
}

/** The names under which a cloud's Graph is asked for in a scope, and that stand as `aud` in a token for it. */
export function graphAudiences(cloud: MicrosoftCloud, door: Door): readonly string[] {
  // Its app id is the same in every cloud. The sandbox's own address is the Graph of the cloud "Sandbox".
  const own = [`https://${cloud.graphHost}`, '00000003-0000-0000-c000-000000000000'];
  return door.isLocal ? [...own, door.origin] : own;
}
