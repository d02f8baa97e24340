import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Log lines hold routes, ids, kinds and times; never names, words, tokens, query strings or bodies. */
export function openLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}
