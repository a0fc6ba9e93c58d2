import { disclosedBy } from "../../subject/fields.ts";
import type { PlaybookFrame } from "../draft/playbook-text.ts";
import { YamlLines, list, pair } from "../draft/yaml-lines.ts";
import type { RecordedStep } from "./recorder.ts";

/** The recording as a playbook in the making. `{{?}}` stands where it could not be told which field was typed. */
export function recordedText(steps: readonly RecordedStep[], frame: PlaybookFrame): string {
  const out = new YamlLines();
  out.remark(0, `Recorded on ${frame.host}. Every line that says "complete:" wants its author; then rehearse it, and only then set health.`);
  out.add(0, `broker: ${frame.slug}`).add(0, "version: 1").add(0, `asOf: ${frame.asOf}`).add(0, "health: draft");
  out.add(0, "hosts:").add(1, `site: ${list([frame.host])}`);
  const fields = new Set(steps.flatMap((step) => ((step.kind === "fill" || step.kind === "select") && step.field !== undefined ? disclosedBy(step.field) : [])));
  out.add(0, "discloses:").add(1, `optOut: ${list([...fields])}`);
  out.add(0, "optOut:").add(1, `per: ${fields.has("listing.url") ? "listing" : "subject"}`, "complete: one request per listing, or one for all").add(1, "steps:");
  for (const step of steps) writeStep(out, step);
  if (!steps.some(({ kind }) => kind === "submit")) out.remark(2, "complete: nothing was submitted, so the submit step is missing");
  return out.add(0, `sources: ${list([`recorded by its author, ${frame.asOf}`])}`).toString();
}

function writeStep(out: YamlLines, step: RecordedStep): void {
  switch (step.kind) {
    case "goto":
      out.add(2, `- ${pair("goto", step.url)}`, step.isWhole ? undefined : "complete: the address held more, which may name somebody");
      return;
    case "fill":
    case "select":
      out.add(2, `- ${step.kind}:`).add(4, pair(step.locator, `{{${step.field ?? "?"}}}`), step.field === undefined ? "complete: which field this is" : undefined);
      return;
    case "submit":
      out.add(2, "- submit:").add(4, pair("click", step.locator)).add(4, pair("confirmed", "text=complete: the words of the confirmation"), "complete: what only the page after it shows").add(3, "assumed: true");
      return;
    case "by-hand":
      out.remark(2, `complete: ${step.what} (${step.locator}), which no playbook does`);
      return;
    default:
      out.add(2, `- ${pair(step.kind, step.locator)}`);
  }
}
