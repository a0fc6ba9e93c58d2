import { readFileSync, readdirSync } from "node:fs";

/** Processes as the kernel lists them (Linux): what a test may know of a program without asking it. */
export interface Seen {
  readonly pid: number;
  /** Its arguments and its environment, as any process of the same user can read them. */
  readonly open: string;
}

/** All processes that these started, and those that they did. */
export function descendants(...pids: readonly number[]): number[] {
  const started = new Map<number, number[]>();
  for (const pid of allProcesses()) {
    const parent = parentOf(pid);
    started.set(parent, [...(started.get(parent) ?? []), pid]);
  }
  const below = (pid: number): number[] => (started.get(pid) ?? []).flatMap((child) => [child, ...below(child)]);
  return pids.flatMap(below);
}

export function childrenOf(pid: number): number[] {
  return allProcesses().filter((other) => parentOf(other) === pid);
}

export function isThere(pid: number): boolean {
  return !["", "Z", "X"].includes(statOf(pid)[0] ?? "");
}

/** Arguments and environment of these processes and their descendants at this moment; of those that are there. */
export function seenFromOutside(...pids: readonly number[]): Seen[] {
  return [...new Set([...pids, ...descendants(...pids)])].map((one) => ({ pid: one, open: readQuietly(`/proc/${one}/cmdline`) + readQuietly(`/proc/${one}/environ`) }));
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
