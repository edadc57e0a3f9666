import { ACTIONS, PAGES, ROUTES } from './cases';
import type { Stage } from './stage';
import { sweepAction } from './sweep-actions';
import { sweepPage } from './sweep-pages';
import { sweepRoute } from './sweep-routes';
import { EnoughFailures, type Report, Tally } from './tally';
import { tryAction } from './try-action';

/** What came of a sweep. */
export interface Swept extends Report {
  /** How many of each were swept. */
  readonly counts: { readonly actions: number; readonly pages: number; readonly routes: number };
  readonly askers: number;
}

/** What is swept; not given: everything. */
export interface Part {
  /** Does an action, a page or a route of this name belong to it? */
  readonly takesIn: (name: string) => boolean;
  /** The first failure ends it. */
  readonly firstOnly: boolean;
}

/**
 * Asks for everything that the build answers at, in everybody's name, with every id that is not theirs. Needs the app
 * under test as tests/support/browser-setup.ts starts it, but no browser.
 */
export async function sweep(stage: Stage, part?: Part): Promise<Swept> {
  const tally = new Tally(part?.firstOnly);
  const { build } = stage.target;
  const takesIn = part?.takesIn ?? (() => true);
  const actions = build.actions.filter(({ name }) => takesIn(name));
  const pages = build.pages.filter(takesIn);
  const routes = build.routes.filter(takesIn);
  try {
    if (!part) for (const left of casesWithoutAnything(stage)) tally.fail(`${left}: the build has none`);
    for (const route of routes) await sweepRoute(stage, route, tally);
    for (const action of actions) await sweepAction(stage, action, tally);
    for (const page of pages) await sweepPage(stage, page, tally);
    for (const action of actions) await tryAction(stage, action, tally);
  } catch (error) {
    if (!(error instanceof EnoughFailures)) throw error;
  }
  const { attempts, disclosed, failures } = tally;
  return {
    attempts,
    disclosed,
    failures,
    askers: stage.askers.length,
    counts: { actions: actions.length, pages: pages.length, routes: routes.length },
  };
}

/** The line that docs/security.md goes by. */
export function lineOf({ counts, askers, attempts, disclosed }: Swept): string {
  const { pages, routes, actions } = counts;
  return `Sweep: ${pages} pages, ${routes} route handlers and ${actions} server actions × ${askers} askers: ${attempts} attempts, ${disclosed} disclosed`;
}

function casesWithoutAnything({ target: { build } }: Stage): string[] {
  const there = [...build.actions.map(({ name }) => name), ...build.pages, ...build.routes];
  return [ACTIONS, PAGES, ROUTES].flatMap(Object.keys).filter((name) => !there.includes(name));
}
