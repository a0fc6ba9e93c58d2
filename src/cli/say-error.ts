import { diskTrouble } from "../base/disk-trouble.ts";
import { ExitCode, InvalidFileError, UnlistError, type FileIssue } from "../base/errors.ts";

/** An error as it is said: our own words, never those of an error we did not make. */
export interface SaidError {
  /** The name of the exit code: `usage`, `locked`, … */
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly message: string;
  readonly hint?: string;
  readonly issues?: readonly FileIssue[];
}

/** What went wrong first: closing what was open may fail as well, on a full disk it does, and then both come in one error. */
export function firstOf(error: unknown): unknown {
  return error instanceof Error && "suppressed" in error ? firstOf(error.suppressed) : error;
}

export function sayError(error: unknown): SaidError {
  if (error instanceof UnlistError) return sayOurs(error);
  const disk = diskTrouble(error);
  if (disk) return { code: "fault", exitCode: ExitCode.fault, message: `${disk.what}; nothing recorded before is lost`, hint: disk.hint };
  return { code: "fault", exitCode: ExitCode.fault, message: `unlist met a fault of its own (${className(error)})`, hint: "please report it with the lines below: they hold no value of yours" };
}

export function errorLines({ message, hint }: SaidError): string[] {
  return hint === undefined ? [`unlist: ${message}`] : [`unlist: ${message}`, `  ${hint}`];
}

/**
 * Our own places of the stack of an error that nothing is known of. Its message is dropped: Playwright's and others' carry the values that
 * were typed (SAFETY: disk, logs, process).
 */
export function ownFrames(error: unknown): string[] {
  if (error instanceof UnlistError || diskTrouble(error) || !(error instanceof Error)) return [];
  const frames = (error.stack ?? "").split("\n").flatMap((line) => /^\s+at (?:(?:async )?[\w$.<># ]+ \()?(?:file:\/\/)?[^()]*?((?:dist|src)\/[\w./-]+:\d+:\d+)\)?$/.exec(line)?.[1] ?? []);
  return frames.slice(0, 8).map((place) => `  at ${place}`);
}

function sayOurs(error: UnlistError): SaidError {
  const code = codeName(error.exitCode);
  return {
    code,
    exitCode: error.exitCode,
    message: error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error instanceof InvalidFileError ? { issues: error.issues } : {}),
  };
}

function codeName(exitCode: ExitCode): string {
  return Object.entries(ExitCode).find(([, code]) => code === exitCode)?.[0] ?? "fault";
}

function className(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  // The class, not `error.name`, which anybody can set to anything; and a system error's code says more than its class.
  const code = "code" in error && typeof error.code === "string" && /^[A-Z_0-9]{2,40}$/.test(error.code) ? ` ${error.code}` : "";
  return `${error.constructor.name}${code}`;
}
