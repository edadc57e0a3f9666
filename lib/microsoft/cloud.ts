/**
 * The Microsoft clouds an app registration can live in, as stored in the database and in forms.
 * `sandbox` is the stand-in on this machine; it exists only while SANDBOX_URL is set. Their addresses stand in
 * `clouds.ts`; this file is free of server code, so that forms can share it.
 */
export const CLOUDS = ['global', 'gcc_high', 'dod', 'china', 'sandbox'] as const;

/** One of {@link CLOUDS}. */
export type Cloud = (typeof CLOUDS)[number];
