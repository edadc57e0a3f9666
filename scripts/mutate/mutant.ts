/** A change of a file's text, from one place to another. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One lock that is taken away in a file. */
export interface Mutant {
  /** `file#function` and what is taken away there; the second of the same name in a function ends in ` (2)`. */
  readonly name: string;
  readonly file: string;
  readonly edit: Edit;
}

/** What became of a mutant. */
export interface Outcome {
  readonly layer: string;
  readonly name: string;
  /** The test that noticed; null: it survived. */
  readonly caughtBy: string | null;
}

/** The text with the edit made. */
export function apply(text: string, { start, end, text: replacement }: Edit): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Gives each mutant a name of its own. */
export function numbered(mutants: readonly Mutant[]): Mutant[] {
  const seen = new Map<string, number>();
  return mutants.map((mutant) => {
    const count = (seen.get(mutant.name) ?? 0) + 1;
    seen.set(mutant.name, count);
    return count === 1 ? mutant : { ...mutant, name: `${mutant.name} (${count})` };
  });
}
