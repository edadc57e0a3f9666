import { type AskedProcess, startProcess } from './asked-process';
import type { CloudCall } from './call-clouds';

/** A process that calls Microsoft as the app does. */
export type CloudCaller = AskedProcess<CloudCall>;

/** Starts one. */
export const startCloudCaller = (environment: Record<string, string>): CloudCaller =>
  startProcess('tests/support/call-clouds.ts', environment);
