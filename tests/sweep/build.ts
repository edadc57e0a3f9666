import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A server action of the build. */
export interface BuiltAction {
  /** What the header `next-action` names it by. */
  readonly id: string;
  /** `file#export`. */
  readonly name: string;
  /** The addresses of the pages that offer it, with `[id]` in the place of ids. */
  readonly pages: readonly string[];
}

/** All that the build answers at: taken from its own manifests, so that nothing can be left out by hand. */
export interface Build {
  readonly actions: readonly BuiltAction[];
  readonly pages: readonly string[];
  readonly routes: readonly string[];
}

interface ReferenceManifest {
  /** `workers`: the pages whose bundle holds it. */
  node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>;
  edge: Record<string, unknown>;
}

/**
 * Reads what Next wrote about the build in `<root>/.next`.
 * @throws Error when something runs in the edge runtime, which nobody here looks after
 */
export function readBuild(root: string): Build {
  const read = <T>(path: string) => JSON.parse(readFileSync(join(root, '.next', path), 'utf8')) as T;
  const paths = Object.entries(read<Record<string, string>>('app-path-routes-manifest.json'));
  const addressOf = new Map(paths.map(([file, address]) => [`app${file}`, address]));
  const { node, edge } = read<ReferenceManifest>('server/server-reference-manifest.json');
  if (Object.keys(edge).length > 0) throw new Error('an action runs in the edge runtime');
  const endingIn = (end: string) =>
    paths
      .filter(([file]) => file.endsWith(end))
      .map(([, address]) => address)
      .sort();
  return {
    actions: Object.entries(node).map(([id, { filename, exportedName, workers }]) => ({
      id,
      name: `${filename}#${exportedName}`,
      pages: Object.keys(workers)
        .map((file) => addressOf.get(file) ?? '')
        .sort(),
    })),
    pages: endingIn('/page'),
    routes: endingIn('/route'),
  };
}
