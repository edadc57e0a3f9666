import { isWhole, WAYS, type Way } from './ask';
import { type Asker, mayAsk } from './askers';
import { type GuardedPlace, isOpen, type OpenPlace } from './cases';
import type { Verdict } from './judge';
import type { Stage } from './stage';
import { wrongIds } from './wrong-ids';

/** One look at a page. */
export interface Look {
  readonly what: string;
  readonly asker: Asker;
  readonly way: Way;
  readonly path: string;
  /** The ids in it that somebody made up. */
  readonly asked: readonly string[];
  /** How the router's data repeats them: left out when two pages are compared. */
  readonly echoes: readonly string[];
  readonly expected: Verdict;
  /** Looks of one group see the same. */
  readonly group: string | null;
  /** Theirs has to be seen here by those who may: or the search would find nothing anyway. */
  readonly showsTheirs: boolean;
  /** What the page has to say to them, if anything. */
  readonly says: string | null;
}

/** All looks at one page: with everybody's eyes, at every id, in every way in which a page can be asked for. */
export function looksAt(stage: Stage, page: string, place: GuardedPlace | OpenPlace): Look[] {
  return stage.askers.flatMap((asker) =>
    isOpen(place)
      ? waysOf(asker).map((way) => look(asker, 'as it is', page, { way }))
      : guardedLooks(stage, asker, page, place),
  );
}

/** A prefetch makes Next complain of every page in the log, at length: two of the askers are enough. */
function waysOf({ name }: Asker): readonly Way[] {
  const isOneOfTwo = name === 'nobody' || name === 'an agent of ours';
  return WAYS.filter((way) => way !== 'prefetch' || isOneOfTwo);
}

function look(asker: Asker, what: string, path: string, rest: Partial<Look>): Look {
  return {
    asker,
    what,
    path,
    way: 'html',
    asked: [],
    echoes: [],
    expected: 'shown',
    group: null,
    showsTheirs: false,
    says: null,
    ...rest,
  };
}

function guardedLooks(stage: Stage, asker: Asker, page: string, place: GuardedPlace): Look[] {
  const { ours, theirs, deleted } = stage;
  const all = { ours: ours.ids, theirs: theirs.ids, deleted };
  const { id: kind, query = {}, showsNothing, empty } = place;
  const refusal = refusalOf(asker, place);
  const seesTheirs = asker.sees === 'theirs' || asker.sees === 'every';
  const own = asker.sees === 'theirs' ? theirs.ids : ours.ids;
  const mine = kind ? page.replace('[id]', own[kind]) : page;
  const isMine = !kind || seesTheirs || asker.sees === 'ours';
  const echoed = kind && !isMine ? [own[kind]] : [];
  const expected = refusal ?? (isMine ? 'shown' : 'not found');
  const mayShow = !refusal && !showsNothing && seesTheirs;
  const looks: Look[] = [];

  for (const way of waysOf(asker)) {
    const showsTheirs = mayShow && isWhole(way) && !(kind && asker.sees === 'every');
    const says = asker.sees === 'none' && !refusal ? (empty ?? null) : null;
    looks.push(look(asker, 'as it is', mine, { way, asked: echoed, expected, showsTheirs, says }));
  }
  if (!kind) looks.push(look(asker, 'beyond the last page', `${page}?page=999`, { expected }));
  for (const wrong of kind ? wrongIds(kind, all) : []) {
    const isSeen = wrong.isTheirs === true && seesTheirs;
    for (const way of wrong.isChief ? waysOf(asker) : (['html'] as const)) {
      looks.push(
        look(asker, wrong.what, page.replace('[id]', encodeURIComponent(wrong.id)), {
          way,
          asked: [wrong.id],
          echoes: [wrong.id, encodeURIComponent(wrong.id)],
          expected: refusal ?? (isSeen ? 'shown' : 'not found'),
          group: isSeen || wrong.isMalformed ? null : `${asker.name} ${way}`,
          showsTheirs: isSeen && mayShow && isWhole(way),
        }),
      );
    }
  }
  for (const [name, of] of Object.entries(isMine ? query : {})) {
    for (const wrong of wrongIds(of, all)) {
      // What names nothing that they may see narrows nothing and fills in nothing.
      if (wrong.isTheirs && seesTheirs) continue;
      const parameter = `${name}=${encodeURIComponent(wrong.id)}`;
      looks.push(
        look(asker, `${wrong.what} as ${name}`, `${mine}?${parameter}`, {
          asked: [wrong.id],
          // Not the id alone: of those who see it, it may be on the page anyway.
          echoes: [parameter],
          expected,
          group: wrong.isMalformed ? null : `${asker.name} ${name}`,
        }),
      );
    }
  }
  return looks;
}

function refusalOf(asker: Asker, { who }: GuardedPlace): Verdict | null {
  if (asker.role === null) return 'sign-in';
  return mayAsk(asker, who) ? null : 'not found';
}
