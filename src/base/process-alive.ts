import { readFile } from "node:fs/promises";
import { z } from "zod";
import { isMissing, errorCode } from "./files.ts";

/** A process, told apart from a later one that was given the same number by when it started, in the kernel's own ticks (Linux only). */
export const ProcessId = z.object({ pid: z.int().positive(), startTicks: z.string().optional() });
export type ProcessId = z.infer<typeof ProcessId>;

export async function thisProcess(): Promise<ProcessId> {
  const stat = await readStat(process.pid);
  return { pid: process.pid, startTicks: stat?.startTicks };
}

export async function isAlive({ pid, startTicks }: ProcessId): Promise<boolean> {
  if (process.platform !== "linux") return answersSignal(pid);
  const stat = await readStat(pid);
  // A zombie keeps its number until its parent looks, but runs no more.
  if (!stat || stat.state === "Z" || stat.state === "X") return false;
  return startTicks === undefined || stat.startTicks === startTicks;
}

async function readStat(pid: number): Promise<{ state: string; startTicks: string } | undefined> {
  if (process.platform !== "linux") return undefined;
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(goneMeanwhile);
  if (text === false) return undefined;
  // proc_pid_stat(5): the command's name stands in brackets and may hold any character; state is field 3, starttime field 22.
  const [state = "", ...rest] = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { state, startTicks: rest[18] ?? "" };
}

function goneMeanwhile(error: unknown): false {
  return errorCode(error) === "ESRCH" ? false : isMissing(error);
}

function answersSignal(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === "EPERM"; // there, and somebody else's
  }
}
