import { text } from "node:stream/consumers";
import { dayOf } from "../base/day.ts";
import { UsageError } from "../base/errors.ts";
import { guideOf, readProof, type Proof } from "../report/guides.ts";
import type { Call } from "./call.ts";
import { readPrivateFile } from "./private-file.ts";
import type { SubjectTask } from "./tasks-of.ts";

/** What shows that a step was done: the day, and the number by which they know of it, if there is one. */
export interface ProofOfStep {
  readonly on: Date;
  readonly reference?: string;
}

/** Asked for, or given by --on and --reference. A call, a letter, an account or an ID is done when its one fact is there. */
export async function proofOf(task: SubjectTask, call: Call): Promise<ProofOfStep> {
  const proof = guideOf(task)?.proof;
  if (proof?.kind === "date") return { on: await dayOfDoing(call, proof) };
  const on = pastDay(call) ?? call.clock.now();
  const reference = proof ? fact(call, proof, await referenceIn(call, proof.question)) : await referenceIn(call, "Reference number or name they gave you (empty if none)");
  return { on, ...(reference !== "" && { reference }) };
}

async function dayOfDoing(call: Call, proof: Proof): Promise<Date> {
  const given = pastDay(call);
  if (given) return given;
  if (!call.ask.isTerminal) throw new UsageError("this step wants the day that it was done", { hint: "--on 2026-08-07" });
  return new Date(`${fact(call, proof, await call.ask.text(proof.question, "--on DAY"))}T00:00:00Z`);
}

function fact({ clock }: Call, proof: Proof, said: string): string {
  const read = readProof(proof, said, clock.now().toISOString().slice(0, 10));
  if ("wrong" in read) throw new UsageError(`${proof.question}: ${read.wrong}`, { hint: proof.kind === "date" ? "--on DAY gives it, too" : "--reference FILE, or - for stdin, gives it, too" });
  return read.fact;
}

const LONGEST_REFERENCE = 200;

/** On standard input, in a file or typed: a number by which they know the person is nobody else's business. */
async function referenceIn({ options, ask, stdin }: Call, question: string): Promise<string> {
  const file = options.text("reference");
  if (file === undefined && !ask.isTerminal) return "";
  const given = file === undefined ? await ask.text(question, "--reference FILE") : file === "-" ? await text(stdin) : (await readPrivateFile(file, "file")).toString("utf8");
  const reference = given.trim();
  if (reference.length > LONGEST_REFERENCE) throw new UsageError("a reference of more than 200 characters is none");
  return reference;
}

function pastDay(call: Call): Date | undefined {
  const day = dayIn(call, "on");
  if (day !== undefined && day > call.clock.now()) throw new UsageError("--on wants a day that has come");
  return day;
}

export function dayIn({ options }: Call, name: "on" | "until"): Date | undefined {
  const typed = options.text(name);
  if (typed === undefined) return undefined;
  const day = dayOf(typed);
  if (day) return day;
  throw new UsageError(`--${name} wants a day`, { hint: "like 2026-08-07" });
}
