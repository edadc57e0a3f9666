import { type EntraPage, entraLink, type LinkOrigins, type TypedIds } from './entra-links';

/** The steps from nothing to a secret, in order, each with the page of the admin center on which it is done. */
export const GUIDE_STEPS = [
  { step: 'register', page: 'new_registration' },
  { step: 'ids', page: 'overview' },
  { step: 'permission', page: 'permissions' },
  { step: 'consent', page: 'permissions' },
  { step: 'secret', page: 'credentials' },
] as const satisfies readonly { step: string; page: EntraPage }[];

/** One of {@link GUIDE_STEPS} by name: its words stand under this key. */
export type GuideStep = (typeof GUIDE_STEPS)[number]['step'];

/** A cloud with the addresses that its links begin with. */
export interface GuideCloud extends LinkOrigins {
  readonly cloud: string;
}

/** What is typed so far in the form that the guide stands beside. Never a secret. */
export interface GuideValues {
  readonly cloud: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly mailboxAddress: string;
}

/** The cloud that was chosen, or the first there is: the guide always leads somewhere. */
export function cloudOf<C extends GuideCloud>(clouds: readonly C[], chosen: string): C | undefined {
  return clouds.find(({ cloud }) => cloud === chosen) ?? clouds[0];
}

/** The steps with their links for one cloud and the ids typed so far. */
export function linkedSteps(
  origins: LinkOrigins,
  ids: TypedIds,
): { readonly step: GuideStep; readonly href: string }[] {
  return GUIDE_STEPS.map(({ step, page }) => ({ step, href: entraLink(origins, page, ids) }));
}
