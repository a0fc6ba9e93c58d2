import { disclosedBy, type DisclosedField, type TemplateField } from "../../subject/fields.ts";
import { PERSONS_STEP, isWorthSending } from "./sensible.ts";
import type { Draft, DraftControl } from "./draft.ts";
import { YamlLines, list, pair } from "./yaml-lines.ts";

export interface PlaybookFrame {
  readonly slug: string;
  readonly host: string;
  /** The page says itself where it is. */
  readonly isHostKnown: boolean;
  readonly asOf: string;
  /** What it was drafted from, as people call it. */
  readonly from: string;
}

const COMPLETE = "complete:";
/** Signs that no page shows, so that a draft that nobody completed never claims anything. */
const SIGN = { confirmed: `text=${COMPLETE} the words of the confirmation`, none: `text=${COMPLETE} the words when nobody is found`, submit: `text=${COMPLETE} the control that sends it` };

/** A playbook that lints, with everything marked that its author must still see to. Nothing when the page has no form that asks. */
export function playbookText(draft: Draft, frame: PlaybookFrame): string | undefined {
  if (!draft.form) return undefined;
  const controls = draft.controls.filter(({ isInForm, isSeen }) => isInForm && isSeen);
  const fields = sentFields(controls);
  const stage = draft.form.kind === "ask" ? "optOut" : "scan";
  const out = new YamlLines();
  out.remark(0, `Drafted from ${frame.from}. Every line that says "${COMPLETE}" wants its author; then rehearse it, and only then set health.`);
  out.add(0, `broker: ${frame.slug}`).add(0, "version: 1").add(0, `asOf: ${frame.asOf}`).add(0, "health: draft");
  out.add(0, "hosts:").add(1, `site: ${list([frame.host])}`, frame.isHostKnown ? undefined : `${COMPLETE} the page does not say where it is from`);
  const hosts = challengeHosts(draft);
  if (hosts.length > 0) out.add(1, `challenge: ${list(hosts)}`);
  out.add(0, "discloses:").add(1, `${stage}: ${list(disclosed(fields))}`);
  if (stage === "optOut") writeOptOut(out, { draft, frame, controls, fields });
  else writeScan(out, { draft, frame, controls, fields });
  return out.add(0, `sources: ${list([`drafted by unlist from ${frame.from}, ${frame.asOf}`])}`).toString();
}

interface Parts {
  readonly draft: Draft;
  readonly frame: PlaybookFrame;
  readonly controls: readonly DraftControl[];
  readonly fields: readonly TemplateField[];
}

function writeOptOut(out: YamlLines, parts: Parts): void {
  const { draft, fields } = parts;
  out.add(0, "optOut:").add(1, `per: ${fields.some((field) => field.startsWith("listing.")) ? "listing" : "subject"}`, `${COMPLETE} one request per listing, or one for all`).add(1, "steps:");
  writeGoto(out, parts);
  writeFields(out, parts);
  writeBoxes(out, parts.controls);
  for (const { selector, kind } of draft.challenges.filter(({ isShown }) => isShown)) out.add(2, `- human: { ${pair("captcha", selector)} }`, kind);
  out.add(2, "- submit:").add(4, pair("click", draft.submit?.selector ?? SIGN.submit), draft.submit ? sure(draft.submit.confidence) : undefined);
  out.add(4, pair("confirmed", SIGN.confirmed), `${COMPLETE} what only the page after it shows`).add(3, "assumed: true");
}

function writeScan(out: YamlLines, parts: Parts): void {
  const { draft, fields } = parts;
  const query = fields.includes("address.city") || fields.includes("address.cityState") ? "nameAndCity" : fields.includes("address.state") ? "nameAndState" : "name";
  out.add(0, "scan:").add(1, `query: ${query}`).add(1, "steps:");
  writeGoto(out, parts);
  writeFields(out, parts);
  out.add(2, `- ${pair("click", draft.submit?.selector ?? SIGN.submit)}`);
  out.add(2, "- extract:").add(4, `each: ".complete-row"`, `${COMPLETE} one row per listing`).add(4, pair("none", SIGN.none), `${COMPLETE} the sign that nobody is found`);
  out.add(4, `fields: { name: ".complete-name" }`, `${COMPLETE} name, age, cities, relatives, url`).add(3, "assumed: true");
}

function writeGoto(out: YamlLines, { draft, frame }: Parts): void {
  const path = frame.isHostKnown && draft.url !== "" ? draft.url.replace(/[{}]/g, encodeURIComponent) : `https://${frame.host}/`;
  out.add(2, `- ${pair("goto", path)}`, frame.isHostKnown ? undefined : `${COMPLETE} the address of this page`).add(3, "assumed: true");
}

function writeFields(out: YamlLines, { controls }: Parts): void {
  for (const [verb, wanted] of [["fill", controls.filter(({ type }) => type !== "select")], ["select", controls.filter(({ type }) => type === "select")]] as const) {
    const taken = wanted.filter(isSent);
    if (taken.length > 0) out.add(2, `- ${verb}:`);
    for (const { selector, field, confidence, isRequired } of taken) out.add(4, pair(selector, `{{${field ?? ""}}}`), `${sure(confidence)}${isRequired ? ", required" : ""}`);
    if (taken.length > 0) out.add(3, "assumed: true");
  }
  for (const control of controls) writeLeftOut(out, control);
}

function writeLeftOut(out: YamlLines, control: DraftControl): void {
  const { field, isRequired, label, selector, type } = control;
  if (isSent(control) || type === "checkbox" || type === "radio") return;
  if (field !== null && PERSONS_STEP.includes(field) && isRequired) {
    out.add(2, `- human: { ${pair("id", label === "" ? field : label)} }`);
    return;
  }
  if (field !== null) out.remark(2, `left out, since the form goes without: ${selector} ({{${field}}})`);
  else if (isRequired) out.remark(2, `${COMPLETE} the form requires "${label}" (${selector}), and no field is sure to be meant (${control.why})`);
}

/** A box that must be ticked; which ones an author agrees to is for the author to say. */
function writeBoxes(out: YamlLines, controls: readonly DraftControl[]): void {
  for (const { selector, label, isRequired, type } of controls) {
    if (type === "checkbox" && isRequired) out.add(2, `- ${pair("check", selector)}`, `${COMPLETE} agrees to "${label}"`).add(3, "assumed: true");
    if (type === "checkbox" && !isRequired) out.remark(2, `not ticked: ${selector} ("${label}")`);
    if (type === "radio") out.remark(2, `${COMPLETE} a choice: ${selector} ("${label}")`);
  }
}

function isSent({ field, isRequired }: DraftControl): boolean {
  return field !== null && isWorthSending(field, isRequired);
}

function sentFields(controls: readonly DraftControl[]): TemplateField[] {
  return controls.flatMap((control) => (control.field !== null && isSent(control) ? [control.field] : []));
}

function disclosed(fields: readonly TemplateField[]): DisclosedField[] {
  return [...new Set(fields.flatMap(disclosedBy))];
}

const CHALLENGE_HOSTS: Readonly<Record<string, readonly string[]>> = {
  recaptcha: ["www.google.com", "www.gstatic.com"],
  turnstile: ["challenges.cloudflare.com"],
  hcaptcha: ["hcaptcha.com", "js.hcaptcha.com", "newassets.hcaptcha.com"],
};

function challengeHosts({ challenges }: Draft): string[] {
  return [...new Set(challenges.flatMap(({ kind }) => CHALLENGE_HOSTS[kind] ?? []))];
}

function sure(confidence: number): string {
  return `${Math.round(confidence * 100)} % sure`;
}
