import { ExitCode, UsageError } from "../../base/errors.ts";
import type { Call } from "../call.ts";
import { wrapped } from "../hand-lines.ts";
import { forEverybody, helplinesFor, regions } from "../help-now/choose.ts";
import { CHECKED_ON, type Helpline } from "../help-now/helplines.ts";

const FIRST = "In danger now? Call your local emergency number.";

/** Works without a home, a key or a network. */
export async function helpNowCommand({ args, out }: Call): Promise<ExitCode> {
  const [region] = args;
  const lines = region === undefined ? forEverybody() : helplinesFor(region);
  if (lines.length === 0) throw new UsageError("no helplines are known by that region", { hint: `known: ${regions().join(", ")}; unlist help-now lists those for everybody` });
  const end = [`Seen on ${CHECKED_ON} on the organisations' own pages, as stored: numbers change, their page knows.`, ...(region === undefined ? [`By region: unlist help-now REGION, with ${regions().join(", ")}.`] : [])];
  out.result({ checkedOn: CHECKED_ON, emergency: FIRST, regions: regions(), helplines: lines }, [FIRST, "", ...lines.flatMap((line) => helpLines(line, out)), ...end.flatMap((text) => wrapped(text, { width: out.width, indent: 0 }))]);
  return ExitCode.done;
}

function helpLines({ name, audience, isUnder18, channel, hours, url, seenAt, confidence }: Helpline, { paint, width }: Call["out"]): string[] {
  const who = [audience, ...(isUnder18 ? ["under 18"] : [])].filter(Boolean).join("; ");
  const reach = [channel, hours, url, seenAt && `seen at ${seenAt}`].filter((text) => text !== undefined).join(" · ");
  return [paint.strong(name), ...(who === "" ? [] : wrapped(who, { width, indent: 2 })), ...wrapped(`${reach}${confidence === "medium" ? " (one source)" : ""}`, { width, indent: 2 }), ""];
}
