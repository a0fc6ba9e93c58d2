import type { Step } from "../../catalog/step.ts";
import type { Here } from "../attempt.ts";
import type { Outcome } from "../outcome.ts";
import { check } from "./check.ts";
import { choose } from "./choose.ts";
import { click } from "./click.ts";
import { email } from "./email.ts";
import { expect } from "./expect.ts";
import { extract } from "./extract.ts";
import { fill } from "./fill.ts";
import { goto } from "./goto.ts";
import { human } from "./human.ts";
import { branch } from "./if.ts";
import { select } from "./select.ts";
import { settle } from "./settle.ts";
import { submit } from "./submit.ts";

/** Does what a step's verb says. A new verb is a file beside this one and a line here; the compiler asks for the line. */
export async function act(step: Step, here: Here): Promise<Outcome | undefined> {
  if ("goto" in step) return goto(step, here);
  if ("extract" in step) return extract(step, here);
  if ("choose" in step) return choose(step, here);
  if ("fill" in step) return fill(step, here);
  if ("select" in step) return select(step, here);
  if ("check" in step) return check(step, here);
  if ("click" in step) return click(step, here);
  if ("expect" in step) return expect(step, here);
  if ("settle" in step) return settle(step, here);
  if ("human" in step) return human(step, here);
  if ("submit" in step) return submit(step, here);
  if ("email" in step) return email(step, here);
  return branch(step, here);
}
