import { callAction, DOORS } from './ask';
import type { BuiltAction } from './build';
import { ACTIONS, isOpen } from './cases';
import { verdictOnCall } from './judge';
import { rowsOf } from './keep-rows';
import { ownIds, ownValues, pageOf } from './own-values';
import { changedBetween, forgetCalls, type Stage, stateOfTheWorld } from './stage';
import type { Tally } from './tally';

/**
 * Calls an action with ids of our own: it is done, and what changes something leaves an entry in the history. So the forms
 * are right, and a refusal was needed.
 */
export async function tryAction(stage: Stage, action: BuiltAction, tally: Tally): Promise<void> {
  const declared = ACTIONS[action.name];
  if (!declared || isOpen(declared) || declared.notTried) return;
  await forgetCalls();
  const role = declared.who === 'admin' ? 'admin' : 'agent';
  const asker = stage.askers.find((each) => each.role === role && ['ours', 'every'].includes(each.sees));
  const theirRows = await rowsOf(stage.theirs.ids.customer);
  const ignored = Object.entries(declared.ignored ?? {});
  for (const door of DOORS) {
    const own = await ownValues(stage.ours);
    const form = {
      ...declared.fields?.(own),
      ...Object.fromEntries(ignored.map(([field, kind]) => [field, stage.theirs.ids[kind]])),
      ...ownIds(stage, declared.ids),
    };
    const before = await stateOfTheWorld();
    const page = pageOf(action, stage);
    const cookie = asker?.cookie ?? null;
    const answer = await callAction(stage.target.url, action, { page, door, form, cookie });
    const { verdict, code } = verdictOnCall(answer);
    if (door !== 'plain form' && verdict !== 'done') {
      tally.fail(`${action.name}: with ids of one's own, by ${door}, it is ${verdict} ${code}, not done`);
    }
    const changed = changedBetween(before, await stateOfTheWorld());
    if (!declared.changesNothing && !changed.includes('audit_entry')) {
      const what = changed.join(', ') || 'nothing';
      tally.fail(
        `${action.name}: with ids of one's own, by ${door}, it changed ${what} and left no audit_entry`,
      );
    }
    if (declared.changesNothing && changed.length > 0) {
      tally.fail(`${action.name}: it changed ${changed.join(', ')}`);
    }
    await stage.restoreOurs();
  }
  if ((await rowsOf(stage.theirs.ids.customer)) !== theirRows) {
    tally.fail(`${action.name}: with ids of one's own it changed a row of theirs`);
  }
}
