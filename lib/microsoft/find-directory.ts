import { fail, type Result, succeed } from '@/lib/result';
import type { Cloud } from './cloud';
import { cloudEndpoints } from './clouds';
import { type CallLimits, ENTRA_DEADLINE_MS, endOfCall } from './deadline';
import { exchange } from './exchange';
import type { MicrosoftFailure } from './failure';
import { failureOfEntraAnswer } from './failure-of-entra';
import { failureOfNetwork } from './failure-of-network';
import { NetworkFault } from './network-fault';
import { rawAnswer } from './raw-answer';
import { type HttpAnswer, type Json, jsonObjectOf, textOf } from './read-answer';
import { isTenantShaped } from './tenant-shape';

/** What Entra tells anybody about a directory. */
export interface FoundDirectory {
  /** The directory's GUID, lower case, also when it was looked for by a domain name. */
  readonly tenantId: string;
  /** The cloud that the directory lives in, when its answer names another than was asked. */
  readonly otherCloud: Exclude<Cloud, 'sandbox'> | null;
}

/**
 * Looks a directory up in a cloud by its OpenID configuration: no sign-in, no permission, no secret.
 * Takes at most `deadlineMs` (default 10 s).
 */
export async function findDirectory(
  wanted: { readonly cloud: Cloud; readonly tenantId: string },
  limits: CallLimits = {},
): Promise<Result<FoundDirectory, MicrosoftFailure>> {
  const endpoints = cloudEndpoints(wanted.cloud);
  if (!isTenantShaped(wanted.tenantId)) {
    return fail({ code: 'tenant_malformed', retryAfterSeconds: null, raw: rawAnswer({}, []) });
  }
  let answer: HttpAnswer;
  try {
    const path = `/${wanted.tenantId}/v2.0/.well-known/openid-configuration`;
    const request = { method: 'GET', path, headers: { accept: 'application/json' } } as const;
    answer = await exchange(endpoints, 'login', request, endOfCall(limits, ENTRA_DEADLINE_MS));
  } catch (error) {
    if (error instanceof NetworkFault) return fail(failureOfNetwork(error));
    throw error;
  }
  const json = answer.status === 200 ? jsonObjectOf(answer.body) : null;
  const tenantId = guidIn(textOf(json?.issuer));
  if (json === null || tenantId === null) return fail(failureOfEntraAnswer(answer));
  return succeed({ tenantId, otherCloud: otherCloudThan(wanted.cloud, json) });
}

const guidIn = (issuer: string | null) =>
  /\/([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})(?:\/|$)/i.exec(issuer ?? '')?.[1]?.toLowerCase() ?? null;

function otherCloudThan(asked: Cloud, json: Json): FoundDirectory['otherCloud'] {
  const named = cloudNamed(json);
  // The sandbox plays the global cloud.
  return named === null || named === (asked === 'sandbox' ? 'global' : asked) ? null : named;
}

/**
 * `cloud_instance_name` tells the sign-in host's family; inside the US Government one the sub scope tells DoD (`DOD`) from
 * GCC High (`DODCON`). GCC (`GCC`) is part of the global cloud. Values as public tenants answer them.
 */
function cloudNamed(json: Json): FoundDirectory['otherCloud'] {
  const instance = textOf(json.cloud_instance_name)?.toLowerCase() ?? '';
  const region = textOf(json.tenant_region_scope)?.toLowerCase() ?? '';
  const subRegion = textOf(json.tenant_region_sub_scope)?.toLowerCase() ?? '';
  if (/(^|\.)(partner\.microsoftonline|chinacloudapi)\.cn$/.test(instance)) return 'china';
  if (subRegion === 'dod') return 'dod';
  if (subRegion === 'dodcon' || /(^|\.)microsoftonline\.us$/.test(instance) || region === 'usgov')
    return 'gcc_high';
  return /(^|\.)microsoftonline\.com$/.test(instance) ? 'global' : null;
}
