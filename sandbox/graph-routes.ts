import { applicationsRoute } from './applications';
import { draftRoutes } from './draft-routes';
import type { GraphRoute } from './graph-call';
import { type GraphFailure, graphFailures } from './graph-error';
import { sendMailRoute } from './send-mail';
import { uploadRoutes } from './upload-routes';
import type { Exchange } from './world';

/** All that this Graph can do; everything else is refused in Graph's words. */
const GRAPH_ROUTES: readonly GraphRoute[] = [
  sendMailRoute,
  ...draftRoutes,
  ...uploadRoutes,
  applicationsRoute,
];

/** The route that a request means, with the variable parts of its path, or Graph's refusal. */
export function findRoute(
  exchange: Exchange,
):
  | { readonly route: GraphRoute; readonly params: Readonly<Record<string, string>> }
  | { readonly refusal: GraphFailure } {
  const [, version, path = ''] = exchange.path.match(/^\/([^/]*)\/?(.*)$/) ?? [];
  if (version !== 'v1.0') return { refusal: graphFailures.versionUnknown() };
  const [collection = '', user, ...more] = path.split('/');
  if (collection === 'me') return { refusal: graphFailures.meWithoutUser() };
  const matching = GRAPH_ROUTES.filter((route) => route.path.test(path));
  const route = matching.find(({ method }) => method === exchange.method);
  if (matching.length > 0 && !route) return { refusal: graphFailures.methodNotAllowed() };
  const params = route && decoded(route.path.exec(path)?.groups ?? {});
  if (route && params) return { route, params };
  const isKnown = GRAPH_ROUTES.some((known) => known.path.source.startsWith(`^${collection}`));
  return { refusal: graphFailures.segmentUnknown(isKnown ? (more[0] ?? user ?? collection) : collection) };
}

function decoded(groups: Record<string, string | undefined>): Record<string, string> | null {
  try {
    return Object.fromEntries(
      Object.entries(groups)
        .filter((pair): pair is [string, string] => pair[1] !== undefined)
        .map(([name, value]) => [name, decodeURIComponent(value)]),
    );
  } catch {
    return null;
  }
}
