import { sandboxRequests } from '../support/console';
import { sql, storedWorld } from '../support/run-database';
import { type Asker, layAskers, layColleague } from './askers';
import type { Target } from './colleague';
import { keepRows } from './keep-rows';
import { canariesOf, hiddenIds, type Ids, type Laid, layAndDelete, layOurs, layTheirs } from './world';

/** Everything that a sweep walks over. */
export interface Stage {
  readonly target: Target;
  readonly ours: Laid;
  readonly theirs: Laid;
  readonly deleted: Ids;
  readonly askers: readonly Asker[];
  /** What only those who see the other customer may see of it. */
  readonly canaries: readonly string[];
  /** The same of ours. */
  readonly ourCanaries: readonly string[];
  /** Takes back what was done to ours since. */
  readonly restoreOurs: () => Promise<void>;
  /** The same of theirs, after somebody got through. */
  readonly restoreTheirs: () => Promise<void>;
}

/** Lays two customers, what was deleted, and everybody who asks. */
export async function setStage(target: Target): Promise<Stage> {
  const unique = Date.now().toString(36);
  const colleague = await layColleague(target, 'Swept Colleague');
  const ours = await layOurs(colleague, `Swept own ${unique}`);
  // Whoever made it stands in every row of it; afterwards their name is no secret.
  const canary = await layColleague(target, 'Zq7canary Colleague');
  const theirs = await layTheirs(canary);
  await sql(
    "update staff_member set name = 'Swept', email = id || '@firstline.example' where name ilike 'zq7canary%'",
  );
  const deleted = await layAndDelete(colleague);
  const askers = await layAskers(target, ours, theirs);
  return {
    target,
    ours,
    theirs,
    deleted,
    askers,
    canaries: await canariesOf(theirs),
    ourCanaries: hiddenIds(ours.ids),
    restoreOurs: await keepRows(ours.ids.customer, ours.ids.staff_member),
    restoreTheirs: await keepRows(theirs.ids.customer, theirs.ids.staff_member),
  };
}

/** All that is stored, all sessions, and how much was asked of Microsoft. */
export async function stateOfTheWorld(): Promise<Record<string, string>> {
  const sessions = await sql<{ ids: string }>(
    "select coalesce(md5(string_agg(id::text, ',' order by id)), '') as ids from staff_session where expires_at > now()",
  );
  return {
    ...(await storedWorld()),
    sessions: sessions[0]?.ids ?? '',
    // The newest with its moment: the sandbox keeps no more than the last few.
    'asked of Microsoft': JSON.stringify((await sandboxRequests())[0] ?? null),
  };
}

/** What two states of the world differ in. */
export function changedBetween(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] {
  return Object.keys(after).filter((part) => before[part] !== after[part]);
}

/** What an asker must not see: of the customers that are not theirs. */
export function hiddenFrom({ sees }: Asker, { canaries, ourCanaries }: Stage): readonly string[] {
  const both = [...canaries, ...ourCanaries];
  return { every: [], ours: canaries, theirs: ourCanaries, bare: both, none: both }[sees];
}

/** Nobody is held up for calling too often: who sweeps does nothing else. */
export async function forgetCalls(): Promise<void> {
  await sql('delete from attempt_count');
}
