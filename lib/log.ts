import pino from 'pino';

/**
 * One JSON line a happening, on standard error. Give it ids, codes and numbers; never a value that a person typed,
 * a secret or a mail's content.
 */
export const log = pino(
  { level: process.env.LOG_LEVEL || 'info', base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
  pino.destination({ dest: 2, sync: true }),
);
