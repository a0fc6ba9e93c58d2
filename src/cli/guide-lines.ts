import { GUIDES, guidedAs, type Guided } from "../report/guides.ts";
import type { HumanTask } from "../report/human-tasks.ts";
import { wrapped } from "./hand-lines.ts";
import type { Output } from "./output.ts";

const HEADINGS: Readonly<Record<Guided, string>> = { phone: "On the phone", post: "By post", account: "With an account", id: "With an ID" };

/** What to know before a step away from any page, once for all the steps of its kind. */
export function guideLines(out: Output, tasks: readonly Pick<HumanTask, "reason" | "route">[]): string[] {
  const kinds = new Set(tasks.flatMap((task) => guidedAs(task) ?? []));
  return [...kinds].flatMap((kind) => oneGuide(out, kind));
}

function oneGuide({ width, paint }: Output, kind: Guided): string[] {
  const { before, steps, redact, refuse, proof } = GUIDES[kind];
  const list = (texts: readonly string[], mark: string) => texts.flatMap((text) => wrapped(text, { width, indent: 2, mark }));
  return [
    paint.strong(HEADINGS[kind]),
    ...list(before, "- "),
    ...steps.flatMap((step, i) => wrapped(step, { width, indent: 2, mark: `${i + 1}. ` })),
    "  Leave out:",
    ...list(redact, "- "),
    "  Say no to:",
    ...list(refuse, "- "),
    ...wrapped(`Keep for unlist tasks done: ${proof.question.charAt(0).toLowerCase()}${proof.question.slice(1)}.`, { width, indent: 2 }),
    "",
  ];
}
