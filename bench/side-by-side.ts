/** One way of doing the same thing. */
export interface Way {
  readonly name: string;
  /** Does it once. */
  readonly run: () => Promise<unknown>;
}

/** How {@link sideBySide} measures. */
export interface Measure {
  /** How often every way gets its turn; at least 5. */
  readonly rounds: number;
  /** How often it is done in one turn. */
  readonly times: number;
  /** How many are under way at once. */
  readonly concurrency: number;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

async function turn({ run }: Way, { times, concurrency }: Measure): Promise<number> {
  let left = times;
  const begun = performance.now();
  const worker = async () => {
    while (left-- > 0) await run();
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return performance.now() - begun;
}

/**
 * Measures several ways of doing the same thing in turns, so that whatever else the machine does meanwhile meets all of
 * them alike, and prints each as a ratio of the first: median over the rounds, with the range. Times are not printed as
 * promises: they are this machine's.
 * @returns the median ratio of each way after the first, by its name
 */
export async function sideBySide(
  title: string,
  ways: readonly Way[],
  measure: Measure,
): Promise<Record<string, number>> {
  for (const way of ways) await turn(way, { ...measure, times: Math.ceil(measure.times / 4) });
  const rounds: number[][] = [];
  for (let round = 0; round < measure.rounds; round++) {
    const took: number[] = [];
    for (const way of ways) took.push(await turn(way, measure));
    rounds.push(took);
  }
  console.log(
    `\n${title} (${measure.times} times, ${measure.concurrency} at once, ${measure.rounds} rounds)`,
  );
  const medians: Record<string, number> = {};
  for (const [at, { name }] of ways.entries()) {
    const ratios = rounds.map((took) => (took[at] ?? 0) / (took[0] ?? 1));
    const each = (median(rounds.map((took) => took[at] ?? 0)) / measure.times) * 1000;
    medians[name] = median(ratios);
    const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
    console.log(`  ${name.padEnd(58)} ${median(ratios).toFixed(2)}x  (${range})  ${each.toFixed(0)} µs here`);
  }
  return medians;
}
