import { type DestinationStream, type Logger, pino } from "pino";

/** Where the platform says what happened: one line an event, never one a message. */
export type Log = Logger;

export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Lines of JSON on standard error, so that standard output keeps what a person is meant to read. */
export function createLog(level: LogLevel, destination: DestinationStream = pino.destination({ dest: 2, sync: true })): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
