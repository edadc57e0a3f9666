import type { SignsInWith } from '@/lib/registration/registration';
import { type EntraPage, entraLink, type LinkOrigins, type TypedIds } from './entra-links';

interface Step {
  readonly step: string;
  /** The page of the admin center on which it is done. */
  readonly page: EntraPage;
}

/** The steps from nothing to an app that may send. */
const TO_AN_APP = [
  { step: 'register', page: 'new_registration' },
  { step: 'ids', page: 'overview' },
  { step: 'permission', page: 'permissions' },
  { step: 'consent', page: 'permissions' },
] as const satisfies readonly Step[];

/** All steps in order, by what the app is to sign in with. */
export const GUIDE_STEPS = {
  secret: [...TO_AN_APP, { step: 'secret', page: 'credentials' }],
  certificate: [
    ...TO_AN_APP,
    { step: 'certificate', page: 'credentials' },
    { step: 'thumbprint', page: 'credentials' },
  ],
} as const satisfies Record<SignsInWith, readonly Step[]>;

/** A step by name: its words stand under this key. */
export type GuideStep = (typeof GUIDE_STEPS)[SignsInWith][number]['step'];

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
  readonly signsInWith: SignsInWith;
}

/** The cloud that was chosen, or the first there is: the guide always leads somewhere. */
export function cloudOf<C extends GuideCloud>(clouds: readonly C[], chosen: string): C | undefined {
  return clouds.find(({ cloud }) => cloud === chosen) ?? clouds[0];
}

/** The steps with their links for one cloud, the ids typed so far and what the app is to sign in with. */
export function linkedSteps(
  origins: LinkOrigins,
  { signsInWith, ...ids }: TypedIds & Pick<GuideValues, 'signsInWith'>,
): { readonly step: GuideStep; readonly href: string }[] {
  return GUIDE_STEPS[signsInWith].map(({ step, page }) => ({ step, href: entraLink(origins, page, ids) }));
}
