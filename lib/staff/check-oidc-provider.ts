import { z } from 'zod';
import { log } from '@/lib/log';
import { discoveryUrl } from './oidc-auth';

const LIMIT_MS = 5000;
const GOOD_FOR_MS = 10 * 60_000;

const description = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  id_token_signing_alg_values_supported: z.array(z.string()).min(1),
});

let good: { readonly issuer: string; readonly until: number } | null = null;

/**
 * Does the provider answer, and is it the one that was named? better-auth takes the issuer that the description says, so it
 * has to be ours, to the letter: Entra's `common` answers with another one. Asked again after ten minutes.
 */
export async function checkOidcProvider(issuer: string, now: Date): Promise<boolean> {
  if (good?.issuer === issuer && now.getTime() < good.until) return true;
  let error: unknown;
  const said = await fetch(discoveryUrl(issuer), { redirect: 'error', signal: AbortSignal.timeout(LIMIT_MS) })
    .then(async (answer) => (answer.ok ? description.safeParse(await answer.json()).data : undefined))
    .catch((thrown: unknown) => {
      error = thrown;
      return undefined;
    });
  const fault = !said
    ? 'no_description'
    : said.issuer !== issuer
      ? 'other_issuer'
      : !addresses(said).every((address) => isSafe(address, issuer))
        ? 'address_without_https'
        : null;
  if (fault) log.error({ code: fault, error }, 'the identity provider cannot be used');
  else good = { issuer, until: now.getTime() + GOOD_FOR_MS };
  return fault === null;
}

const addresses = (said: z.infer<typeof description>) => [
  said.authorization_endpoint,
  said.token_endpoint,
  said.jwks_uri,
];

/** Over HTTPS; or plain, beside an issuer that was allowed to be plain because it is on this machine. */
const isSafe = (address: string, issuer: string) =>
  address.startsWith('https://') ||
  (issuer.startsWith('http://') && new URL(address).host === new URL(issuer).host);
