/**
 * Does one step of the start and shows it with its time, as one line.
 * @template T
 * @param {string} name as shown
 * @param {() => Promise<T> | T} work
 * @returns {Promise<T>} what the work returns; its failure is passed on
 */
export async function step(name, work) {
  const began = performance.now();
  const made = await work();
  console.log(`  ${name} … ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return made;
}
