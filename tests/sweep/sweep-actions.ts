import { callAction } from './ask';
import { type Attempt, attemptsOn } from './attempts';
import type { BuiltAction } from './build';
import { ACTIONS } from './cases';
import { canonical, differenceOf, disclosedIn, verdictOnCall } from './judge';
import { ownValues, pageOf } from './own-values';
import { changedBetween, forgetCalls, hiddenFrom, type Stage, stateOfTheWorld } from './stage';
import { fourAtATime, type Tally } from './tally';

/** Calls one action in everybody's name with every wrong id; nothing may come of it. */
export async function sweepAction(stage: Stage, action: BuiltAction, tally: Tally): Promise<void> {
  const declared = ACTIONS[action.name];
  if (!declared) return tally.fail(`${action.name}: has no case in tests/sweep/cases.ts`);
  await forgetCalls();
  const attempts = attemptsOn(stage, declared, await ownValues(stage.ours));
  const before = await stateOfTheWorld();
  const groups = new Map<string, string>();
  const said = (attempt: Attempt, words: string) =>
    tally.fail(`${action.name}: ${attempt.asker.name}, ${attempt.what}, by ${attempt.door}: ${words}`);

  await fourAtATime(attempts, async (attempt) => {
    tally.attempts += 1;
    const { asker, door, form, asked } = attempt;
    const page = pageOf(action, stage);
    const answer = await callAction(stage.target.url, action, { page, door, form, cookie: asker.cookie });
    const { verdict, code } = verdictOnCall(answer);
    const shown = disclosedIn(answer, hiddenFrom(asker, stage), [...asked, page]);
    if (shown.length > 0) {
      tally.disclosed += 1;
      said(attempt, `shows ${shown.join(', ')}`);
    }
    // A form without scripts brings a page back, which says nothing of the refusal.
    if (door === 'plain form') {
      if (answer.status >= 500) said(attempt, `failed with ${code}`);
      return;
    }
    if (!attempt.codes.includes(code)) said(attempt, `${verdict} ${code}, not ${attempt.codes.join(' or ')}`);
    if (!attempt.group || code === 'invalid_input') return;
    const text = canonical(answer, asked);
    const first = groups.get(attempt.group) ?? text;
    groups.set(attempt.group, first);
    if (text !== first) said(attempt, `is told apart from another id by ${differenceOf(first, text)}`);
  });

  const changed = changedBetween(before, await stateOfTheWorld());
  if (changed.length > 0) tally.fail(`${action.name}: although refused, it changed ${changed.join(', ')}`);
}
