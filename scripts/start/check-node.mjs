/**
 * Says why this Node cannot run Posthouse. Written in the oldest syntax that has modules, so that an old Node gets this
 * sentence and not a stack trace.
 * @param {string} version such as `20.19.0`
 * @returns {string | undefined} the sentence for the person who started it; undefined when the version will do
 */
export function nodeFault(version) {
  const parts = version.split('.').map(Number);
  if (parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19)) return undefined;
  return `Posthouse needs Node 20.19 or newer; this is ${version}. Get a newer one at https://nodejs.org.`;
}
