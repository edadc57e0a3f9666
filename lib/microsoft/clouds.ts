import { env } from '@/lib/env';
import { CLOUDS, type Cloud } from './cloud';

/** Where one cloud answers: every address that a secret or a token may ever be sent to, and the pages staff are sent to. */
export interface CloudEndpoints {
  readonly cloud: Cloud;
  /** Entra ID's origin, without a slash at the end. */
  readonly loginUrl: string;
  /** Microsoft Graph's origin, without a slash at the end. */
  readonly graphUrl: string;
  /** What a token is asked for: everything consented to on this cloud's Graph. */
  readonly scope: string;
  /** The Entra admin center: its origin, to which deep links (`/#view/…`) are appended. */
  readonly portalUrl: string;
}

/**
 * Graph hosts: learn.microsoft.com/graph/deployments. Entra admin center hosts:
 * learn.microsoft.com/entra/fundamentals/faq (firewall list). China's sign-in host is the one MSAL's own table prefers
 * over the alias login.chinacloudapi.cn. DoD signs in where GCC High does. None was reached from here.
 */
const table: Record<Exclude<Cloud, 'sandbox'>, Omit<CloudEndpoints, 'cloud' | 'scope'>> = {
  global: {
    loginUrl: 'https://login.microsoftonline.com',
    graphUrl: 'https://graph.microsoft.com',
    portalUrl: 'https://entra.microsoft.com',
  },
  gcc_high: {
    loginUrl: 'https://login.microsoftonline.us',
    graphUrl: 'https://graph.microsoft.us',
    portalUrl: 'https://entra.microsoft.us',
  },
  dod: {
    loginUrl: 'https://login.microsoftonline.us',
    graphUrl: 'https://dod-graph.microsoft.us',
    portalUrl: 'https://entra.microsoft.us',
  },
  china: {
    loginUrl: 'https://login.partner.microsoftonline.cn',
    graphUrl: 'https://microsoftgraph.chinacloudapi.cn',
    portalUrl: 'https://entra.microsoftonline.cn',
  },
};

/**
 * The addresses of `cloud`.
 * @throws Error for `sandbox` while SANDBOX_URL is not set: no form offers it then.
 */
export function cloudEndpoints(cloud: Cloud): CloudEndpoints {
  if (cloud !== 'sandbox') {
    const row = table[cloud];
    return { cloud, ...row, scope: `${row.graphUrl}/.default` };
  }
  const origin = env().SANDBOX_URL;
  if (!origin) throw new Error('The sandbox is off: SANDBOX_URL is not set.');
  return {
    cloud,
    loginUrl: origin,
    graphUrl: origin,
    scope: `${table.global.graphUrl}/.default`,
    portalUrl: table.global.portalUrl,
  };
}

/** The clouds that can be chosen on this server, in the order of the form; the sandbox only while SANDBOX_URL is set. */
export function availableClouds(): Cloud[] {
  return CLOUDS.filter((cloud) => cloud !== 'sandbox' || env().SANDBOX_URL !== undefined);
}
