/** Mutants that no test can notice, because nothing differs: each by its name, with the reason. */
export const KNOWN_HARMLESS: Readonly<Record<string, string>> = {};
