import type { Cloud } from '@/lib/microsoft/cloud';
import type { CallLimits } from '@/lib/microsoft/deadline';
import { isSettledSignIn } from '@/lib/microsoft/failure';
import { findDirectory } from '@/lib/microsoft/find-directory';
import { requestAccessToken } from '@/lib/microsoft/request-access-token';
import { GUID } from '@/lib/registration/registration';
import type { TestedValues } from './connection-test';

/** Refusals of a sign-in that do not show that the directory has such an app. */
const NO_SUCH_APP: ReadonlySet<string> = new Set([
  'tenant_not_found',
  'tenant_malformed',
  'tenant_in_other_cloud',
  'app_not_in_tenant',
  'client_id_malformed',
  'sign_in_looping',
]);

/**
 * Were the tenant and the client id typed into each other's fields? Yes when the client id is a directory, and that
 * directory knows an app under the tenant id: it lets it in, or refuses it for a reason that only an app of its own can
 * have, such as a secret that has expired. The directory is looked for first, without a sign-in: the credential goes to none
 * that is not there.
 * @param limits what is left for each of the two calls, asked anew
 */
export async function tryExchangedIds(
  values: TestedValues,
  cloud: Cloud,
  limits: () => CallLimits,
): Promise<boolean> {
  const { tenantId, clientId } = values;
  // An app is named by a GUID alone, a directory that was typed as one by mistake too.
  if (!GUID.test(tenantId) || !GUID.test(clientId) || tenantId === clientId) return false;
  const directory = await findDirectory({ cloud, tenantId: clientId }, limits());
  if (!directory.ok) return false;
  const exchanged = { ...values, cloud, tenantId: clientId, clientId: tenantId };
  const signedIn = await requestAccessToken(exchanged, limits());
  if (signedIn.ok) return true;
  return isSettledSignIn(signedIn.failure.code) && !NO_SUCH_APP.has(signedIn.failure.code);
}
