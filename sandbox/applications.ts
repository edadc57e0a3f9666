import { type App, findTenant } from './directory';
import { type GraphFailure, graphFailures } from './graph-error';
import { guidOf } from './identity';
import type { TokenClaims } from './tokens';
import type { Exchange } from './world';

/**
 * The application permissions that read app registrations. `Application.ReadWrite.OwnedBy` reads all of them, owned or
 * not: so it stands in learn.microsoft.com/graph/api/serviceprincipal-get.
 */
const READING_ROLES = [
  'Application.Read.All',
  'Application.ReadWrite.OwnedBy',
  'Application.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];

const CONTEXT = 'https://graph.microsoft.com/v1.0/$metadata#applications';
const BY_APP_ID = /^applications\(appId='([^']*)'\)$/i;
const FILTER = /^appId eq '([^']*)'$/i;

/** What `/v1.0/applications…` was asked for: one by its client id, or the list of those with that client id. */
export interface ApplicationRoute {
  readonly clientId: string;
  readonly asList: boolean;
}

/** Reads `/v1.0/applications(appId='…')` and `/v1.0/applications?$filter=appId eq '…'`; null: neither. */
export function readApplicationRoute({ method, path, query }: Exchange): ApplicationRoute | null {
  if (method !== 'GET') return null;
  const [version, segment = '', ...more] = path.split('/').slice(1).map(decoded);
  if (version !== 'v1.0' || more.length > 0) return null;
  const one = BY_APP_ID.exec(segment)?.[1];
  if (one !== undefined) return { clientId: one, asList: false };
  const filtered = segment === 'applications' ? FILTER.exec(query.get('$filter') ?? '')?.[1] : undefined;
  return filtered === undefined ? null : { clientId: filtered, asList: true };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}

/** The app registration as Graph shows it to this token, or why not. No value of a secret is ever in it. */
export function readApplications(
  { world, query }: Exchange,
  claims: TokenClaims,
  { clientId, asList }: ApplicationRoute,
): { readonly body: Record<string, unknown> } | { readonly refusal: GraphFailure } {
  if (!claims.roles?.some((role) => READING_ROLES.includes(role)))
    return { refusal: graphFailures.requestDenied() };
  // An app of another company is registered there; here it has an enterprise application at most.
  const found = findTenant(world.directory, claims.tid)?.apps.find(
    (app) => app.clientId === clientId.toLowerCase(),
  );
  const application = found && shown(found);
  const select = query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  const unknown = select?.find((name) => !PROPERTIES.includes(name));
  if (unknown !== undefined) return { refusal: graphFailures.propertyUnknown(unknown) };
  const picked = application && { ...(select ? pick(application, select) : application) };
  if (asList) return { body: { '@odata.context': CONTEXT, value: picked ? [picked] : [] } };
  if (!picked) return { refusal: graphFailures.applicationNotFound(clientId) };
  return { body: { '@odata.context': `${CONTEXT}/$entity`, ...picked } };
}

const PROPERTIES = ['id', 'appId', 'displayName', 'passwordCredentials', 'keyCredentials'];

function shown(app: App): Record<string, unknown> {
  return {
    id: guidOf(`application ${app.clientId}`),
    appId: app.clientId,
    displayName: app.name,
    passwordCredentials: app.secrets
      .filter((secret) => !secret.removed)
      .map((secret) => ({
        customKeyIdentifier: null,
        displayName: 'Posthouse',
        endDateTime: instant(secret.expiresAt),
        hint: secret.value.slice(0, 3),
        keyId: secret.id,
        secretText: null,
        startDateTime: instant(secret.startsAt),
      })),
    keyCredentials: [],
  };
}

const instant = (at: Date) => `${at.toISOString().slice(0, 19)}Z`;

const pick = (from: Record<string, unknown>, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, from[name]]));
