import { pino, type Logger } from "pino";

/**
 * The only keys a log line may carry. pino's `redact` works on key paths and does not look inside strings, so this is
 * an allow-list: a key that is not here is dropped, and the values below are ours (slugs, ids, counts, fixed words).
 */
const ALLOWED = [
  "broker", "subject", "task", "step", "state", "reason", "code", "attempt", "ms", "count", "host", "phase", "port", "pid", "until", "exit",
] as const;
export type LogFields = Partial<Record<(typeof ALLOWED)[number], string | number | boolean | null | undefined>>;

export interface Log {
  debug(fields: LogFields, words: string): void;
  info(fields: LogFields, words: string): void;
  warn(fields: LogFields, words: string): void;
  error(fields: LogFields, words: string): void;
}

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

/** A log on stderr. Results go to stdout and never through here. */
export function createLog(level: LogLevel = "warn"): Log {
  const out = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }));
  return fenced(out);
}

export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

function fenced(out: Logger): Log {
  const at = (level: "debug" | "info" | "warn" | "error") => (fields: LogFields, words: string) => out[level](allowedOnly(fields), words);
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

function allowedOnly(fields: LogFields): LogFields {
  return Object.fromEntries(ALLOWED.filter((key) => fields[key] !== undefined).map((key) => [key, fields[key]]));
}

function nothing(): void {
  // a log that keeps nothing
}
