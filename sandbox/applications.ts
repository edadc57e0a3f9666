import type { App } from './directory';
import type { GraphAnswer, GraphCall, GraphRoute } from './graph-call';
import { graphFailures } from './graph-error';
import { guidOf } from './identity';
import { findApp } from './world';

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
const FILTER = /^appId eq '([^']*)'$/i;

/** `GET /v1.0/applications(appId='…')` and `GET /v1.0/applications?$filter=appId eq '…'`. */
export const applicationsRoute: GraphRoute = {
  name: 'applications',
  method: 'GET',
  path: /^applications(?:(?:\(|%28)appId=(?:'|%27)(?<clientId>[^'%]*)(?:'|%27)(?:\)|%29))?$/i,
  faultPlace: 'application',
  answer: readApplications,
};

/** The app registration as Graph shows it to this token, or why not. No value of a secret is ever in it. */
async function readApplications({ exchange, params, who }: GraphCall): Promise<GraphAnswer> {
  const { query } = exchange;
  if (!who?.claims.roles?.some((role) => READING_ROLES.includes(role)))
    return { refusal: graphFailures.requestDenied() };
  const asList = params.clientId === undefined;
  const clientId = params.clientId ?? FILTER.exec(query.get('$filter') ?? '')?.[1];
  // Graph would list all of them; nobody here needs to know more than one.
  if (clientId === undefined) return { refusal: graphFailures.segmentUnknown('applications') };
  // An app of another company is registered there; here it has an enterprise application at most.
  const found = findApp(exchange.world, who.tenant, clientId);
  const application = found && shown(found);
  const select = query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  const unknown = select?.find((name) => !PROPERTIES.includes(name));
  if (unknown !== undefined) return { refusal: graphFailures.propertyUnknown(unknown) };
  const picked = application && { ...(select ? pick(application, select) : application) };
  const answer = (body: Record<string, unknown>) => ({
    status: 200,
    body,
    headers: { 'OData-Version': '4.0' },
  });
  if (asList) return answer({ '@odata.context': CONTEXT, value: picked ? [picked] : [] });
  if (!picked) return { refusal: graphFailures.applicationNotFound(clientId) };
  return answer({ '@odata.context': `${CONTEXT}/$entity`, ...picked });
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
