/** Exit codes of every command (README: exit codes). */
export const ExitCode = {
  done: 0,
  fault: 1,
  usage: 2,
  needsHuman: 3,
  partial: 4,
  locked: 5,
  damaged: 6,
  refused: 7,
  busy: 75,
  interrupted: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

export interface ErrorOptions {
  /** What the person can do next, as one line. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/**
 * An error whose words are ours: fixed text and slugs, never a value of the person.
 * The class says what the caller does next, `exitCode` what the process says at the end.
 */
export class UnlistError extends Error {
  readonly exitCode: ExitCode = ExitCode.fault;
  readonly hint: string | undefined;

  constructor(message: string, options: ErrorOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.name = new.target.name;
    this.hint = options.hint;
  }
}

/** Worth trying again: a dropped connection before the intent, a 5xx, a name that did not resolve. */
export class TransientError extends UnlistError {
  override readonly exitCode: ExitCode = ExitCode.partial;
  /** When the other side said so (`Retry-After`). */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: ErrorOptions & { retryAfterMs?: number | undefined } = {}) {
    super(message, options);
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The page is not what the playbook says it is: that broker stops, the others go on. */
export class PlaybookError extends UnlistError {}

/** The run cannot go on at all. */
export class FatalError extends UnlistError {}

/** Wrong arguments, or a file that is not what it should be. */
export class UsageError extends UnlistError {
  override readonly exitCode: ExitCode = ExitCode.usage;
}

export class LockedError extends UnlistError {
  override readonly exitCode: ExitCode = ExitCode.locked;
}

export class LedgerDamagedError extends UnlistError {
  override readonly exitCode: ExitCode = ExitCode.damaged;
}

/** Egress, disclosure or authority said no. */
export class PolicyError extends UnlistError {
  override readonly exitCode: ExitCode = ExitCode.refused;
}

/** Nobody may act for this person now: no grant, or one that was taken back, ran out or does not cover it. */
export class UnauthorisedError extends PolicyError {}

/** A page leads where the playbook does not open, or to an address that is not of the public internet. */
export class EgressError extends PolicyError {}

export class BusyError extends UnlistError {
  override readonly exitCode: ExitCode = ExitCode.busy;
}

export class InterruptedError extends UnlistError {
  override readonly exitCode: ExitCode = ExitCode.interrupted;
}

/** One thing wrong with a file, where it is, and what to write instead. Lines and columns count from 1. */
export interface FileIssue {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Where in the document, as `optOut.steps[3].fill`. */
  readonly path: string;
  readonly message: string;
  readonly hint?: string | undefined;
  /** Names the rule that it breaks, for those who sort or silence by it. */
  readonly rule?: string;
}

/** A file of ours that does not say what it must. Carries every issue, not the first one. */
export class InvalidFileError extends UsageError {
  readonly issues: readonly FileIssue[];

  constructor(issues: readonly FileIssue[]) {
    super(issues.map(sayIssue).join("\n"));
    this.issues = issues;
  }
}

function sayIssue({ file, line, column, path, message, hint }: FileIssue): string {
  return `${file}:${line}:${column}${path ? ` ${path}` : ""}\n  ${message}${hint ? `: ${hint}` : ""}`;
}

const PRECEDENCE: readonly ExitCode[] = [130, 75, 1, 2, 6, 5, 7, 4, 3, 0];

/** The one code of several outcomes (RELIABILITY: 1, then 6, 5, 7, 4, 3). */
export function worstExitCode(codes: readonly ExitCode[]): ExitCode {
  return PRECEDENCE.find((code) => codes.includes(code)) ?? ExitCode.done;
}
