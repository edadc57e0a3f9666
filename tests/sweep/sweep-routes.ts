import { askRoute } from './ask';
import { mayAsk } from './askers';
import { type Attempt, attemptsOn } from './attempts';
import { type GuardedAction, isOpen, ROUTES } from './cases';
import { canonical, differenceOf, disclosedIn, verdictOnCall } from './judge';
import { rowsOf } from './keep-rows';
import { ownIds, ownValues } from './own-values';
import { changedBetween, forgetCalls, hiddenFrom, type Stage, stateOfTheWorld } from './stage';
import { fourAtATime, type Tally } from './tally';
import { wrongIds } from './wrong-ids';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Asks one route handler in everybody's name by every method, with every wrong id. */
export async function sweepRoute(stage: Stage, route: string, tally: Tally): Promise<void> {
  const place = ROUTES[route];
  if (!place) return tally.fail(`route ${route}: has no case in tests/sweep/cases.ts`);
  await forgetCalls();
  const { ours, theirs, deleted, askers, canaries, target } = stage;
  const form = isOpen(place) || !place.form ? null : { ...place.form, who: place.who };
  // Lays what the form needs, so before the world is looked at.
  const own = form && (await ownValues(ours));
  const before = await stateOfTheWorld();
  const all = { ours: ours.ids, theirs: theirs.ids, deleted };

  for (const asker of askers) {
    const seesTheirs = asker.sees === 'theirs' || asker.sees === 'every';
    const isAllowed = isOpen(place) || mayAsk(asker, place.who);
    const ask = async (method: string, path: string, asked: readonly string[]) => {
      tally.attempts += 1;
      const answer = await askRoute(target.url, path, method, asker.cookie);
      const said = (words: string) => tally.fail(`route ${method} ${path}: ${asker.name}: ${words}`);
      const shown = disclosedIn(answer, hiddenFrom(asker, stage), asked);
      if (shown.length > 0) {
        tally.disclosed += 1;
        said(`shows ${shown.join(', ')}`);
      }
      if (answer.status >= 500) said(`failed with ${answer.status}`);
      // A route handler that takes a form refuses in words, as an action does.
      const isRefused = verdictOnCall(answer).verdict === 'refused';
      const isAnswered = answer.status === 200 && method !== 'OPTIONS' && !isRefused;
      if (!isAllowed && isAnswered) said('is answered, not refused');
      return { answer, said };
    };

    await fourAtATime(METHODS, async (method) => {
      await ask(method, withId(route, ours.ids), Object.values(ours.ids));
    });
    if (isOpen(place)) continue;
    const { id, query = {}, showsNothing } = place;
    const asks = [
      ...(id ? [{ name: null, kind: id }] : []),
      ...Object.entries(query).map(([name, kind]) => ({ name, kind })),
    ];
    for (const { name, kind } of asks) {
      let first: string | undefined;
      for (const wrong of wrongIds(kind, all)) {
        if (wrong.isTheirs && seesTheirs) continue;
        const path = name
          ? `${withId(route, ours.ids)}?${name}=${encodeURIComponent(wrong.id)}`
          : route.replace('[id]', encodeURIComponent(wrong.id));
        const { answer, said } = await ask('GET', path, [wrong.id]);
        if (wrong.isMalformed) continue;
        const text = canonical(answer, [encodeURIComponent(wrong.id)]);
        first ??= text;
        if (text !== first) said(`is told apart from another id by ${differenceOf(first, text)}`);
      }
    }
    if (isAllowed && seesTheirs && !showsNothing) {
      const { answer, said } = await ask('GET', withId(route, theirs.ids), []);
      if (disclosedIn(answer, canaries, Object.values(theirs.ids)).length === 0) {
        said('nothing of theirs can be seen by those who may, so the search for it proves nothing');
      }
    }
  }
  if (form && own) await sweepForm(stage, route, form, own, tally);
  const records = isOpen(place) ? [] : (place.records ?? []);
  const changed = changedBetween(before, await stateOfTheWorld()).filter((part) => !records.includes(part));
  if (changed.length > 0) tally.fail(`route ${route}: asking it changed ${changed.join(', ')}`);
  if (form) await tryForm(stage, route, form, tally);

  function withId(pattern: string, ids: typeof ours.ids): string {
    return place && !isOpen(place) && place.id ? pattern.replace('[id]', ids[place.id]) : pattern;
  }
}

/** Posts every form that has to be refused, as {@link attemptsOn} makes them for actions. */
async function sweepForm(
  stage: Stage,
  route: string,
  declared: GuardedAction,
  own: Awaited<ReturnType<typeof ownValues>>,
  tally: Tally,
): Promise<void> {
  const all = attemptsOn(stage, declared, own);
  const groups = new Map<string, string>();
  const said = ({ asker, what }: Attempt, words: string) =>
    tally.fail(`route ${route}: ${asker.name}, ${what}: ${words}`);
  // It has one door, and some let in one form of a person at a time.
  for (const attempt of all.filter(({ door }) => door === 'script')) await post(attempt);

  async function post(attempt: Attempt): Promise<void> {
    tally.attempts += 1;
    const { asker, form, asked, codes, group } = attempt;
    const answer = await askRoute(stage.target.url, route, 'POST', asker.cookie, form);
    const { verdict, code } = verdictOnCall(answer);
    const shown = disclosedIn(answer, hiddenFrom(asker, stage), asked);
    if (shown.length > 0) {
      tally.disclosed += 1;
      said(attempt, `shows ${shown.join(', ')}`);
    }
    if (!codes.includes(code)) said(attempt, `${verdict} ${code}, not ${codes.join(' or ')}`);
    if (!group || code === 'invalid_input') return;
    const text = canonical(answer, asked);
    const first = groups.get(group) ?? text;
    groups.set(group, first);
    if (text !== first) said(attempt, `is told apart from another id by ${differenceOf(first, text)}`);
  }
}

/** Posts it with ids of our own: it is done and leaves an entry in the history, so the refusals above were needed. */
async function tryForm(stage: Stage, route: string, declared: GuardedAction, tally: Tally): Promise<void> {
  const asker = stage.askers.find(({ role, sees }) => role === 'agent' && sees === 'ours');
  const form = { ...declared.fields?.(await ownValues(stage.ours)), ...ownIds(stage, declared.ids) };
  const theirRows = await rowsOf(stage.theirs.ids.customer);
  const before = await stateOfTheWorld();
  const answer = await askRoute(stage.target.url, route, 'POST', asker?.cookie ?? null, form);
  const { verdict, code } = verdictOnCall(answer);
  if (verdict !== 'done')
    tally.fail(`route ${route}: with ids of one's own it is ${verdict} ${code}, not done`);
  if (!changedBetween(before, await stateOfTheWorld()).includes('audit_entry')) {
    tally.fail(`route ${route}: with ids of one's own it left no audit_entry`);
  }
  if ((await rowsOf(stage.theirs.ids.customer)) !== theirRows) {
    tally.fail(`route ${route}: with ids of one's own it changed a row of theirs`);
  }
  await stage.restoreOurs();
}
