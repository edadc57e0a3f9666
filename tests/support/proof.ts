/**
 * Is this the whole proof, as `npm run proof` asks for it, and not the short one of `npm test`? It takes minutes and more rows,
 * and shows nothing that the short one does not show smaller.
 */
export const IS_FULL_PROOF = process.env.POSTHOUSE_PROOF === 'full';

/** One of two sizes. */
export const size = (short: number, full: number): number => (IS_FULL_PROOF ? full : short);
