/** What a sweep counts, and what it found. */
export interface Report {
  /** Requests that had to be refused, to show nothing of theirs, or to be the same as others. */
  attempts: number;
  /** Answers that showed something of theirs; each stands in `failures`, too. */
  disclosed: number;
  failures: string[];
}

/** Enough to see what is wrong; a lock that is missing altogether would fill the screen. */
const ENOUGH = 40;

/** Thrown when there are failures enough, or one where one is all that is wanted. */
export class EnoughFailures extends Error {}

/** Keeps count. @param firstOnly the first failure ends it all */
export class Tally implements Report {
  attempts = 0;
  disclosed = 0;
  failures: string[] = [];

  constructor(readonly firstOnly = false) {}

  fail(what: string): void {
    this.failures.push(what);
    if (this.firstOnly || this.failures.length >= ENOUGH) throw new EnoughFailures(what);
  }
}

/** Runs `work` for each of `items`, four at a time. */
export async function fourAtATime<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  const worker = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}
