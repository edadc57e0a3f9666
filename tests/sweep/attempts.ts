import { DOORS, type Door } from './ask';
import { type Asker, mayAsk } from './askers';
import { type GuardedAction, isOpen, type OpenAction, type OwnValues } from './cases';
import { ownIds } from './own-values';
import type { Stage } from './stage';
import { wrongIds } from './wrong-ids';

/** One call that has to be refused. */
export interface Attempt {
  readonly what: string;
  readonly asker: Asker;
  readonly door: Door;
  readonly form: Readonly<Record<string, string>>;
  /** The ids in it that are not ours. */
  readonly asked: readonly string[];
  /** The code that it is refused with; several: any of them. */
  readonly codes: readonly (string | null)[];
  /** Attempts of one group get the same answer. */
  readonly group: string | null;
}

/** All calls of one action that have to be refused: in everybody's name, with every wrong id, at every door. */
export function attemptsOn(stage: Stage, declared: GuardedAction | OpenAction, own: OwnValues): Attempt[] {
  return isOpen(declared) ? openAttempts(stage, declared) : guardedAttempts(stage, declared, own);
}

function guardedAttempts(stage: Stage, declared: GuardedAction, own: OwnValues): Attempt[] {
  const { ours, theirs, deleted, askers } = stage;
  const all = { ours: ours.ids, theirs: theirs.ids, deleted };
  const fields = Object.entries(declared.ids ?? {});
  const mine = {
    ...declared.fields?.(own),
    ...ownIds(stage, declared.ignored),
    ...ownIds(stage, declared.ids),
  };
  const notThere = (field: string) => declared.refusals?.[field] ?? codeOf(declared.ids?.[field] ?? '');
  const attempts: Attempt[] = [];
  for (const asker of askers) {
    const refusal = refusalOf(asker, declared);
    const scope = fields[0]?.[0];
    // Who sees no customer of ours is told so whatever the rest of the form says.
    const outside = asker.sees === 'ours' || asker.sees === 'every' ? null : (scope ?? null);
    if (refusal || outside) {
      const codes = [refusal ?? notThere(outside ?? '')];
      for (const door of DOORS) {
        attempts.push({ what: 'with ids of ours', asker, door, form: mine, asked: [], codes, group: null });
      }
    }
    for (const [field, kind] of fields) {
      for (const wrong of wrongIds(kind, all)) {
        const isTheirOwn = wrong.isTheirs && field === scope && ['every', 'theirs'].includes(asker.sees);
        if (isTheirOwn && !refusal) continue;
        const told = refusal ?? notThere(outside ?? field);
        attempts.push({
          what: `${wrong.what} as ${field}`,
          asker,
          door: 'script',
          form: { ...mine, [field]: wrong.id },
          asked: [wrong.id],
          codes: wrong.isMalformed && !refusal ? [told, 'invalid_input'] : [told],
          group: `${asker.name} ${field}`,
        });
      }
    }
    if (fields.length === 0 || (!refusal && (asker.sees === 'theirs' || asker.sees === 'every'))) continue;
    const ids = Object.fromEntries(fields.map(([field, kind]) => [field, theirs.ids[kind]]));
    for (const door of DOORS) {
      attempts.push({
        what: 'with all ids of theirs',
        asker,
        door,
        form: { ...mine, ...ids },
        asked: Object.values(ids),
        codes: [refusal ?? notThere(scope ?? '')],
        group: null,
      });
    }
  }
  return attempts;
}

function openAttempts({ askers }: Stage, declared: OpenAction): Attempt[] {
  const those = declared.endsSession ? askers.filter(({ hasSession }) => !hasSession) : askers;
  return those.flatMap((asker) =>
    DOORS.map((door) => ({
      what: 'an open action',
      asker,
      door,
      form: declared.fields(),
      asked: [],
      codes: [declared.refused],
      group: declared.refused,
    })),
  );
}

function refusalOf(asker: Asker, { who }: GuardedAction): string | null {
  if (asker.role === null) return 'signed_out';
  return mayAsk(asker, who) ? null : 'not_allowed';
}

/** What a row that is not there is called. */
const codeOf = (kind: string) => `${kind.replace('idle_', '').replace('_member', '')}_not_found`;
