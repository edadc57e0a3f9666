import { env } from '@/lib/env';

/** The sandbox's address, or null while it is off. The browser fetches its examples and opens its mails there. */
export function sandboxUrl(): string | null {
  return env().SANDBOX_URL ?? null;
}

/** Do people reach it by HTTPS? Its cookies are then sent by nothing else. */
export function isReachedByHttps(): boolean {
  return env().APP_URL.startsWith('https:');
}

/** Does this installation run by itself on one machine, with the sandbox and examples to try? */
export function isLocal(): boolean {
  return sandboxUrl() !== null;
}

/** What the sign-in calls the identity provider, or null where there is none. */
export function identityProviderName(): string | null {
  return env().OIDC_NAME ?? null;
}

/** The address that lets whoever has an invitation's token join. */
export function invitationLink(token: string): string {
  return `${env().APP_URL}/invitation?token=${token}`;
}
