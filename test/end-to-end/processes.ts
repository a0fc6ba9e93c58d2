import { readFileSync, readdirSync } from "node:fs";

/** Processes as the kernel lists them (Linux): what a test may know of a program without asking it. */
export interface Seen {
  readonly pid: number;
  /** Its arguments and its environment, as any process of the same user can read them. */
  readonly open: string;
}

/** All processes that `pid` started, and those that they did. */
export function descendants(pid: number): number[] {
  const children = childrenOf(pid);
  return [...children, ...children.flatMap(descendants)];
}

export function childrenOf(pid: number): number[] {
  return allProcesses().filter((other) => parentOf(other) === pid);
}

export function isThere(pid: number): boolean {
  return !["", "Z", "X"].includes(statOf(pid)[0] ?? "");
}

/** Arguments and environment of the process and its descendants at this moment. */
export function seenFromOutside(pid: number): Seen[] {
  return [pid, ...descendants(pid)].map((one) => ({ pid: one, open: readQuietly(`/proc/${one}/cmdline`) + readQuietly(`/proc/${one}/environ`) }));
}

function allProcesses(): number[] {
  return readdirSync("/proc").map(Number).filter(Number.isInteger);
}

function parentOf(pid: number): number {
  return Number(statOf(pid)[1]);
}

/** proc_pid_stat(5) behind the name, which may hold any character: state, parent, … */
function statOf(pid: number): string[] {
  const text = readQuietly(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

/** A process may end between two looks at it. */
function readQuietly(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return "";
    throw error;
  }
}
